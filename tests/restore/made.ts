import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  fromText,
  openRepository,
  type RestoreConflict,
  type RestoreOptions,
  restore,
  toText,
} from "../../main/engine/index.ts";
import type { Storage } from "../../main/engine/storage/index.ts";
import { type MadeNode, makeRepository } from "../support/made-repository.ts";
import { tempFolder } from "../support/temp-folder.ts";

export const file = (name: string, ...chunks: (string | Uint8Array)[]): MadeNode => ({
  ...{ name, type: "file" },
  chunks: chunks.map((chunk) => Buffer.from(chunk)),
});
export const folder = (name: string, ...entries: MadeNode[]): MadeNode => ({ name, type: "dir", entries });
export const symlink = (name: string, target: string): MadeNode => ({
  ...{ name, type: "symlink", linkTarget: fromText(target) },
});

/** When all in a made repository was modified, as `touch -d` takes it. */
export const MADE_TIME = "@1700000000.123456789";
/** What stands in the names of what comes back beside something else. */
export const MARK = /\(restored \d{4}-\d\d-\d\d \d\d\.\d\d(?:, \d+)?\)/;

/** A repository with one snapshot of these entries, and a folder to restore into, in a folder of their own. */
export async function made(entries: readonly MadeNode[]) {
  const work = tempFolder();
  const [place, target] = [join(work, "repository"), join(work, "target")];
  mkdirSync(target);
  const packs = await makeRepository(place, entries);
  const packPath = (pack: string): string => join(place, "data", pack.slice(0, 2), pack);
  return { work, place, target, packs: packs.map(packPath) };
}

export async function restoreTo(place: string | Storage, target: string, options: Partial<RestoreOptions> = {}) {
  const open = await openRepository(place, { password: "pw", threads: 2 });
  try {
    const run = restore(open, { snapshot: "latest", target: fromText(target), ...options });
    const conflicts: RestoreConflict[] = [];
    for await (const event of run) if (event.type === "conflict") conflicts.push(event.conflict);
    const result = await run.result;
    const found = result.problems.map(({ path, cause }) => `${cause} ${toText(path)}`).sort();
    return { ...result, found, conflicts };
  } finally {
    await open.close();
  }
}

export function namesBelow(target: string): string[] {
  return readdirSync(target, { recursive: true, encoding: "utf8" }).sort();
}
