import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type ConnectOptions, openStorage } from "../../main/engine/storage/index.ts";
import { AppError } from "../../shared/errors/index.ts";
import type { Access } from "../../shared/targets/index.ts";
import { hasOpenssl, makeCertificate } from "../support/rest-server.ts";
import { emptySshHome } from "../support/ssh-home.ts";

const KEY = Buffer.alloc(64, 1).toString("base64");
const NOBODY = { user: "ada", password: "never told 4711" };

/** A place of each kind on a host, by a secure connection where the kind has one. */
const KINDS: readonly (readonly [kind: string, place: (host: string) => { location: string; access: Access }])[] = [
  ["REST", (host) => ({ location: `rest:https://${host}/r/`, access: NOBODY })],
  ["WebDAV", (host) => ({ location: `webdav:https://${host}/r`, access: NOBODY })],
  ["S3", (host) => ({ location: `s3:https://${host}/bucket/r`, access: { accessKeyId: "a", secretAccessKey: KEY } })],
  [
    "Azure",
    (host) => ({
      location: "azure:container:/r",
      access: { account: "a", accountKey: KEY, endpoint: `https://${host}/a` },
    }),
  ],
];

/** The one error that a look at a place ends in. */
async function errorOf(location: string, access: Access, options: ConnectOptions = {}): Promise<AppError> {
  const storage = openStorage(location, { access, patience: "look", ...options });
  const error: unknown = await storage.stat({ kind: "config", name: "" }).catch((thrown: unknown) => thrown);
  await storage.close();
  if (!(error instanceof AppError)) throw new Error(`${location}: not an expected failure`, { cause: error });
  expect(error.message).toMatch(/^[“A-Z].*\.$/);
  expect(`${error.message} ${error.hint} ${String(error.stack)}`).not.toContain(NOBODY.password);
  return error;
}

describe("a host that no name server knows", () => {
  it.each(KINDS)("is unreachable: %s", async (_, place) => {
    const { location, access } = place("nowhere.invalid");
    expect(await errorOf(location, access)).toMatchObject({ code: "storage/unreachable", retry: "later" });
  });

  it("is unreachable: SFTP", async () => {
    emptySshHome();
    const error = await errorOf("sftp:ada@nowhere.invalid:/r", { password: NOBODY.password });
    expect(error).toMatchObject({ code: "storage/unreachable", retry: "later" });
  });
});

describe.skipIf(!hasOpenssl)("a server whose certificate nobody vouches for", () => {
  it.each(KINDS)("is told nothing: %s", async (_, place) => {
    const { certFile, keyFile } = makeCertificate();
    let asked = 0;
    const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (_request, answer) => {
      asked += 1;
      answer.end();
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await vi.waitFor(() => expect(server.address()).not.toBeNull());
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port was given");
    const { location, access } = place(`127.0.0.1:${address.port}`);
    const error = await errorOf(location, access);
    expect(error).toMatchObject({ code: "storage/host-untrusted", facts: { reason: "certificate" } });
    expect(asked).toBe(0);
  });
});
