import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  backup,
  backupTarget,
  check,
  createRepository,
  fromText,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  restore,
} from "../../main/engine/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { type FarStorage, farStorage } from "../support/far-storage.ts";
import { writeLargeIndex } from "../support/large-index.ts";
import { tempFolder } from "../support/temp-folder.ts";

const CHEAP = { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } };
/** In three index files. */
const BLOBS = 6000;

/** A repository on another machine with a file of the user's and an index as of a large one, and a cache that is cold. */
async function farRepository() {
  const base = tempFolder();
  const [source, place, cacheFolder] = ["source", "repository", "cache"].map((name) => join(base, name));
  if (source === undefined || place === undefined || cacheFolder === undefined) throw new Error("three were named");
  mkdirSync(join(source, "folder"), { recursive: true });
  writeFileSync(join(source, "folder", "letter.txt"), "Dear reader");
  const open = await createRepository(place, CHEAP);
  await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  await writeLargeIndex(open.repository, BLOBS, 400_000, BLOBS / 3);
  await open.close();
  return { base, source, place, cacheFolder };
}

type Far = Awaited<ReturnType<typeof farRepository>>;

/** What a process of its own does there. */
async function at<T>(
  { place, cacheFolder }: Far,
  work: (open: OpenRepository, far: FarStorage) => Promise<T>,
): Promise<T> {
  const far = farStorage(openStorage(place), { roundTripMs: 0 });
  const open = await openRepository(far, { ...CHEAP, cacheFolder });
  try {
    return await work(open, far);
  } finally {
    await open.close();
  }
}

async function restoreLetter({ base, source }: Far, open: OpenRepository): Promise<string> {
  const target = join(base, `restored-${readdirSync(base).length}`);
  const subfolder = fromText(join(source, "folder"));
  const { problems } = await restore(open, { snapshot: "latest", subfolder, target: fromText(target) }).result;
  expect(problems).toEqual([]);
  return readFileSync(join(target, "letter.txt"), "utf8");
}

const count = (far: FarStorage, call: string): number => far.calls.filter((each) => each === call).length;

function damageIn(folder: string, kind: string): void {
  for (const entry of readdirSync(join(folder, kind), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, readFileSync(path).fill(7, 40, 60));
  }
}

describe("a restore of one file from a large repository on another machine", () => {
  it("reads no index, snapshot or folder from there once the cache is warm", async () => {
    const far = await farRepository();
    await at(far, async (open, cold) => {
      expect(await restoreLetter(far, open)).toBe("Dear reader");
      expect(count(cold, "read index")).toBe(4);
    });
    await at(far, async (open, warm) => {
      expect(await restoreLetter(far, open)).toBe("Dear reader");
      expect(count(warm, "read index") + count(warm, "read snapshots")).toBe(0);
      // The content of the letter: folders are in the cache.
      expect(count(warm, "read data")).toBe(1);
    });
  });

  it("fetches again what was damaged in the cache", async () => {
    const far = await farRepository();
    await at(far, (open) => restoreLetter(far, open));
    for (const repository of readdirSync(far.cacheFolder)) {
      if (repository === "CACHEDIR.TAG") continue;
      for (const kind of ["index", "snapshots", "data"]) damageIn(join(far.cacheFolder, repository), kind);
    }
    await at(far, async (open, healed) => {
      expect(await restoreLetter(far, open)).toBe("Dear reader");
      expect(count(healed, "read index")).toBe(4);
    });
  });
});

describe("a warm cache", () => {
  it.each(["index", "snapshots", "data"])("does not hide from a check what is damaged there: %s", async (kind) => {
    const far = await farRepository();
    await at(far, (open) => restoreLetter(far, open));
    damageIn(far.place, kind);
    await at(far, async (open) => {
      const { findings } = await check(open).result;
      const own = { index: "index-damaged", snapshots: "snapshot-damaged", data: "tree-damaged" }[kind];
      expect(findings.map(({ kind: found }) => found)).toContain(own);
    });
  });

  it("does not lead a backup or a restore astray when the repository changed behind its back", async () => {
    const far = await farRepository();
    await at(far, (open) => restoreLetter(far, open));
    // Elsewhere, without the cache.
    const other = await openRepository(far.place, CHEAP);
    writeFileSync(join(far.source, "folder", "letter.txt"), "Dear reader, again");
    await backup(other, { targets: [backupTarget(far.source)], filter: NO_FILTER }).result;
    await other.close();
    await at(far, async (open) => {
      expect(await restoreLetter(far, open)).toBe("Dear reader, again");
      writeFileSync(join(far.source, "folder", "letter.txt"), "Dear reader, for the last time");
      await backup(open, { targets: [backupTarget(far.source)], filter: NO_FILTER }).result;
      expect(await restoreLetter(far, open)).toBe("Dear reader, for the last time");
    });
  });
});
