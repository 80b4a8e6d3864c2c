// A program of its own, so that its memory can be measured. `prepare FOLDER`: makes a repository there whose index is that of 100 GB,
// with one small file that is really in it, and warms a cache beside it. `restore FOLDER`: restores that file as a fresh process
// does, from a storage that is 50 ms away, and tells how long that took and what was read of the index.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  backup,
  backupTarget,
  createRepository,
  fromText,
  NO_FILTER,
  openRepository,
  openStorage,
  restore,
} from "holdfast/engine"; // as it is built: from source, a third of the time would go into stripping types
import { farStorage } from "../support/far-storage.ts";
import { writeLargeIndex } from "../support/large-index.ts";

const ROUND_TRIP_MS = 50;
const BYTES_PER_SECOND = 12_500_000;
/** 100 GB as it lies in many repositories: half a megabyte a blob. */
const [BLOBS, BLOB_BYTES] = [200_000, 500_000];
const PASSWORD = "pw";
const CONTENT = "Dear reader";

const [what, folder = ""] = process.argv.slice(2);
const [repository, source, cacheFolder] = [join(folder, "repository"), join(folder, "source"), join(folder, "cache")];
if (what === "prepare") {
  await prepare();
  await restoreFile();
} else process.stdout.write(JSON.stringify(await restoreFile()));

async function prepare(): Promise<void> {
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, "letter.txt"), CONTENT);
  const open = await createRepository(repository, { password: PASSWORD });
  await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  await writeLargeIndex(open.repository, BLOBS, BLOB_BYTES);
  await open.close();
}

async function restoreFile(): Promise<{ wall: number; indexesRead: number }> {
  const target = mkdtempSync(join(folder, "restored-"));
  const begin = performance.now();
  const far = farStorage(openStorage(repository), { roundTripMs: ROUND_TRIP_MS, bytesPerSecond: BYTES_PER_SECOND });
  const open = await openRepository(far, { password: PASSWORD, cacheFolder });
  const subfolder = fromText(source);
  await restore(open, { snapshot: "latest", subfolder, target: fromText(target) }).result;
  await open.close();
  const wall = performance.now() - begin;
  if (readFileSync(join(target, "letter.txt"), "utf8") !== CONTENT) throw new Error("something else was restored");
  return { wall, indexesRead: far.calls.filter((call) => call === "read index").length };
}
