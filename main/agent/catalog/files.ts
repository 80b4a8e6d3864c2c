import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { type DatabaseObstacle, DatabaseUnusable } from "./errors.ts";

/** SQLite's own files beside a database: its log, and the table by which processes find their way in it. */
const COMPANIONS = ["-wal", "-shm"] as const;

/**
 * Makes the folder and an empty file that only its owner can read, if there is none; SQLite gives its companions the same
 * rights. The file is never opened if it is there: to close it again would drop the locks this process holds on it (POSIX).
 */
export function makePrivateFile(file: string): void {
  onDisk(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (exists(file)) chmodSync(file, 0o600);
    else closeSync(openSync(file, "wx", 0o600));
  });
}

/** Whether there is anything of this name. */
export function exists(file: string): boolean {
  return onDisk(file, () => lstatSync(file, { throwIfNoEntry: false }) !== undefined);
}

/** @throws {DatabaseUnusable} also when there is something else than a file */
export function sizeOf(file: string): number {
  const stats = onDisk(file, () => statSync(file));
  if (!stats.isFile()) throw new DatabaseUnusable(file, "not-a-file");
  return stats.size;
}

/** Whether SQLite's log is there, which must never meet another database than its own. */
export function hasLog(file: string): boolean {
  return exists(`${file}-wal`);
}

/**
 * Renames a database and its companions, so that nothing is lost and a new one can be made.
 *
 * @returns the path it has now: `catalog.damaged-2026-05-04T12-30-00Z.sqlite`
 */
export function setAside(file: string, now: number): string {
  const aside = freeName(
    file,
    new Date(now)
      .toISOString()
      .replace(/\.\d+Z$/, "Z")
      .replaceAll(":", "-"),
  );
  onDisk(file, () => {
    for (const companion of ["", ...COMPANIONS])
      if (exists(file + companion)) renameSync(file + companion, aside + companion);
  });
  return aside;
}

/** Removes a database that nobody has open, and its companions first: a log must not outlive what it belongs to. */
export function removeDatabase(file: string): void {
  onDisk(file, () => {
    for (const companion of [...COMPANIONS, ""]) rmSync(file + companion, { force: true });
  });
}

function freeName(file: string, time: string): string {
  const [, stem = file, extension = ""] = /^(.*?)(\.[^./\\]*)?$/s.exec(file) ?? [];
  for (let count = 1; ; count++) {
    const path = `${stem}.damaged-${time}${count === 1 ? "" : `-${count}`}${extension}`;
    if (![path, ...COMPANIONS.map((companion) => path + companion)].some((name) => existsSync(name))) return path;
  }
}

const OBSTACLES: Readonly<Record<string, DatabaseObstacle>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EIO: "unreachable",
  ESTALE: "unreachable",
  ENODEV: "unreachable",
  EBUSY: "in-use",
};

/** What Node's calls refuse becomes a typed error; what is left is a question of rights or of what is in the way. */
export function onDisk<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
    throw new DatabaseUnusable(file, OBSTACLES[error.code] ?? "not-allowed", error);
  }
}
