import { type BigIntStats, lstatSync, readdirSync, statSync } from "node:fs";
import { type NodeType, nodeTypeOf } from "../format/index.ts";
import { type ByteString, compareBytes, joinPath } from "../names/index.ts";
import { longPaths, type SystemPath } from "../system/index.ts";
import { type SourceProblem, SourceUnreadable, sourceProblem } from "./problem.ts";

/** One entry of a folder as lstat sees it. */
export interface FoundEntry {
  readonly name: ByteString;
  readonly type: NodeType;
  readonly stat: BigIntStats;
}

export interface ListedFolder {
  /** In raw byte order, each name once. Without sockets, which have no content of their own. */
  readonly entries: FoundEntry[];
  /** Entries that are missing from the list, and why. */
  readonly problems: SourceProblem[];
}

const STAT = { bigint: true, throwIfNoEntry: false } as const;
const ASCII = /^[\0-\x7f]*$/;

/**
 * Lists a folder with the metadata of its entries. Synchronous.
 *
 * @throws {SourceUnreadable} the folder itself cannot be listed
 */
export function listFolder(path: ByteString): ListedFolder {
  const entries: FoundEntry[] = [];
  const problems: SourceProblem[] = [];
  const within = entryReacher(path);
  let last = "";
  for (const name of namesIn(path)) {
    // A folder that changes while it is read can hold a name twice.
    if (name === last) continue;
    last = name;
    const found = lookAt(path, name, within, problems);
    if (found !== undefined) entries.push(found);
  }
  return { entries, problems };
}

/**
 * Looks at one path, for instance one that the user names.
 *
 * @throws {SourceUnreadable} nothing there, not allowed, or of a kind that cannot be stored
 */
export function lookUp(path: ByteString, name: ByteString): FoundEntry {
  return found(path, name, lstatSync);
}

/**
 * Looks at a folder on the way to such a path. Links are followed: whoever names what is behind one means what is there.
 *
 * @throws {SourceUnreadable}
 */
export function lookUpWay(path: ByteString, name: ByteString): FoundEntry {
  return found(path, name, statSync);
}

function found(path: ByteString, name: ByteString, look: typeof lstatSync | typeof statSync): FoundEntry {
  const stat = statOf(path, longPaths.reach(path), look);
  const type = stat && nodeTypeOf(Number(stat.mode));
  if (stat === undefined) throw new SourceUnreadable(path, "vanished");
  if (type === undefined) throw new SourceUnreadable(path, "unsupported");
  return { name, type, stat };
}

function namesIn(path: ByteString): ByteString[] {
  try {
    // "latin1" hands the bytes of each name through one by one, which is what a ByteString is.
    const names = readdirSync(longPaths.reach(path), "latin1") as ByteString[];
    // Node sorts by bytes on Unix already; elsewhere it does not say.
    for (let i = 1; i < names.length; i++) {
      if ((names[i - 1] ?? "") > (names[i] ?? "")) return names.sort(compareBytes);
    }
    return names;
  } catch (error) {
    throw SourceUnreadable.from(path, error);
  }
}

type Reach = (name: ByteString) => SystemPath;

/** `longPaths.reach` of each entry, with what depends on the folder alone done once: this is the hot path of a walk. */
function entryReacher(folder: ByteString): Reach {
  const plain = process.platform !== "win32" && folder.length < 3700 && ASCII.test(folder);
  if (!plain) return (name) => longPaths.reach(joinPath(folder, name));
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return (name) => (ASCII.test(name) ? prefix + name : Buffer.from(prefix + name, "latin1"));
}

function lookAt(
  folder: ByteString,
  name: ByteString,
  within: Reach,
  problems: SourceProblem[],
): FoundEntry | undefined {
  try {
    const stat = lstatSync(within(name), STAT);
    const type = stat && nodeTypeOf(Number(stat.mode));
    if (stat !== undefined && type !== undefined) return type === "socket" ? undefined : { name, type, stat };
    problems.push(sourceProblem(joinPath(folder, name), stat === undefined ? "vanished" : "unsupported"));
  } catch (error) {
    problems.push(SourceUnreadable.from(joinPath(folder, name), error).problem);
  }
  return undefined;
}

function statOf(
  path: ByteString,
  reached: SystemPath,
  look: typeof lstatSync | typeof statSync,
): BigIntStats | undefined {
  try {
    return look(reached, STAT);
  } catch (error) {
    throw SourceUnreadable.from(path, error);
  }
}
