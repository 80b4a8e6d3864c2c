// Counts what a month of backups of one device asks of an object store: `npm run bench:requests`. A device of 1 GB in 20,000 files,
// of which one in a hundred changes each day; figures for larger ones follow by size. See docs/manual/object-storage.md.
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup, backupTarget, check, createRepository, forget, NO_FILTER, prune } from "../../main/engine/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { faultyStorage } from "../support/faulty-storage.ts";
import { writeTree } from "../support/source-tree.ts";

const FOLDERS = 200;
const FILES_IN_EACH = 100;
const BYTES_IN_EACH = 50_000;
const DAYS = 30;

/** The price classes of object stores: writing and listing cost about ten times as much as reading; removing is free. */
const CLASS_OF: Readonly<Record<string, string>> = {
  write: "writes and lists",
  list: "writes and lists",
  create: "writes and lists",
  read: "reads",
  stat: "reads",
  remove: "removals",
};

const scratch = mkdtempSync(join(tmpdir(), "holdfast-requests-"));
try {
  await countMonth(join(scratch, "files"), join(scratch, "repository"));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function countMonth(files: string, place: string): Promise<void> {
  writeTree(files, { folders: FOLDERS, filesInEach: FILES_IN_EACH, bytesInEach: BYTES_IN_EACH });
  const storage = faultyStorage(openStorage(place), []);
  const open = await createRepository(storage, { password: "pw", scrypt: { N: 1024, r: 8, p: 1 } });
  const options = { targets: [backupTarget(files)], filter: NO_FILTER };
  let told = 0;
  const tell = (what: string): void => {
    console.log(`${what.padEnd(34)}${counted(storage.calls.slice(told))}`);
    told = storage.calls.length;
  };
  tell("new repository");
  await backup(open, { ...options, timeNs: daysAgo(DAYS) }).result;
  tell("first backup");
  for (let day = 1; day <= DAYS; day++) {
    change(files, day);
    await backup(open, { ...options, timeNs: daysAgo(DAYS - day) }).result;
    if (day === 1) tell("a daily backup");
  }
  tell(`${DAYS - 1} daily backups`);
  await forget(open, { policy: { daily: 7, weekly: 4 } }).result;
  await prune(open, {}).result;
  tell("forget and prune at its end");
  await check(open, {}).result;
  tell("check, without reading data");
  await open.close();
  console.log(`objects at the end: ${await objects(place)}`);
}

function daysAgo(days: number): bigint {
  return BigInt(Date.now() - days * 24 * 60 * 60 * 1000) * 1_000_000n;
}

/** One file in a hundred, each day others, all over the tree. */
function change(files: string, day: number): void {
  for (let folder = 0; folder < FOLDERS; folder++) {
    appendFileSync(join(files, `folder-${folder}`, `file-${day % FILES_IN_EACH}.bin`), `day ${day}`);
  }
}

function counted(calls: readonly string[]): string {
  const sums = new Map<string, number>();
  for (const call of calls) {
    const name = CLASS_OF[call.split(" ")[0] ?? ""] ?? "others";
    sums.set(name, (sums.get(name) ?? 0) + 1);
  }
  return [...sums].map(([name, count]) => `${count} ${name}`).join(", ");
}

async function objects(place: string): Promise<string> {
  const storage = openStorage(place);
  const counts: string[] = [];
  for (const kind of ["data", "index", "snapshots", "keys", "locks"] as const) {
    let [count, bytes] = [0, 0];
    for await (const { size } of storage.list(kind)) {
      count += 1;
      bytes += size;
    }
    counts.push(`${count} ${kind} (${(bytes / 1e6).toFixed(1)} MB)`);
  }
  await storage.close();
  return counts.join(", ");
}
