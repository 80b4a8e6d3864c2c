import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  backup,
  backupTarget,
  type FolderPage,
  fromBuffer,
  fromText,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  type ReadFolderOptions,
  readFolder,
  toPathText,
} from "../../main/engine/index.ts";
import { flipBit, inside, packPath, packsInIndex } from "../faults/surgery.ts";
import { type MadeNode, makeRepository } from "../support/made-repository.ts";
import { tempFolder } from "../support/temp-folder.ts";

const file = (name: string, ...chunks: string[]): MadeNode => ({
  ...{ type: "file", name, chunks: chunks.map((chunk) => Buffer.from(chunk)) },
});
const folder = (name: string, ...entries: MadeNode[]): MadeNode => ({ type: "dir", name, entries });

async function made(entries: readonly MadeNode[], copies = 1): Promise<string> {
  const place = join(tempFolder(), "repository");
  await makeRepository(place, entries, copies);
  return place;
}

async function looking<T>(place: string, look: (open: OpenRepository) => Promise<T>): Promise<T> {
  const open = await openRepository(place, { password: "pw", threads: 1 });
  try {
    return await look(open);
  } finally {
    await open.close();
  }
}

function page(open: OpenRepository, path: string, options: Partial<ReadFolderOptions> = {}): Promise<FolderPage> {
  return readFolder(open, { snapshot: "latest", folder: fromText(path), offset: 0, limit: 100, ...options });
}

const namesOf = ({ entries }: FolderPage): string[] => entries.map(({ name }) => toPathText(name));

/** The packs that hold folders' lists, in the order in which they were stored. */
async function treePacks(place: string): Promise<string[]> {
  const packs = await inside(place, (repository) => packsInIndex(repository, place));
  return packs.filter(({ blobs }) => blobs[0]?.type === "tree").map(({ id }) => id);
}

/** A second snapshot, by another program. */
async function addSnapshot(place: string): Promise<string> {
  const source = tempFolder();
  mkdirSync(join(source, "new"));
  writeFileSync(join(source, "new", "later"), "later");
  await looking(place, (open) => backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result);
  return source;
}

it("shows folders on any level, with names that are no text", async () => {
  const odd = fromBuffer(Buffer.from([0xff, 0x20, 0xc3]));
  const place = await made([folder("a", folder(odd, file("deep", "12345")), file("b")), file("c", "1")]);
  await looking(place, async (open) => {
    expect(namesOf(await page(open, "/"))).toEqual(["a", "c"]);
    expect(namesOf(await page(open, "/a/"))).toEqual(["\udcff \udcc3", "b"]);
    const deep = await readFolder(open, {
      ...{ snapshot: "latest", folder: fromBuffer(Buffer.from(`/a/${odd}`, "latin1")), offset: 0, limit: 1 },
    });
    expect(deep).toMatchObject({ total: 1, files: 1, bytes: 5, entries: [{ name: "deep", size: 5, mode: 0o644 }] });
  });
});

it("gives a folder of 100,000 entries page by page as it gives it at once", async () => {
  const entries = Array.from({ length: 100_000 }, (_, at) => file(`file ${(at * 7919) % 100_000}.txt`));
  const place = await made([folder("large", ...entries)]);
  await looking(place, async (open) => {
    const whole = await page(open, "/large", { limit: entries.length, noLock: true });
    expect(whole).toMatchObject({ total: entries.length, files: entries.length, bytes: 0 });
    const expected = Array.from({ length: entries.length }, (_, at) => `file ${at}.txt`);
    expect(namesOf(whole)).toEqual(expected);
    const pages: string[][] = [];
    for (let offset = 0; offset < entries.length; offset += 1000) {
      pages.push(namesOf(await page(open, "/large", { offset, limit: 1000, noLock: true })));
    }
    expect(pages.flat()).toEqual(expected);
    const matching = await page(open, "/large", { match: "FILE 99999", noLock: true });
    expect(namesOf(matching)).toEqual(["file 99999.txt"]);
  });
});

it("tells a path that is not there from one that is no folder", async () => {
  const place = await made([folder("a", file("b"))]);
  await looking(place, async (open) => {
    const missing = { code: "trees/path-not-found", facts: { path: "/a/x/y" } };
    await expect(page(open, "/a/x/y")).rejects.toMatchObject(missing);
    await expect(page(open, "/a/b")).rejects.toMatchObject({ code: "trees/not-a-folder", facts: { path: "/a/b" } });
    await expect(page(open, "/a/b/c")).rejects.toMatchObject({ code: "trees/not-a-folder", facts: { path: "/a/b" } });
    await expect(page(open, "/", { snapshot: "00" })).rejects.toMatchObject({ code: "repository/snapshot-not-found" });
  });
});

it("says that a folder's list is damaged, and reads around it where another copy is sound", async () => {
  const [single, twice] = [await made([file("a")]), await made([file("a")], 2)];
  for (const place of [single, twice]) flipBit(place, packPath((await treePacks(place))[0] ?? ""), 20);
  await looking(single, (open) => expect(page(open, "/")).rejects.toMatchObject({ code: "repository/damaged-blob" }));
  await looking(twice, async (open) => expect(namesOf(await page(open, "/"))).toEqual(["a"]));
});

it("says which list is not there", async () => {
  const place = await made([file("a")]);
  for (const pack of await treePacks(place)) rmSync(join(place, packPath(pack)));
  await looking(place, (open) => expect(page(open, "/")).rejects.toMatchObject({ code: "storage/missing" }));
});

it("looks at the index again for what it does not know yet", async () => {
  const place = await made([folder("a", file("b"))]);
  await looking(place, async (open) => {
    await page(open, "/a");
    const source = await addSnapshot(place);
    expect(namesOf(await page(open, `${source}/new`))).toEqual(["later"]);
  });
});

it("ends with the reason of its signal", async () => {
  const place = await made([file("a")]);
  await looking(place, async (open) => {
    const reason = new Error("enough");
    await expect(page(open, "/", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const reading = page(open, "/", { signal: controller.signal, noLock: true });
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(namesOf(await page(open, "/"))).toEqual(["a"]);
  });
});
