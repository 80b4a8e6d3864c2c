import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  backup,
  backupTarget,
  createRepository,
  examineLocation,
  forget,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  prune,
  tryStorage,
} from "../../main/engine/index.ts";
import type { FileRef, Storage } from "../../main/engine/storage/index.ts";
import { rest } from "../../main/engine/storage/targets/rest.ts";
import { AppError } from "../../shared/errors/index.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import { rcloneVersions } from "../support/rclone.ts";
import {
  hasOpenssl,
  makeCertificate,
  type RestServer,
  type RestServerOptions,
  restServer,
  startRcloneRest,
  startRestServer,
} from "../support/rest-server.ts";
import { resticVersions } from "../support/restic.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { itKeepsRepositories } from "./engine-suite.ts";

const CONFIG: FileRef = { kind: "config", name: "" };
const BYTES = randomBytes(3 << 20);
const PACK: FileRef = { kind: "data", name: createHash("sha256").update(BYTES).digest("hex") };
const LOGIN = { user: "ada", password: "pass:wörd/?#%" };
let count = 0;

const SERVERS = [
  ...(restServer === undefined ? [] : [{ name: "restic-rest-server", start: startRestServer }]),
  ...rcloneVersions().map(({ name, path }) => ({
    name: `rclone serve restic: ${name}`,
    start: (options: RestServerOptions) => startRcloneRest(path, options),
  })),
];
if (SERVERS.length === 0) describe.skip("a REST server (none here)", () => it("keeps repositories", () => undefined));

for (const { name, start } of SERVERS) {
  describe(`a REST server: ${name}`, () => {
    let server: RestServer;
    beforeAll(async () => {
      server = await start({ takesAnyContent: true });
    });
    afterAll(() => server?.stop());

    describeStorage(name, async () => ({ storage: at(server.location(`r%20${count++}%20%25%20%C3%BC`)) }));

    it("takes files of 200 MB and of nothing, and finds a thousand", async () => {
      const storage = open(server.location(`r${count++}`));
      await storage.create();
      const bytes = Buffer.alloc(200 << 20, BYTES);
      await storage.write(PACK, bytes);
      expect((await storage.read(PACK)).equals(bytes)).toBe(true);
      expect(await storage.read(PACK, { offset: (200 << 20) - 5, length: 5 })).toEqual(bytes.subarray(-5));
      const names = Array.from({ length: 1000 }, (_, n) => createHash("sha256").update(`${n}`).digest("hex"));
      for (const name of names) await storage.write({ kind: "index", name }, new Uint8Array(0));
      expect(new Set(await namesOf(storage, "index"))).toEqual(new Set(names));
    });

    it("that only takes new files tells so when something is to be removed, and lets locks go", async () => {
      const strict = await started(start, { isAppendOnly: true });
      await takesNothingAway(strict.location("r"));
    });

    for (const program of resticVersions()) {
      describe(`with ${program.name}`, () => {
        itKeepsRepositories(() => {
          const location = server.location(`engine${count++}`);
          return { location, access: {}, restic: { program: program.path, repository: location } };
        });
      });
    }
  });
}

describe.skipIf(restServer === undefined)("restic's REST server (skipped: needs restic-rest-server)", () => {
  it("says that a login is wrong, and what a folder for each user means", async () => {
    const server = await started(startRestServer, { login: LOGIN, hasPrivateRepos: true });
    await open(server.location("ada/r"), LOGIN).create();
    const inUrl = server.location("ada/r").replace("//", `//ada:${encodeURIComponent(LOGIN.password)}@`);
    const storage = open(inUrl);
    await storage.create();
    expect(storage.location).toBe(`${server.location("ada/r")}/`);
    for (const [path, access] of [
      ["ada/r", { ...LOGIN, password: "a wrong secret" }],
      ["ada/r", {}],
      ["bob/r", LOGIN],
    ] as const) {
      const error = await failureOf(open(server.location(path), access).stat(CONFIG));
      expect(error, path).toMatchObject({ code: "storage/access-denied", retry: "never" });
      expect(everythingIn(error)).not.toContain("a wrong secret");
      expect(everythingIn(error)).not.toContain(LOGIN.password);
    }
  });

  it("says that the quota is used up", async () => {
    const server = await started(startRestServer, { maxBytes: 1 << 20 });
    const storage = open(server.location("r"));
    await storage.create();
    await expect(storage.write(PACK, BYTES)).rejects.toMatchObject({ code: "storage/full" });
    expect(await namesOf(storage, "data")).toEqual([]);
  });

  it("keeps what it has of a pack, and takes the config anew", async () => {
    const server = await started(startRestServer, {});
    const storage = open(server.location("r"));
    await storage.create();
    await storage.write(PACK, BYTES);
    await storage.write(PACK, BYTES);
    await storage.write(CONFIG, Buffer.from("first"));
    await storage.write(CONFIG, Buffer.from("first"));
    await storage.write(CONFIG, Buffer.from("other"));
    expect((await storage.read(CONFIG)).toString()).toBe("other");
  });

  it("refuses what arrives damaged, which is tried again", async () => {
    const server = await started(startRestServer, {});
    const storage = open(server.location("r"));
    await storage.create();
    await expect(storage.write(PACK, BYTES.subarray(1))).rejects.toMatchObject({ code: "storage/interrupted" });
    expect(await namesOf(storage, "data")).toEqual([]);
  });

  it.skipIf(!hasOpenssl)("is trusted by its private authority only where that is named", async () => {
    const tls = makeCertificate();
    const server = await started(startRestServer, { tls });
    expect(await failureOf(open(server.location("r")).create())).toMatchObject({
      code: "storage/host-untrusted",
      facts: { reason: "certificate" },
    });
    await open(server.location("r"), { caFile: tls.caFile }).create();
    const missing = open(server.location("r"), { caFile: "/nowhere" }).create();
    expect(await failureOf(missing)).toMatchObject({ code: "storage/access-invalid", facts: { field: "caFile" } });
    const plain = open(server.location("r").replace("https", "http"));
    expect(await failureOf(plain.create())).toMatchObject({ code: "storage/failed" });
  });

  it.skipIf(process.platform === "win32")("is reached by a socket of this computer", async () => {
    const socket = join(tempFolder(), "rest.sock");
    await started(startRestServer, { socket });
    const storage = open(`rest:http+unix://${socket}:/my/r/`);
    await storage.create();
    await storage.write(PACK, BYTES);
    expect(await namesOf(storage, "data")).toEqual([PACK.name]);
  });

  it("that is away is unreachable, and one that goes is an interruption", async () => {
    const server = await startRestServer();
    const storage = open(server.location("r"));
    await storage.create();
    await server.stop();
    expect(await failureOf(storage.write(PACK, BYTES))).toMatchObject({ code: "storage/interrupted", retry: "now" });
    const later = open(server.location("r")).stat(CONFIG);
    expect(await failureOf(later)).toMatchObject({ code: "storage/unreachable", retry: "later" });
  });

  it("tells what is there without changing it", async () => {
    const server = await started(startRestServer, {});
    expect(await examineLocation(server.location("r"))).toBe("nothing");
    const password = { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } };
    await (await createRepository(server.location("r"), password)).close();
    expect(await examineLocation(server.location("r"))).toBe("repository");
  });
});

function at(location: string, access: Readonly<Record<string, string>> = {}): Storage {
  const storage = rest.open(location, access);
  if (storage === undefined) throw new Error("the location is not taken for one of REST");
  return storage;
}

/** The target itself, without the wrappers that try again. */
function open(location: string, access?: Readonly<Record<string, string>>): Storage {
  const storage = at(location, access);
  onTestFinished(() => storage.close());
  return storage;
}

async function started(
  start: (options: RestServerOptions) => Promise<RestServer>,
  options: RestServerOptions,
): Promise<RestServer> {
  const server = await start(options);
  onTestFinished(() => server.stop());
  return server;
}

async function takesNothingAway(location: string): Promise<void> {
  const source = tempFolder();
  writeTree(source, { folders: 2, filesInEach: 3, bytesInEach: 100_000 });
  const password = { password: "pw", threads: 1 };
  await (await createRepository(location, { ...password, scrypt: { N: 1024, r: 8, p: 1 } })).close();
  const using = async <T>(work: (opened: OpenRepository) => Promise<T>): Promise<T> => {
    const opened = await openRepository(location, password);
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  };
  for (let n = 0; n < 2; n++) {
    const options = { targets: [backupTarget(source)], filter: NO_FILTER };
    expect((await using((opened) => backup(opened, options).result)).problems).toEqual([]);
  }
  const storage = open(location);
  expect(await namesOf(storage, "locks")).toEqual([]);
  expect(await tryStorage(storage)).toMatchObject({ isUsable: true, isAppendOnly: true });
  const refused = { code: "storage/not-allowed", facts: { reason: "append-only" } };
  const result = await using((opened) => forget(opened, { policy: { last: 1 }, groupBy: {} }).result);
  expect(result).toMatchObject({ removed: 0, failures: [{ error: refused }] });
  expect(await namesOf(storage, "snapshots")).toHaveLength(2);
  const pruning = using((opened) => prune(opened, { maxUnused: { percent: 0 } }).result);
  await pruning.catch((error: unknown) => expect(error).toMatchObject(refused));
  await storage.write({ kind: "locks", name: PACK.name }, BYTES);
  await storage.remove({ kind: "locks", name: PACK.name });
  expect(await namesOf(storage, "locks")).toEqual([]);
}

async function namesOf(storage: Storage, kind: FileRef["kind"]): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of storage.list(kind)) names.push(name);
  return names;
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error("it worked"),
    (failure: unknown) => failure,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}

function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.stack, JSON.stringify(error), everythingIn(error.cause ?? "")].join("\n");
}
