import { execFileSync } from "node:child_process";
import { type Stats, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { describeStorage } from "../../../../tests/conformance/storage-suite.ts";
import { layoutPath, openStorage, type Storage, strayKind, UnknownTarget } from "../index.ts";

const POSIX = process.platform !== "win32";
const ROOT = POSIX && process.getuid?.() === 0;
const CONFIG = { kind: "config", name: "" } as const;
const PACK = { kind: "data", name: "5e".repeat(32) } as const;

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-local-"));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function repository(): Promise<{ folder: string; storage: Storage }> {
  const folder = join(await scratch(), "repository");
  const storage = openStorage(folder);
  await storage.create();
  return { folder, storage };
}

/** Mounts a file system in memory, or returns false where that is not allowed. */
function mountMemory(folder: string, options: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return false;
  }
  undo.push(() => void execFileSync("umount", ["-l", folder], { stdio: "ignore" }));
  return true;
}

/** Permissions do not bind root, so the test goes on as somebody else. */
function becomeNobody(): void {
  process.seteuid?.(65_534);
  undo.push(() => process.seteuid?.(0));
}

const modeOf = (stats: Stats) => (stats.mode & 0o777).toString(8);

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describeStorage("the local folder", async () => {
  const folder = join(await mkdtemp(join(tmpdir(), "holdfast-local-")), "repository");
  return {
    storage: openStorage(folder),
    async plant(path, bytes) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    },
    cleanUp: () => rm(dirname(folder), { recursive: true, force: true }),
  };
});

describe("the local folder's layout", () => {
  it("has all 256 folders for packs after creation", async () => {
    const { folder } = await repository();
    expect((await readdir(folder)).sort()).toEqual(["data", "index", "keys", "locks", "snapshots"]);
    const data = (await readdir(join(folder, "data"))).sort();
    expect([data.length, data[0], data[255]]).toEqual([256, "00", "ff"]);
  });

  it("puts packs below their first two digits and the config at the top", async () => {
    const { folder, storage } = await repository();
    await storage.write(PACK, Buffer.from("pack"));
    await storage.write(CONFIG, Buffer.from("config"));
    expect(await readdir(join(folder, "data", "5e"))).toEqual([PACK.name]);
    expect(await readdir(folder)).toContain("config");
  });

  it("makes a missing folder when a file needs it, and lists it as empty", async () => {
    const { folder, storage } = await repository();
    for (const name of ["data", "locks"]) await rm(join(folder, name), { recursive: true });
    expect(await collect(storage.list("data"))).toEqual([]);
    expect(await collect(storage.list("locks"))).toEqual([]);
    await storage.write(PACK, Buffer.from("pack"));
    expect((await storage.read(PACK)).toString()).toBe("pack");
  });

  it("tells leftovers of writes, empty locks, old layouts and foreign files apart", async () => {
    const { folder, storage } = await repository();
    const id = "ab".repeat(32);
    await mkdir(join(folder, "tmp", "deep"), { recursive: true });
    await mkdir(join(folder, "photos"));
    await mkdir(join(folder, "data", "nested"));
    for (const path of [`locks/${id}`, `data/${id}`]) await writeFile(join(folder, path), "");
    for (const path of [`data/ab/${id}-tmp-1`, `keys/${id}-restic-temp-0f`]) await writeFile(join(folder, path), "x");
    const kinds = (await collect(storage.strays())).map((path) => [path, strayKind(path)]);
    expect(Object.fromEntries(kinds)).toEqual({
      "tmp/": "old-layout",
      "photos/": "foreign",
      "data/nested/": "foreign",
      [`data/${id}`]: "old-layout",
      [`locks/${id}`]: "empty-lock",
      [`data/ab/${id}-tmp-1`]: "temporary",
      [`keys/${id}-restic-temp-0f`]: "temporary",
    });
  });

  it.runIf(POSIX)("lists no symbolic link or folder as a stored file, and reads through none", async () => {
    const { folder, storage } = await repository();
    await writeFile(join(folder, "..", "secret"), "not yours");
    await symlink(join(folder, "..", "secret"), join(folder, layoutPath(PACK)));
    await mkdir(join(folder, "data", "aa", "aa".repeat(32)));
    expect(await collect(storage.list("data"))).toEqual([]);
    await expect(storage.read(PACK)).rejects.toMatchObject({ code: "storage/failed" });
    await expect(storage.stat(PACK)).rejects.toMatchObject({ code: "storage/failed" });
  });

  it.runIf(POSIX)("does not wait for the other end of a pipe put in a file's place", async () => {
    const { folder, storage } = await repository();
    execFileSync("mkfifo", [join(folder, layoutPath(PACK))]);
    await expect(storage.read(PACK)).rejects.toMatchObject({ code: "storage/failed" });
  });

  it("does not take memory for a file larger than the format knows", async () => {
    const { folder, storage } = await repository();
    await storage.write(PACK, Buffer.from("x"));
    await chmod(join(folder, layoutPath(PACK)), 0o600);
    await truncate(join(folder, layoutPath(PACK)), 2 ** 36);
    await expect(storage.read(PACK)).rejects.toThrow(/larger than any file/);
    expect((await storage.read(PACK, { offset: 0, length: 1 })).toString()).toBe("x");
  });
});

describe.runIf(POSIX)("the local folder's permissions", () => {
  it("are for the owner alone: folders 0700, files 0400", async () => {
    const { folder, storage } = await repository();
    await storage.write(CONFIG, Buffer.from("config"));
    await storage.write(PACK, Buffer.from("pack"));
    for (const path of ["", "data", "data/5e", "locks"])
      expect(modeOf(await stat(join(folder, path))), path).toBe("700");
    for (const path of ["config", layoutPath(PACK)]) expect(modeOf(await stat(join(folder, path))), path).toBe("400");
  });

  it("are for the group too where the config is: folders 0770 as the umask allows, files 0440", async () => {
    const { folder, storage } = await repository();
    await writeFile(join(folder, "config"), "config");
    await chmod(join(folder, "config"), 0o440);
    await rm(join(folder, "index"), { recursive: true });
    await storage.write({ kind: "index", name: PACK.name }, Buffer.from("index"));
    const umask = process.umask();
    expect(modeOf(await stat(join(folder, "index")))).toBe((0o770 & ~umask).toString(8));
    expect(modeOf(await stat(join(folder, "index", PACK.name)))).toBe("440");
  });
});

describe("the local folder's failures", () => {
  it("tell a folder that was never there from a file that is not", async () => {
    const storage = openStorage(join(await scratch(), "nowhere"));
    await expect(storage.read(CONFIG)).rejects.toMatchObject({
      code: "storage/missing",
      facts: { placeExists: false },
    });
    expect(await collect(storage.list("snapshots"))).toEqual([]);
    await expect(storage.write(PACK, Buffer.from("x"))).rejects.toMatchObject({ code: "storage/unreachable" });
  });

  it("say unreachable, for every call, when the folder is gone since", async () => {
    const { folder, storage } = await repository();
    await rm(folder, { recursive: true });
    const gone = { code: "storage/unreachable", retry: "later" };
    await expect(storage.read(PACK)).rejects.toMatchObject(gone);
    await expect(storage.stat(PACK)).rejects.toMatchObject(gone);
    await expect(storage.write(PACK, Buffer.from("x"))).rejects.toMatchObject(gone);
    await expect(storage.remove(PACK)).rejects.toMatchObject(gone);
    await expect(collect(storage.list("snapshots"))).rejects.toMatchObject(gone);
    await expect(stat(folder)).rejects.toThrow("ENOENT");
  });

  it("say unreachable, and write nothing, when an unmounted drive leaves an empty folder", async () => {
    const { folder, storage } = await repository();
    await storage.write(CONFIG, Buffer.from("config"));
    await rename(folder, `${folder}-unplugged`);
    await mkdir(folder);
    await expect(storage.write(PACK, Buffer.from("x"))).rejects.toMatchObject({ code: "storage/unreachable" });
    await expect(collect(storage.list("snapshots"))).rejects.toMatchObject({ code: "storage/unreachable" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("end when the drive is back, under another device number too", async () => {
    const { folder, storage } = await repository();
    await storage.write(CONFIG, Buffer.from("config"));
    await rename(folder, `${folder}-old`);
    await expect(storage.read(CONFIG)).rejects.toMatchObject({ code: "storage/unreachable" });
    await mkdir(folder);
    await writeFile(join(folder, "config"), "config");
    await storage.write(PACK, Buffer.from("pack"));
    expect((await storage.read(PACK)).toString()).toBe("pack");
  });

  it("name a folder that is a file", async () => {
    const file = join(await scratch(), "file");
    await writeFile(file, "");
    await expect(openStorage(file).read(CONFIG)).rejects.toThrow(/not a directory/);
  });

  it.runIf(POSIX)("say not allowed in a folder that is not ours to write", async () => {
    const { folder, storage } = await repository();
    await chmod(dirname(folder), 0o755);
    await chmod(folder, 0o755);
    await chmod(join(folder, "locks"), 0o555);
    if (ROOT) becomeNobody();
    const failure = await storage.write({ kind: "locks", name: PACK.name }, Buffer.from("x")).catch((error) => error);
    expect(failure).toMatchObject({ code: "storage/not-allowed", hint: expect.stringContaining("right") });
    expect(String(failure)).toMatch(/Writing locks\/5e.* is not allowed\.$/);
  });

  it("say not allowed, with the reason, on a read-only file system (needs the right to mount)", async (test) => {
    const { folder, storage } = await repository();
    if (!ROOT || !mountMemory(join(folder, "locks"), "ro")) return test.skip("not allowed to mount");
    const file = { kind: "locks", name: PACK.name } as const;
    const failure = await storage.write(file, Buffer.from("x")).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "storage/not-allowed", hint: expect.stringContaining("Mount") });
    expect(String(failure)).toMatch(/is not allowed: it is read-only/);
  });

  it("say full on a full disk, and leave no part of the file (needs the right to mount)", async (test) => {
    const { folder, storage } = await repository();
    if (!ROOT || !mountMemory(join(folder, "data"), "size=1m")) return test.skip("not allowed to mount");
    await storage.write(PACK, Buffer.alloc(600_000, 1));
    const second = { kind: "data", name: "5f".repeat(32) } as const;
    const failure = storage.write(second, Buffer.alloc(600_000, 2));
    await expect(failure).rejects.toMatchObject({ code: "storage/full", retry: "later" });
    expect(await collect(storage.strays())).toEqual([]);
    expect(await collect(storage.list("data"))).toMatchObject([{ name: PACK.name, size: 600_000 }]);
    await storage.write({ kind: "data", name: "60".repeat(32) }, Buffer.alloc(300_000, 3));
  });
});

describe("openStorage", () => {
  it("takes a path, local: and file: for the same folder", async () => {
    const folder = await scratch();
    const url = POSIX ? `file://${folder}` : `file:///${folder.replaceAll("\\", "/")}`;
    for (const location of [folder, `local:${folder}`, url]) expect(openStorage(location).location).toBe(folder);
    expect(statSync(openStorage(".").location).isDirectory()).toBe(true);
  });

  it("names what it supports when it does not know the scheme", () => {
    for (const location of ["carrier-pigeon:/x", "file://server/share", ""])
      expect(() => openStorage(location), location).toThrow(UnknownTarget);
    expect(() => openStorage("carrier-pigeon:/x")).toThrow("“carrier-pigeon:”");
  });
});

it.skipIf(process.platform !== "linux")("says so where no folder can be made, instead of trying for ever", async () => {
  const failure = openStorage("/proc/holdfast/repository").create();
  await expect(failure).rejects.toMatchObject({ code: expect.stringMatching(/^storage\//) });
});
