import { afterEach, describe, expect, it } from "vitest";
import { type Fault, type FaultyStorage, faultyStorage } from "../../../../tests/support/faulty-storage.ts";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import type { BlobId, TimeText } from "../../format/index.ts";
import { listSnapshots, RepositoryLock, type StoredSnapshot, saveSnapshot } from "../../repository/index.ts";
import { StorageNotAllowed } from "../../storage/index.ts";
import { createRepository } from "../open.ts";
import type { OpenRepository } from "../open-repository.ts";
import { tag } from "./tag.ts";

const opened: OpenRepository[] = [];
afterEach(async () => {
  for (const open of opened.splice(0)) await open.close();
});

async function repository(
  ...faults: readonly Fault[]
): Promise<{ open: OpenRepository; storage: FaultyStorage; first: StoredSnapshot; second: StoredSnapshot }> {
  const storage = faultyStorage(new MemoryStorage(), faults);
  const open = await createRepository(storage, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  opened.push(open);
  const save = (hostname: string, day: string): Promise<StoredSnapshot> => {
    const time = `${day}T10:00:00+02:00` as TimeText; // of the form that the brand stands for
    const tree = "0".repeat(64) as BlobId; // nothing here looks into a tree
    const rest = { username: "ada", uid: 7, excludes: ["*.o"], programVersion: "holdfast 1" };
    return saveSnapshot(open.repository, { time, tree, paths: ["/home"], hostname, tags: ["a"], ...rest });
  };
  return { open, storage, first: await save("blue", "2024-05-01"), second: await save("red", "2024-05-02") };
}

describe("tag", () => {
  it("makes a snapshot anew with its other tags, and keeps the rest and the id it had first", async () => {
    const { open, first, second } = await repository();
    const { changed, unchanged } = await tag(open, { snapshots: [first.id], change: { add: ["b"] } });
    const [again] = changed;
    expect([again?.oldId, changed.length, unchanged]).toEqual([first.id, 1, 0]);
    const { id, ...rest } = first;
    expect(again?.snapshot).toEqual({ ...rest, id: again?.snapshot.id, tags: ["a", "b"], original: id });
    expect(await listSnapshots(open.repository)).toEqual([again?.snapshot, second]);

    const twice = await tag(open, { snapshots: [again?.snapshot.id ?? ""], change: { set: [] } });
    expect(twice.changed[0]?.snapshot).toMatchObject({ original: id });
    expect(twice.changed[0]?.snapshot).not.toHaveProperty("tags");
  });

  it("changes all that answer to the filter, leaves what is so already, and tells each", async () => {
    const { open, first, second } = await repository();
    await tag(open, { filter: { hosts: ["red"] }, change: { add: ["b"] } });
    const told: string[] = [];
    const result = await tag(open, { change: { set: ["a", "b"] }, onChange: ({ oldId }) => told.push(oldId) });
    expect([told, result.unchanged]).toEqual([[first.id], 1]);
    const originals = (await listSnapshots(open.repository)).map(({ original }) => original);
    expect(originals).toEqual([first.id, second.id]);
  });

  it("removes the old snapshot only once the new one is stored, with the repository for itself", async () => {
    const { open, storage, first } = await repository();
    await tag(open, { snapshots: [first.id], change: { add: ["b"] } });
    const calls = storage.calls.filter((call) => /^(write|remove) snapshots$/.test(call));
    expect(calls.slice(-2)).toEqual(["write snapshots", "remove snapshots"]);

    const { sealer, version } = open.repository;
    const lock = await RepositoryLock.acquire({ storage, sealer, version, exclusive: false });
    await expect(tag(open, { change: { add: ["c"] } })).rejects.toMatchObject({ code: "repository/locked" });
    await lock.release();
  });

  it("loses no snapshot when the new one cannot be written or the old one not removed", async () => {
    const error = new StorageNotAllowed({ location: "memory:", doing: "write" }, "permission");
    const writing = await repository({ operation: "write", kind: "snapshots", nth: 3, fail: { error } });
    await expect(tag(writing.open, { change: { add: ["b"] } })).rejects.toBe(error);
    expect(await listSnapshots(writing.open.repository)).toEqual([writing.first, writing.second]);

    const removing = await repository({ operation: "remove", kind: "snapshots", nth: 1, fail: { error } });
    await expect(tag(removing.open, { change: { add: ["b"] } })).rejects.toBe(error);
    expect(await listSnapshots(removing.open.repository)).toHaveLength(3);
  });
});
