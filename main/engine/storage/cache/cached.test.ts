import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmod, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { describeStorage } from "../../../../tests/conformance/storage-suite.ts";
import { type FaultyStorage, faultyStorage } from "../../../../tests/support/faulty-storage.ts";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { cached, type FileKind, type FileRef, pastCache, type Storage } from "../index.ts";

const REPOSITORY = "ab".repeat(32);
const MB = 1_000_000;

interface Place {
  readonly folder: string;
  readonly memory: MemoryStorage;
  readonly far: FaultyStorage;
  /** As a further process has it. */
  open(maxBytes?: number): Storage;
}

async function place(faults: Parameters<typeof faultyStorage>[1] = []): Promise<Place> {
  const folder = path.join(await tempFolder(), "cache");
  const memory = new MemoryStorage();
  const far = faultyStorage(memory, faults);
  return {
    ...{ folder, memory, far },
    open: (maxBytes = 1000 * MB) => cached(far, { folder, repositoryId: REPOSITORY, maxBytes }),
  };
}

function fileOf(kind: FileKind, bytes: Uint8Array): FileRef {
  const name = createHash("sha256").update(bytes).digest("hex");
  return kind === "data" ? { kind, name, holdsTrees: true } : { kind, name };
}

async function put(storage: Storage, kind: FileKind, size = 1000) {
  const bytes = randomBytes(size);
  const file = fileOf(kind, bytes);
  await storage.write(file, bytes);
  return { file, bytes };
}

async function cachedFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return paths.filter((each) => path.basename(each) !== "CACHEDIR.TAG");
}

const reads = (far: FaultyStorage): number => far.calls.filter((call) => call.startsWith("read")).length;

describeStorage("a storage with a cache", async () => {
  const { memory, folder } = await place();
  const storage = cached(memory, { folder, repositoryId: REPOSITORY, maxBytes: MB });
  return { storage, plant: (at, bytes) => memory.plant(at, bytes) };
});

it("asks the storage once for indexes, snapshots and packs of trees, also in later processes", async () => {
  const { memory, far, open } = await place();
  const kept = await Promise.all((["index", "snapshots", "data"] as const).map((kind) => put(memory, kind)));
  for (let process = 0; process < 3; process++) {
    const storage = open();
    for (const { file, bytes } of kept) {
      expect((await storage.read(file)).equals(bytes)).toBe(true);
      const part = await storage.read(file, { offset: 10, length: 20 });
      expect(part.equals(bytes.subarray(10, 30))).toBe(true);
      expect([part.byteOffset, part.buffer.byteLength]).toEqual([0, 20]);
    }
  }
  expect(reads(far)).toBe(3);
});

it("keeps nothing of packs of data, keys, locks and the config", async () => {
  const { memory, far, folder, open } = await place();
  const storage = open();
  for (const kind of ["data", "keys", "locks"] as const) {
    const { file } = await put(storage, kind);
    const plain = { kind: file.kind, name: file.name };
    if (kind !== "data") for (let time = 0; time < 2; time++) await storage.read(plain);
  }
  const bytes = randomBytes(100);
  const { kind, name } = fileOf("data", bytes);
  await memory.write({ kind, name }, bytes);
  for (let time = 0; time < 2; time++) await storage.read({ kind, name });
  expect(reads(far)).toBe(6);
  // The pack of trees that was written.
  expect(await cachedFiles(folder)).toHaveLength(1);
});

it("has what it wrote, and nothing that the storage did not take", async () => {
  const { far, folder, open } = await place([{ operation: "write", nth: 2, fail: { error: new Error("no") } }]);
  const storage = open();
  const { file, bytes } = await put(storage, "index");
  expect((await storage.read(file)).equals(bytes)).toBe(true);
  await expect(put(storage, "index")).rejects.toThrow("no");
  expect(reads(far)).toBe(0);
  expect((await cachedFiles(folder)).map((each) => path.basename(each))).toEqual([file.name]);
});

it("fetches a file once for many who want parts of it at the same time", async () => {
  const { memory, far, open } = await place();
  const { file, bytes } = await put(memory, "data");
  const storage = open();
  const parts = await Promise.all(
    Array.from({ length: 20 }, (_, number) => storage.read(file, { offset: number, length: 5 })),
  );
  expect(parts.every((part, number) => part.equals(bytes.subarray(number, number + 5)))).toBe(true);
  expect(reads(far)).toBe(1);
});

it("does not let one who is stopped take the file away from the others", async () => {
  const gate = Promise.withResolvers<void>();
  const { memory, open } = await place([{ operation: "read", nth: 1, until: () => gate.promise }]);
  const { file, bytes } = await put(memory, "data");
  const storage = open();
  const stop = new AbortController();
  const stopped = storage.read(file, { offset: 0, length: 5 }, stop.signal);
  const impatient = new AbortController();
  const other = storage.read(file, { offset: 0, length: 5 });
  const given = storage.read(file, { offset: 0, length: 5 }, impatient.signal);
  stop.abort(new Error("stopped"));
  impatient.abort(new Error("given up"));
  await expect(given).rejects.toThrow("given up");
  gate.resolve();
  await expect(stopped).rejects.toThrow("stopped");
  expect((await other).equals(bytes.subarray(0, 5))).toBe(true);
});

const DAMAGES: readonly [string, (at: string) => Promise<void>][] = [
  ["changed", async (at) => writeFile(at, (await readFile(at)).fill(7, 100, 105))],
  ["cut short", async (at) => truncate(at, 20)],
  ["emptied", async (at) => truncate(at, 0)],
  ["removed", async (at) => rm(at)],
  ["a folder now", async (at) => rm(at).then(() => writeFile(`${at}x`, ""))],
  ["unreadable", async (at) => chmod(at, 0)],
];

it.each(DAMAGES)("notices a file that is %s, before its first use and between two", async (_, damage) => {
  const { memory, folder, open } = await place();
  const { file, bytes } = await put(memory, "data", 5000);
  for (const isFresh of [true, false]) {
    const storage = open();
    await storage.read(file);
    const user = isFresh ? open() : storage;
    for (const at of await cachedFiles(folder)) await damage(at);
    expect((await user.read(file, { offset: 90, length: 20 })).equals(bytes.subarray(90, 110))).toBe(true);
    expect((await user.read(file)).equals(bytes)).toBe(true);
  }
});

it("tells what is damaged in the storage as it is, each time anew, and keeps nothing of it", async () => {
  const { memory, far, folder, open } = await place();
  const { file } = await put(memory, "index");
  const wrong = Buffer.from("something else altogether");
  await memory.write(file, wrong);
  const storage = open();
  for (let time = 0; time < 2; time++) expect((await storage.read(file)).equals(wrong)).toBe(true);
  await expect(storage.read(file, { offset: 0, length: 1000 })).rejects.toMatchObject({ code: "storage/too-short" });
  expect(reads(far)).toBe(3);
  expect(await cachedFiles(folder)).toEqual([]);
});

it("says what is missing in the storage to whoever asks behind it", async () => {
  const { memory, open } = await place();
  const { file, bytes } = await put(memory, "index");
  const storage = open();
  await storage.read(file);
  memory.files.clear();
  const missing = { code: "storage/missing" };
  await expect(pastCache(storage, () => storage.read(file))).rejects.toMatchObject(missing);
  await expect(storage.stat(file)).rejects.toMatchObject(missing);
  await expect(pastCache(memory, () => memory.read(file))).rejects.toMatchObject(missing);
  expect((await storage.read(file)).equals(bytes)).toBe(true);
});

it("lets go of what is gone from the storage, when it is listed, and of what is removed", async () => {
  const { memory, folder, open } = await place();
  const storage = open();
  const files = await Promise.all([1, 2, 3].map(() => put(storage, "index")));
  const pack = await put(storage, "data");
  await memory.remove(files[0]?.file ?? pack.file);
  for await (const _ of storage.list("index"));
  expect(await cachedFiles(folder)).toHaveLength(3);
  await storage.remove(files[1]?.file ?? pack.file);
  // Whoever removes a pack may not know that trees are in it.
  await storage.remove({ kind: "data", name: pack.file.name });
  expect((await cachedFiles(folder)).map((each) => path.basename(each))).toEqual([files[2]?.file.name]);
});

it("keeps all when a list is left in the middle", async () => {
  const { folder, open } = await place();
  const storage = open();
  await Promise.all([1, 2, 3].map(() => put(storage, "index")));
  for await (const _ of storage.list("index")) break;
  expect(await cachedFiles(folder)).toHaveLength(3);
});

it("never grows beyond its size, and what was used last stays", async () => {
  const { folder, open } = await place();
  const storage = open(10_000);
  const files = [];
  for (let number = 0; number < 9; number++) files.push(await put(storage, "index", 1000));
  const first = files[0];
  if (first === undefined) throw new Error("files were written");
  const long = new Date(Date.now() - 3600_000);
  for (const at of await cachedFiles(folder)) await utimes(at, long, long);
  await open(10_000).read(first.file);
  for (let number = 0; number < 4; number++) await put(storage, "index", 1000);
  const kept = await cachedFiles(folder);
  expect(kept.length).toBeLessThanOrEqual(10);
  expect(kept.map((each) => path.basename(each))).toContain(first.file.name);
  await put(storage, "index", 20_000);
  expect((await cachedFiles(folder)).length).toBe(kept.length);
});

it("is bounded whatever is written, by two at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 25 }), async (sizes) => {
      const { folder, memory, open } = await place();
      const users = [open(8000), open(8000)];
      const written = await Promise.all(
        sizes.map((size, number) => put(users[number % 2] ?? memory, "snapshots", size)),
      );
      for (const user of users) {
        for (const { file, bytes } of written) expect((await user.read(file)).equals(bytes)).toBe(true);
      }
      // Each makes room by what it sees: the other may be writing one more.
      const bytes = await Promise.all((await cachedFiles(folder)).map(async (each) => (await stat(each)).size));
      expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(8000 + 4000);
    }),
    { numRuns: 15 },
  );
});

it("goes on without when the whole folder is deleted, and keeps again what comes then", async () => {
  const { folder, far, memory, open } = await place();
  const storage = open();
  const { file, bytes } = await put(memory, "data");
  for (let time = 1; time <= 3; time++) {
    expect((await storage.read(file)).equals(bytes)).toBe(true);
    await rm(folder, { recursive: true });
    expect((await storage.read(file, { offset: 1, length: 1 })).equals(bytes.subarray(1, 2))).toBe(true);
  }
  expect(reads(far)).toBe(4);
});

it("is without effect where it cannot write", async () => {
  const { folder, far, memory } = await place();
  await writeFile(path.dirname(folder).concat("/file"), "");
  const storage = cached(far, { folder: path.dirname(folder).concat("/file"), repositoryId: REPOSITORY, maxBytes: MB });
  const { file, bytes } = await put(memory, "index");
  for (let time = 0; time < 2; time++) expect((await storage.read(file)).equals(bytes)).toBe(true);
  await put(storage, "index");
  expect(reads(far)).toBe(2);
});

const canMount =
  process.getuid?.() === 0 && spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

it.skipIf(!canMount)("switches itself off on a disk that is full, and leaves no half files there", async () => {
  const { folder, far, memory } = await place();
  const disk = path.dirname(folder);
  expect(spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]).status).toBe(0);
  onTestFinished(() => void spawnSync("umount", ["-l", disk]));
  const storage = cached(far, { folder, repositoryId: REPOSITORY, maxBytes: MB });
  const small = await put(storage, "index", 1000);
  const large = await put(storage, "data", 200_000);
  for (let time = 0; time < 2; time++) expect((await storage.read(large.file)).equals(large.bytes)).toBe(true);
  expect(reads(far)).toBe(2);
  // What was there before is of use still.
  expect((await storage.read(small.file)).equals(small.bytes)).toBe(true);
  expect((await cachedFiles(folder)).map((each) => path.basename(each))).toEqual([small.file.name]);
  expect(memory.files.size).toBe(2);
});

it("is for its user only, and tells backups to leave it out", async () => {
  const { folder, open } = await place();
  await put(open(), "index");
  const [file] = await cachedFiles(folder);
  expect((await stat(file ?? "")).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(folder, REPOSITORY))).mode & 0o077).toBe(0);
  expect(await readFile(path.join(folder, "CACHEDIR.TAG"), "utf8")).toMatch(
    /^Signature: 8a477f597d28d172789f06886806bc55/,
  );
});
