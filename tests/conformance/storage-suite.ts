import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type FileKind,
  type FileRef,
  type Storage,
  StoredFileMissing,
  StoredFileTooShort,
} from "../../main/engine/storage/index.ts";

/** A fresh, empty place for one test. */
export interface StorageUnderTest {
  readonly storage: Storage;
  /** Puts a file there through the back door, under any path; left out where there is none. */
  plant?(path: string, bytes: Uint8Array): Promise<void> | void;
  cleanUp?(): Promise<void> | void;
}

/**
 * Until a server has seen that a connection is gone. One that writes in place (`rclone serve restic`) has made the file by then,
 * perhaps after the client looked whether anything is left, and takes it away itself.
 */
const SOON = { timeout: 5000, interval: 50 };

/** What every storage must do, whatever it is made of: one call in each target's test. */
export function describeStorage(name: string, factory: () => Promise<StorageUnderTest>): void {
  describe(`${name} keeps the storage contract`, () => {
    let place: StorageUnderTest;
    let storage: Storage;
    beforeEach(async () => {
      place = await factory();
      storage = place.storage;
      await storage.create();
    });
    afterEach(async () => {
      await storage.close();
      await place.cleanUp?.();
    });

    it("may be created again, with files in it", async () => {
      const file = await put(storage, "keys", Buffer.from("kept"));
      await storage.create();
      expect((await storage.read(file)).toString()).toBe("kept");
    });

    it("reads back what was written, for every kind of file", async () => {
      for (const kind of ["data", "index", "keys", "locks", "snapshots"] as const) {
        const bytes = randomBytes(5000);
        const file = await put(storage, kind, bytes);
        expect((await storage.read(file)).equals(bytes), kind).toBe(true);
        expect(await namesOf(storage, kind), kind).toEqual([file.name]);
      }
    });

    it("keeps the config under its fixed name", async () => {
      expect(await namesOf(storage, "config")).toEqual([]);
      await storage.write(CONFIG, Buffer.from("config"));
      expect(await namesOf(storage, "config")).toEqual([""]);
      expect(await storage.stat(CONFIG)).toMatchObject({ name: "", size: 6 });
      expect((await storage.read(CONFIG)).toString()).toBe("config");
    });

    it("tells sizes in bytes, in lists and for one file", async () => {
      const file = await put(storage, "data", Buffer.alloc(70_001, 1));
      expect(await collect(storage.list("data"))).toMatchObject([{ name: file.name, size: 70_001 }]);
      expect(await storage.stat(file)).toMatchObject({ name: file.name, size: 70_001 });
    });

    it("tells a time of writing that moves on with the writes, if it tells one", async () => {
      const first = await storage.stat(await put(storage, "locks", Buffer.from("first")));
      const second = await storage.stat(await put(storage, "locks", Buffer.from("second")));
      expect(typeof first.modified).toBe(typeof second.modified);
      if (first.modified && second.modified) expect(+second.modified).toBeGreaterThanOrEqual(+first.modified);
    });

    it("keeps equal names of different kinds apart", async () => {
      const name = idOf(Buffer.from("x"));
      await storage.write({ kind: "index", name }, Buffer.from("index"));
      await storage.write({ kind: "snapshots", name }, Buffer.from("snapshot"));
      await storage.remove({ kind: "index", name });
      expect((await storage.read({ kind: "snapshots", name })).toString()).toBe("snapshot");
    });

    it("reads exactly the range asked for, at the start, inside and at the end", async () => {
      const bytes = randomBytes(10_000);
      const file = await put(storage, "data", bytes);
      for (const [offset, length] of [
        [0, 1],
        [0, 10_000],
        [17, 4096],
        [9_990, 10],
        [10_000, 0],
        [5, 0],
      ] as const) {
        const part = await storage.read(file, { offset, length });
        expect(part.equals(bytes.subarray(offset, offset + length)), `${offset}+${length}`).toBe(true);
      }
    });

    it("rejects a range past the end instead of returning less", async () => {
      const file = await put(storage, "data", Buffer.alloc(100, 1));
      for (const [offset, length] of [
        [0, 101],
        [99, 2],
        [100, 1],
        [5000, 10],
      ] as const)
        await expect(storage.read(file, { offset, length }), `${offset}+${length}`).rejects.toThrow(StoredFileTooShort);
    });

    it("returns buffers that own their memory, so that they can be transferred", async () => {
      const file = await put(storage, "data", Buffer.from("a few bytes"));
      for (const range of [undefined, { offset: 2, length: 3 }]) {
        const bytes = await storage.read(file, range);
        expect(bytes.byteOffset).toBe(0);
        expect(bytes.buffer.byteLength).toBe(bytes.length);
        structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] }); // not shared: just allocated
        expect(bytes.length).toBe(0);
      }
      expect((await storage.read(file)).toString()).toBe("a few bytes");
    });

    it("does not keep the caller's buffer", async () => {
      const bytes = Buffer.from("before");
      const file = await put(storage, "index", bytes);
      bytes.fill(0);
      expect((await storage.read(file)).toString()).toBe("before");
    });

    it("stores an empty file, and leaves empty locks out of the list", async () => {
      const index = await put(storage, "index", Buffer.alloc(0));
      await put(storage, "locks", Buffer.alloc(0));
      expect((await storage.read(index)).length).toBe(0);
      expect(await namesOf(storage, "index")).toEqual([index.name]);
      expect(await namesOf(storage, "locks")).toEqual([]);
    });

    it("replaces a file as a whole when the new content is shorter", async () => {
      await storage.write(CONFIG, Buffer.alloc(5000, 1));
      await storage.write(CONFIG, Buffer.from("short"));
      expect((await storage.read(CONFIG)).toString()).toBe("short");
      expect(await storage.stat(CONFIG)).toMatchObject({ size: 5 });
    });

    it("says which file is missing when it is read or asked for", async () => {
      const file: FileRef = { kind: "data", name: "ab".repeat(32) };
      await expect(storage.read(file)).rejects.toThrow(StoredFileMissing);
      await expect(storage.read(file, { offset: 0, length: 1 })).rejects.toThrow(StoredFileMissing);
      await expect(storage.stat(file)).rejects.toThrow(/data\/ab\/abab/);
    });

    it("removes a file, and takes removing a missing one as success", async () => {
      const file = await put(storage, "snapshots", Buffer.from("gone"));
      await storage.remove(file);
      await storage.remove(file);
      expect(await namesOf(storage, "snapshots")).toEqual([]);
      await expect(storage.read(file)).rejects.toThrow(StoredFileMissing);
    });

    it("leaves nothing visible when a write is aborted before it starts", async () => {
      const signal = AbortSignal.abort(new Error("stop"));
      const file = refTo("data", Buffer.from("never"));
      await expect(storage.write(file, Buffer.from("never"), signal)).rejects.toThrow("stop");
      expect(await everything(storage)).toEqual([]);
    });

    it("leaves nothing or the whole file when a write is aborted at any moment", async () => {
      const bytes = randomBytes(12 << 20);
      for (let turns = 0; turns < 24; turns += 3) {
        const file = refTo("data", Buffer.concat([bytes, Buffer.from([turns])]));
        const stop = new AbortController();
        const writing = storage.write(file, bytes, stop.signal).then(
          () => "stored",
          (error: unknown) => error,
        );
        for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
        stop.abort(new Error("stop"));
        const outcome = await writing;
        if (outcome === "stored") expect((await storage.read(file)).equals(bytes)).toBe(true);
        else expect(outcome).toMatchObject({ message: "stop" });
        const left = outcome === "stored" ? [file.name] : [];
        if (storage.capabilities.isRemote) await expect.poll(() => everything(storage), SOON).toEqual(left);
        else expect(await everything(storage)).toEqual(left);
        await storage.remove(file);
      }
    });

    it("rejects reads, lists and removals with the signal's reason", async () => {
      const file = await put(storage, "keys", Buffer.from("here"));
      const signal = AbortSignal.abort(new Error("stop"));
      await expect(storage.read(file, undefined, signal)).rejects.toThrow("stop");
      await expect(storage.stat(file, signal)).rejects.toThrow("stop");
      await expect(collect(storage.list("keys", signal))).rejects.toThrow("stop");
      await expect(storage.remove(file, signal)).rejects.toThrow("stop");
      expect(await namesOf(storage, "keys")).toEqual([file.name]);
    });

    it("lists many files, each once", async () => {
      const files: FileRef[] = [];
      for (let i = 0; i < 700; i++) files.push(refTo("data", Buffer.from(String(i))));
      await Promise.all(files.map((file) => storage.write(file, Buffer.from("x"))));
      expect(await namesOf(storage, "data")).toEqual(files.map((file) => file.name).sort());
    });

    it("lists what was there all along while files come and go", async () => {
      const steady: string[] = [];
      for (let i = 0; i < 100; i++) steady.push((await put(storage, "index", Buffer.from(`steady ${i}`))).name);
      const listed: string[] = [];
      for await (const file of storage.list("index")) {
        listed.push(file.name);
        const passing = await put(storage, "index", randomBytes(8));
        if (listed.length % 2 === 0) await storage.remove(passing);
      }
      expect(new Set(listed).size).toBe(listed.length);
      expect(listed).toEqual(expect.arrayContaining(steady));
    });

    it("takes the same file from several writers at once", async () => {
      const bytes = randomBytes(300_000);
      const file = refTo("data", bytes);
      await Promise.all(Array.from({ length: 8 }, () => storage.write(file, bytes)));
      expect((await storage.read(file)).equals(bytes)).toBe(true);
      expect(await everything(storage)).toEqual([file.name]);
    });

    it("refuses names that are no ids, so that none can lead out of the place", async () => {
      for (const name of ["", "../config", "AB".repeat(32), "ab".repeat(31), `${"ab".repeat(32)}/x`])
        await expect(storage.write({ kind: "keys", name }, Buffer.from("x")), name).rejects.toThrow("not the name");
      expect(await everything(storage)).toEqual([]);
    });

    it("passes over odd names in lists and tells them as strays", async (test) => {
      if (place.plant === undefined) return test.skip("nothing can be put in through a back door");
      const id = "cd".repeat(32);
      const odd = [
        "README.txt",
        `data/${id}`,
        `data/00/${id}`,
        `data/cd/${id}-tmp-123`,
        `index/${id.toUpperCase()}`,
        `keys/${id}.bak`,
        "keys/.DS_Store",
        "snapshots/Ünïcode \u{1f600} name",
      ];
      for (const path of odd) await place.plant(path, Buffer.from("odd"));
      const stored = await put(storage, "keys", Buffer.from("a key"));
      expect(await namesOf(storage, "keys")).toEqual([stored.name]);
      for (const kind of ["data", "index", "snapshots"] as const) expect(await namesOf(storage, kind)).toEqual([]);
      expect((await collect(storage.strays())).sort()).toEqual(odd.sort());
    });

    it("removes leftovers of interrupted writes, and no other path", async (test) => {
      if (place.plant === undefined) return test.skip("nothing can be put in through a back door");
      const id = "cd".repeat(32);
      const leftovers = [
        `data/cd/${id}-tmp-123`,
        `index/${id}-tmp-00ffaa99`,
        "config-tmp-5",
        `keys/${id}-restic-temp-00ffaa99`,
      ];
      const others = [
        "README-tmp-1",
        `data/00/${id}-tmp-123`,
        `index/${id}.bak`,
        `../index/${id}-tmp-1`,
        `keys/${id}-restic-temp-x`,
      ];
      for (const path of leftovers) await place.plant(path, Buffer.from("left over"));
      const stored = await put(storage, "keys", Buffer.from("a key"));
      for (const path of [...others, `keys/${stored.name}`])
        await expect(storage.removeLeftover(path), path).rejects.toThrow("not a leftover");
      for (const path of leftovers) await storage.removeLeftover(path);
      await storage.removeLeftover(`data/cd/${id}-tmp-123`);
      expect(await everything(storage)).toEqual([stored.name]);
    });
  });
}

const CONFIG: FileRef = { kind: "config", name: "" };

function idOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function refTo(kind: FileKind, bytes: Uint8Array): FileRef {
  return { kind, name: idOf(bytes) };
}

async function put(storage: Storage, kind: FileKind, bytes: Uint8Array): Promise<FileRef> {
  const file = refTo(kind, bytes);
  await storage.write(file, bytes);
  return file;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function namesOf(storage: Storage, kind: FileKind): Promise<string[]> {
  return (await collect(storage.list(kind))).map((file) => file.name).sort();
}

/** The names of all stored files, and all strays: what a failed write must not add to. */
async function everything(storage: Storage): Promise<string[]> {
  const names = await Promise.all(
    (["data", "index", "keys", "locks", "snapshots"] as const).map((kind) => namesOf(storage, kind)),
  );
  return [...names.flat(), ...(await collect(storage.strays()))];
}
