import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { DiskEntry, DiskFolder, Place } from "../../../shared/model/index.ts";
import { run } from "../../../tests/support/programs.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { Disk } from "./disk.ts";
import { checkNewName, cleanPath, parentOf } from "./disk-path.ts";
import { turnsDuring } from "./turns.fixture.ts";

const LINUX = process.platform === "linux";
const POSIX = process.platform !== "win32";

let root: string;
let disk: Disk;
beforeEach(() => {
  root = cleanPath(tempFolder());
  disk = new Disk();
});

const bytes = (text: string) => Buffer.from(`${root}/${text}`, "latin1");
const names = ({ entries }: DiskFolder) => entries.map(({ name }) => name);

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe("a folder's page", () => {
  it("has folders first, each in the order of people, and what is known of each", async () => {
    for (const name of ["Zebra", "äpfel", "b"]) mkdirSync(join(root, name));
    for (const name of ["Image 10.jpg", "image 9.jpg", "IMAGE 9.png", "a"]) writeFileSync(join(root, name), "12345");
    utimesSync(join(root, "a"), 1_000, 1_000.5);
    const folder = await disk.list({ path: root });
    expect(DiskFolder.parse(folder)).toEqual(folder);
    expect(names(folder)).toEqual(["äpfel", "b", "Zebra", "a", "image 9.jpg", "IMAGE 9.png", "Image 10.jpg"]);
    expect(folder.entries[0]).toEqual({
      name: "äpfel",
      path: `${root}/äpfel`,
      type: "folder",
      isHidden: false,
      modified: expect.any(Number),
    });
    expect(folder.entries[3]).toEqual({
      name: "a",
      path: `${root}/a`,
      type: "file",
      isHidden: false,
      bytes: 5,
      modified: 1_000_500,
    });
    expect(folder).toMatchObject({ path: root, parent: parentOf(root), total: 7, isWritable: true });
    expect(folder.space?.totalBytes).toBeGreaterThan(0);
  });

  it("leaves out hidden entries and files if so wished, and counts what is left", async () => {
    mkdirSync(join(root, ".config"));
    mkdirSync(join(root, "folder"));
    writeFileSync(join(root, "file"), "");
    writeFileSync(join(root, ".profile"), "");
    const list = async (choice: object) => {
      const folder = await disk.list({ path: root, ...choice });
      return [names(folder), folder.total];
    };
    expect(await list({})).toEqual([["folder", "file"], 2]);
    expect(await list({ onlyFolders: true })).toEqual([["folder"], 1]);
    expect(await list({ showHidden: true })).toEqual([[".config", "folder", ".profile", "file"], 4]);
    expect(await list({ showHidden: true, onlyFolders: true })).toEqual([[".config", "folder"], 2]);
    expect((await disk.list({ path: root, showHidden: true })).entries[0]?.isHidden).toBe(true);
  });

  it.runIf(POSIX)("shows links and special files as what they are", async () => {
    mkdirSync(join(root, "folder"));
    symlinkSync("folder", join(root, "link"));
    symlinkSync("nowhere", join(root, "dangling"));
    await run("mkfifo", [join(root, "pipe")]);
    const folder = await disk.list({ path: root });
    expect(folder.entries.map(({ name, type, bytes }) => [name, type, bytes])).toEqual([
      ["folder", "folder", undefined],
      ["dangling", "symlink", undefined],
      ["link", "symlink", undefined],
      ["pipe", "other", undefined],
    ]);
    expect(names(await disk.list({ path: root, onlyFolders: true }))).toEqual(["folder"]);
    expect((await disk.list({ path: `${root}/link` })).entries).toEqual([]);
  });

  it.runIf(LINUX)("leads on into folders whose names are no text", async () => {
    mkdirSync(bytes("caf\xe9"));
    mkdirSync(bytes("caf\xe9/\xff"));
    writeFileSync(bytes("caf\xe9/\xff/\xc3"), "123");
    const [first] = (await disk.list({ path: root })).entries;
    const [second] = (await disk.list({ path: first?.path ?? "" })).entries;
    const third = await disk.list({ path: second?.path ?? "" });
    expect([first?.name, second?.name]).toEqual(["caf\udce9", "\udcff"]);
    expect(third.entries).toMatchObject([{ name: "\udcc3", type: "file", bytes: 3 }]);
    expect(third.parent).toBe(first?.path);
    expect(third.entries.map((entry) => DiskEntry.parse(JSON.parse(JSON.stringify(entry))))).toEqual(third.entries);
    expect(await collect(disk.measure({ paths: [first?.path ?? ""] }))).toMatchObject([{ files: 1, bytes: 3 }]);
    expect((await disk.create({ parent: first?.path ?? "", name: "\udcfe" })).path).toBe(`${first?.path}/\udcfe`);
    expect(readdirSync(bytes("caf\xe9"), { encoding: "latin1" }).sort()).toEqual(["\xfe", "\xff"]);
  });

  it("is one of a single look at the folder, until the first page is asked for again or it is long ago", async () => {
    let now = 0;
    disk = new Disk({ clock: () => now });
    for (const name of ["a", "b", "c"]) writeFileSync(join(root, name), "");
    const page = async (offset: number) => {
      const folder = await disk.list({ path: root, offset, limit: 2 });
      return [names(folder), folder.total];
    };
    expect(await page(0)).toEqual([["a", "b"], 3]);
    rmSync(join(root, "a"));
    expect(await page(2)).toEqual([["c"], 3]);
    expect(await page(0)).toEqual([["b", "c"], 2]);
    writeFileSync(join(root, "d"), "");
    expect(await page(2)).toEqual([[], 2]);
    now += 30_000;
    expect(await page(2)).toEqual([["d"], 3]);
  });

  it("of a very large folder lets others have their turn while it is made", async () => {
    for (let count = 0; count < 6_000; count++) writeFileSync(join(root, `file ${count}`), "");
    let folder: DiskFolder | undefined;
    const list = disk.list({ path: root, offset: 5_990, limit: 100 }).then((made) => {
      folder = made;
    });
    expect(await turnsDuring(list)).toBeGreaterThan(20);
    expect(folder?.total).toBe(6_000);
    expect(folder?.entries.map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_, index) => `file ${5_990 + index}`),
    );
  });

  it.each([
    ["/nowhere/at all", "disk/not-there"],
    ["/file", "disk/not-a-folder"],
    ["/file/below", "disk/not-a-folder"],
    [`/${"x".repeat(300)}`, "disk/name-invalid"],
  ])("is refused with the reason: %s", async (path, code) => {
    writeFileSync(join(root, "file"), "");
    await expect(disk.list({ path: root + path })).rejects.toMatchObject({ code, hint: expect.stringMatching(/\.$/) });
  });

  it.each(["relative", "", "a/../..", "/a\0b"])("is refused for a path that is none: %j", async (path) => {
    await expect(disk.list({ path })).rejects.toMatchObject({ code: "disk/name-invalid" });
  });

  it.runIf(POSIX)("is refused where the user may not look (as another user than root)", async () => {
    mkdirSync(join(root, "private"), { mode: 0o700 });
    mkdirSync(join(root, "read-only"), { mode: 0o555 });
    chmodSync(root, 0o755);
    const door = new URL("./index.ts", import.meta.url).href;
    const program = `
      const { Disk } = await import(${JSON.stringify(door)});
      if (process.getuid() === 0) process.setuid(65534);
      else (await import("node:fs")).chmodSync("private", 0);
      const disk = new Disk();
      const told = (error) => [error.code, error.hint];
      console.log(JSON.stringify([
        await disk.list({ path: ${JSON.stringify(root)} + "/private" }).catch(told),
        await disk.create({ parent: ${JSON.stringify(root)} + "/read-only", name: "new" }).catch(told),
        (await disk.list({ path: ${JSON.stringify(root)} + "/read-only" })).isWritable,
      ]));`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], { cwd: root });
    const refused = ["disk/not-allowed", expect.stringMatching(/right|access/)];
    expect(JSON.parse(stdout)).toEqual([refused, refused, false]);
  });
});

describe("a new folder", () => {
  it("is made, and can be listed", async () => {
    expect(await disk.create({ parent: root, name: "Ne ü" })).toEqual({ path: `${root}/Ne ü` });
    expect(await disk.list({ path: `${root}/Ne ü` })).toMatchObject({ entries: [], total: 0 });
  });

  it("is refused where there is something of its name", async () => {
    writeFileSync(join(root, "file"), "");
    await disk.create({ parent: root, name: "folder" });
    for (const name of ["file", "folder"])
      await expect(disk.create({ parent: root, name })).rejects.toMatchObject({ code: "disk/name-taken" });
  });

  it.each(["", " ", ".", "..", "a/b", "../a", "/a", "a\0", "x".repeat(256), "ü".repeat(128)])(
    "is refused a name that is none: %j",
    async (name) => {
      await expect(disk.create({ parent: root, name })).rejects.toMatchObject({ code: "disk/name-invalid" });
      expect(readdirSync(root)).toEqual([]);
    },
  );

  it.each(["a:b", "a\\b", "a?", "nul", "COM1.txt", "dot.", "blank "])("is refused %j on Windows", (name) => {
    expect(() => checkNewName(name, "win32")).toThrow(expect.objectContaining({ code: "disk/name-invalid" }));
    expect(() => checkNewName(name, "linux")).not.toThrow();
  });

  it("is refused where its parent is not there", async () => {
    const parent = `${root}/gone`;
    await expect(disk.create({ parent, name: "a" })).rejects.toMatchObject({ code: "disk/not-there" });
  });
});

describe("places", () => {
  it("are told with their room, but for those on other machines", async () => {
    const place = (path: Buffer, isNetwork: boolean) => ({ path, name: "Blue", kind: "drive" as const, isNetwork });
    const odd = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff])]);
    disk = new Disk({ findPlaces: async () => [place(Buffer.from(root), false), place(odd, true)] });
    const places = await disk.places();
    expect(places.map((each) => Place.parse(each))).toEqual(places);
    expect(places).toEqual([
      { path: root, name: "Blue", kind: "drive", space: expect.objectContaining({ totalBytes: expect.any(Number) }) },
      { path: `${root}/\udcff`, name: "Blue", kind: "drive" },
    ]);
  });

  it("of this machine can all be listed, the network aside", async () => {
    const places = await disk.places();
    expect(places.map(({ kind }) => kind)).toContain("home");
    for (const { path, space } of places) if (space !== undefined) expect((await disk.list({ path })).path).toBe(path);
  });
});
