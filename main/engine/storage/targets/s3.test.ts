import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import type { FileRef, Storage } from "../storage.ts";
import { s3 } from "./s3.ts";

const PACK: FileRef = { kind: "data", name: "ab".repeat(32) };
const CONFIG: FileRef = { kind: "config", name: "" };

interface Reply {
  readonly status: number;
  readonly code?: string;
  readonly headers?: Record<string, string>;
  readonly inside?: string;
}

/** A storage on a server that answers as it is told, and what that was asked. */
async function scripted(reply: (request: IncomingMessage) => Reply, access = {}) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    request.resume().on("end", () => answer(response, reply(request)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  const keys = { accessKeyId: "key", secretAccessKey: "very-secret", ...access };
  const storage = s3.open(`s3:http://127.0.0.1:${port}/bucket`, keys);
  if (storage === undefined) throw new Error("not taken for S3");
  onTestFinished(async () => {
    await storage.close();
    server.close();
  });
  return { storage, asked };
}

function answer(response: ServerResponse, { status, code, headers = {}, inside = "" }: Reply): void {
  response.writeHead(status, headers);
  response.end(code === undefined ? inside : `<Error><Code>${code}</Code><Message>no</Message>${inside}</Error>`);
}

const write = (storage: Storage): Promise<void> => storage.write(PACK, Buffer.from("x"));

it.each([
  [{ status: 503, code: "SlowDown", headers: { "retry-after": "7" } }, "storage/interrupted", { waitMs: 7000 }],
  [{ status: 429 }, "storage/interrupted", {}],
  [{ status: 500, inside: "<html>oops" }, "storage/interrupted", {}],
  [{ status: 400, code: "BadDigest" }, "storage/interrupted", {}],
  [{ status: 403, code: "RequestTimeTooSkewed" }, "storage/clock-off", {}],
  [{ status: 403, code: "InvalidAccessKeyId" }, "storage/access-denied", {}],
  [{ status: 403, code: "SignatureDoesNotMatch" }, "storage/access-denied", {}],
  [
    { status: 403, code: "AccessDenied" },
    "storage/not-allowed",
    { facts: expect.objectContaining({ reason: "rights" }) },
  ],
  [{ status: 403, code: "QuotaExceeded" }, "storage/full", {}],
  [{ status: 507 }, "storage/full", {}],
  [{ status: 404, code: "NoSuchBucket" }, "storage/no-container", {}],
  [{ status: 418, code: "Teapot" }, "storage/failed", {}],
])("understands %o", async (reply, code, facts) => {
  const { storage, asked } = await scripted(() => reply);
  await expect(write(storage)).rejects.toMatchObject({ code, ...facts });
  expect(asked).toHaveLength(1);
});

it("tells the reason of a refusal that comes without one", async () => {
  const { storage } = await scripted(({ method }) =>
    method === "HEAD" ? { status: 403 } : { status: 403, code: "InvalidAccessKeyId" },
  );
  await expect(storage.stat(CONFIG)).rejects.toMatchObject({ code: "storage/access-denied" });
});

it("says nothing of the secret in any error", async () => {
  const { storage } = await scripted(() => ({ status: 403, code: "SignatureDoesNotMatch" }));
  const error = await write(storage).catch((each: unknown) => each);
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("very-secret");
});

it("goes to the region that the server names, and remembers it", async () => {
  const inRegion = ({ headers }: IncomingMessage) => headers.authorization?.includes("/attic/s3/");
  const { storage, asked } = await scripted((request) =>
    inRegion(request)
      ? { status: 200 }
      : { status: 400, code: "AuthorizationHeaderMalformed", inside: "<Region>attic</Region>" },
  );
  await write(storage);
  await write(storage);
  expect(asked.map(inRegion)).toEqual([false, true, true]);
});

it("gives up on a server that sends from one region to the next", async () => {
  let count = 0;
  const { storage, asked } = await scripted(() => {
    count++;
    return { status: 301, code: "PermanentRedirect", headers: { "x-amz-bucket-region": `r${count}` } };
  });
  await expect(write(storage)).rejects.toMatchObject({ code: "storage/failed" });
  expect(asked.length).toBeLessThan(5);
});

it("puts packs of contents into an archive class, and nothing else", async () => {
  const { storage, asked } = await scripted(() => ({ status: 200 }), { storageClass: "DEEP_ARCHIVE" });
  await write(storage);
  await storage.write({ ...PACK, holdsTrees: true }, Buffer.from("x"));
  await storage.write({ kind: "index", name: PACK.name }, Buffer.from("x"));
  const classes = asked.map(({ headers }) => headers["x-amz-storage-class"]);
  expect(classes).toEqual(["DEEP_ARCHIVE", undefined, undefined]);
});

it("asks for the encryption that was chosen", async () => {
  const { storage, asked } = await scripted(() => ({ status: 200 }), { encryption: "aws:kms", kmsKeyId: "my-key" });
  await write(storage);
  expect(asked[0]?.headers).toMatchObject({
    "x-amz-server-side-encryption": "aws:kms",
    "x-amz-server-side-encryption-aws-kms-key-id": "my-key",
  });
});

it("sends sums with every body, so that half of one is never stored", async () => {
  const { storage, asked } = await scripted(() => ({ status: 200 }));
  await write(storage);
  expect(asked[0]?.headers).toMatchObject({
    "content-md5": "ndTkYSaMgDT1yFZOFVxnpg==",
    "x-amz-content-sha256": expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

const LOCKED = "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>";

it("takes a protected file that is there already for stored if its bytes are the same, and replaces it otherwise", async () => {
  for (const [etag, puts] of [
    ["9dd4e461268c8034f5c8564e155c67a6", 1],
    ["ffffffffffffffffffffffffffffffff", 2],
  ] as const) {
    const { storage, asked } = await scripted(
      ({ method, url, headers }) => {
        if (url?.includes("object-lock")) return { status: 200, inside: LOCKED };
        if (method === "HEAD") return { status: 200, headers: { etag: `"${etag}"` } };
        if (method === "PUT" && headers["if-none-match"] === "*") return { status: 412, code: "PreconditionFailed" };
        return { status: 200 };
      },
      { lockDays: "3" },
    );
    await write(storage);
    const stored = asked.filter(({ method, url }) => method === "PUT" && !url?.includes("retention"));
    expect(stored).toHaveLength(puts);
    const extended = asked.some(({ method, url }) => method === "PUT" && url?.includes("retention"));
    expect(extended).toBe(puts === 1);
  }
});

it("does not trust a server that takes a protection without knowing it", async () => {
  const untold = { status: 403, code: "AccessDenied" };
  const { storage } = await scripted(({ url }) => (url?.includes("object-lock") ? untold : { status: 200 }), {
    lockDays: "3",
  });
  await expect(write(storage)).rejects.toMatchObject({ code: "storage/access-invalid" });
});
