import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type Target, TargetId } from "../../../shared/model/index.ts";
import { Connections } from "./connections.ts";
import { MemorySecrets } from "./memory-secrets.fixture.ts";

const LOCATION = "rest:https://nas.example/backup/";
const target: Target = {
  ...{ id: TargetId.parse(randomUUID()), name: "NAS", kind: "rest", access: { user: "ada" }, location: LOCATION },
  ...{ repositoryId: "ab".repeat(32), createdAt: 0 },
};

let secrets: MemorySecrets;
let connections: Connections;
beforeEach(() => {
  secrets = new MemorySecrets();
  connections = new Connections(secrets);
});

describe("what it takes to reach a target", () => {
  it("is kept in two places: what is secret with the passphrases, the rest to be written down", async () => {
    const access = { user: "ada", password: "Sesame", connections: "3" };
    const open = await connections.keep(target.repositoryId, { location: LOCATION, access });
    expect(open).toEqual({ user: "ada", connections: "3" });
    expect([...secrets.kept.values()].join()).toContain("Sesame");
    expect(await new Connections(secrets).accessOf({ ...target, access: open })).toEqual(access);
  });

  it("is asked of the keychain once", async () => {
    await connections.keep(target.repositoryId, { location: LOCATION, access: { password: "Sesame" } });
    secrets.kept.clear();
    expect(await connections.accessOf(target)).toEqual({ user: "ada", password: "Sesame" });
  });

  it("is asked again after the keychain was locked", async () => {
    const { get } = secrets;
    secrets.get = () => Promise.reject(new Error("locked"));
    await expect(connections.accessOf(target)).rejects.toThrow("locked");
    secrets.get = get;
    expect(await connections.accessOf(target)).toEqual({ user: "ada" });
  });

  it("goes with its target, and with a new connection that has no secret", async () => {
    const keep = (access: Target["access"]) => connections.keep(target.repositoryId, { location: LOCATION, access });
    await keep({ password: "Sesame" });
    await keep({ user: "bob" });
    expect(secrets.kept.size).toBe(0);
    await keep({ password: "Sesame" });
    await connections.forget(target.repositoryId);
    expect(secrets.kept.size).toBe(0);
    expect(await connections.accessOf(target)).toEqual({ user: "ada" });
  });

  it("survives an entry that nobody can read", async () => {
    await secrets.set(`access ${target.repositoryId}`, "{not JSON");
    expect(await connections.accessOf(target)).toEqual({ user: "ada" });
  });

  it("is nothing for a folder", async () => {
    expect(await connections.accessOf({ ...target, location: "/media/blue", access: { user: "x" } })).toEqual({});
  });
});
