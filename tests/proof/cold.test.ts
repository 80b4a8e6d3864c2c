import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fromText, openRepository, prove } from "../../main/engine/index.ts";
import { cached, openStorage, pastCache } from "../../main/engine/storage/index.ts";
import { pageDropper } from "../../main/engine/system/index.ts";
import { backUpWithHoldfast, PASSWORD } from "../faults/surgery.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";

const TMPFS = 0x01021994;
const root = tempFolder();
const hasFincore = spawnSync("fincore", ["--version"]).status === 0;
const canTell = hasFincore && pageDropper() !== undefined && statfsSync(root).type !== TMPFS;

/** How much of files the system keeps in memory. */
function inMemory(files: readonly string[]): number {
  const { stdout } = spawnSync("fincore", ["--bytes", "--noheadings", "--output", "RES", ...files], {
    encoding: "utf8",
  });
  return stdout.split("\n").reduce((sum, line) => sum + Number(line), 0);
}

it.runIf(canTell)("reads past the cache come from the disk, and not from the system's memory", async () => {
  const [source, place] = [join(root, "home"), join(root, "repository")];
  mkdirSync(source);
  writeTree(source, { folders: 10, filesInEach: 20, bytesInEach: 25_000 });
  await backUpWithHoldfast(place, source);
  const files = readdirSync(join(place, "data"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.length > 60)
    .map((name) => join(place, "data", name));
  for (const file of files) readFileSync(file);
  const warm = inMemory(files);
  expect(warm).toBeGreaterThan(4_000_000);

  const told: number[] = [];
  const drop = pageDropper();
  const storage = cached(openStorage(place), {
    folder: join(root, "cache"),
    repositoryId: "ab".repeat(32),
    maxBytes: 1e9,
  });
  const names = files.map((file) => file.slice(-64));
  await pastCache(
    storage,
    async () => {
      for (const name of names) await storage.read({ kind: "data", name });
    },
    (fd, offset, length) => {
      drop?.(fd, offset, length);
      told.push(inMemory(files.slice(told.length, told.length + 1)));
    },
  );
  // Of each file nothing was in memory when it was read.
  expect(told).toEqual(files.map(() => 0));
  await storage.read({ kind: "data", name: names[0] ?? "" });
  expect(told).toHaveLength(files.length);
  await storage.close();

  const open = await openRepository(place, { password: PASSWORD, threads: 2 });
  const options = {
    snapshot: "latest",
    scratch: fromText(tempFolder()),
    amount: "all",
    seed: 1,
    budgetBytes: 0,
  } as const;
  expect(await prove(open, options).result).toMatchObject({ failureCount: 0, files: 200 });
  await open.close();
});
