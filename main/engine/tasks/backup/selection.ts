import { resolve } from "node:path";
import { type ByteString, fromBuffer, fromText, joinPath, toText } from "../../names/index.ts";
import {
  EntryFilter,
  type FilterSpec,
  type InheritedRules,
  listFolder,
  lookUp,
  type SourceProblem,
  SourceUnreadable,
} from "../../source/index.ts";
import type { CountedFolder, SelectedEntry } from "./jobs.ts";

/** A node of the snapshot's upper part: what was asked for, or a folder that leads there. */
export interface Selection {
  readonly name: ByteString;
  /** Where it is on disk. */
  readonly path: ByteString;
  readonly role: SelectedEntry["role"];
  /** What is asked for below; only for a `way`. */
  readonly children?: readonly Selection[];
  /** The rules it goes by; only `content` has any from above. */
  readonly rules: InheritedRules;
  readonly device?: bigint;
}

/** A path as the user gave it and where it is. */
export interface BackupTarget {
  /** As typed; it decides where the target stands in the snapshot. */
  readonly given: ByteString;
  readonly absolute: ByteString;
}

/** A target as a person types it, or its bytes: relative paths are taken from the working folder. */
export function backupTarget(typed: string | Uint8Array): BackupTarget {
  const given = typeof typed === "string" ? fromText(typed) : fromBuffer(typed);
  if (isWindows) return windowsTarget(toText(given));
  // What `resolve` looks for, slashes and dots, are the same bytes in every name; so its result is bytes as well.
  return { given, absolute: resolve(fromText(process.cwd()), given) as ByteString };
}

/** Windows takes forward slashes as well, and byte strings have no others. */
function windowsTarget(typed: string): BackupTarget {
  const withSlashes = (path: string): ByteString => fromText(path.replaceAll("\\", "/"));
  return { given: withSlashes(typed), absolute: withSlashes(resolve(typed)) };
}

const isWindows = process.platform === "win32";

interface Draft {
  readonly name: string;
  readonly path: string;
  children: Map<string, Draft> | undefined;
}

/**
 * Where all targets that are there stand, those without a name of their own as their entries.
 *
 * @param onProblem told of those that are not there
 * @returns undefined when none is
 */
export function presentSelection(
  targets: readonly BackupTarget[],
  filter: FilterSpec,
  onProblem: (problem: SourceProblem) => void,
): readonly Selection[] | undefined {
  const present = targets.filter((target) => isThere(target, onProblem));
  if (present.length === 0) return undefined;
  const selection = selectTargets(present.filter((target) => components(target).length > 0));
  const names = new Set(selection.map(({ name }) => name));
  for (const target of present.filter((each) => components(each).length === 0)) {
    selection.push(...expandTarget(target, filter).filter(({ name }) => !names.has(name)));
  }
  return selection;
}

function isThere(target: BackupTarget, onProblem: (problem: SourceProblem) => void): boolean {
  try {
    lookUp(target.absolute, target.given);
    return true;
  } catch (error) {
    if (!(error instanceof SourceUnreadable)) throw error;
    onProblem(error.problem);
    return false;
  }
}

/** The folders of a selection, for those who count what is in them. */
export function countedFolders(selection: readonly Selection[]): CountedFolder[] {
  return selection.flatMap(({ path, role, rules, children, device }) => {
    if (children !== undefined) return countedFolders(children);
    return [{ path, rules, isNamed: role === "target", ...(device === undefined ? {} : { device }) }];
  });
}

/**
 * Where each target stands in the snapshot: absolute ones from the root down, relative ones without their leading `..`;
 * of two different folders with the same first name the second becomes `name-1`. Targets without a name of their own,
 * such as `/` and `.`, are left out: `expandTarget` gives their content.
 *
 * @see repository-format, “From targets to the root tree”
 */
export function selectTargets(targets: readonly BackupTarget[]): Selection[] {
  const root = new Map<string, Draft>();
  for (const target of targets) insert(root, components(target), target.absolute);
  return finish(root);
}

/** The names that lead to a target, without `.` and without leading `..`. Empty for the root and the like. */
function components(target: BackupTarget): string[] {
  const names: string[] = [];
  for (const name of target.given.split("/")) {
    if (name === "" || name === ".") continue;
    if (name === "..") names.pop();
    // A volume loses its colon, as restic has it: `C:/Users` is kept as `C/Users`.
    else names.push(isWindows ? name.replace(/^([A-Za-z]):$/, "$1") : name);
  }
  return names;
}

function insert(root: Map<string, Draft>, names: readonly string[], absolute: string): void {
  let level = root;
  const onDisk = foldersOnDisk(names, absolute);
  for (const [depth, name] of names.entries()) {
    const draft = enter(level, name, onDisk[depth] ?? "/");
    if (depth === names.length - 1) draft.children = undefined;
    // Something above it was asked for as a whole, so this is in it.
    if (draft.children === undefined) return;
    level = draft.children;
  }
}

/** The path on disk of each component: the target's own path, cut from its end. */
function foldersOnDisk(names: readonly string[], absolute: string): string[] {
  const paths: string[] = [];
  for (let depth = names.length, path = absolute; depth > 0; depth--) {
    paths.unshift(path);
    const cut = path.lastIndexOf("/");
    path = cut <= 0 ? "/" : path.slice(0, cut);
    if (path.endsWith(":")) path += "/";
  }
  return paths;
}

/** The draft of a name on a level; a name that stands for another folder already gets a number. */
function enter(level: Map<string, Draft>, name: string, path: string): Draft {
  for (let number = 0; ; number++) {
    const key = number === 0 ? name : `${name}-${number}`;
    const present = level.get(key);
    if (present !== undefined && present.path !== path) continue;
    if (present !== undefined) return present;
    const draft: Draft = { name: key, path, children: new Map() };
    level.set(key, draft);
    return draft;
  }
}

function finish(level: Map<string, Draft>): Selection[] {
  return [...level.values()].map(({ name, path, children }) => {
    // Names and paths were cut out of byte strings.
    const entry = { name: name as ByteString, path: path as ByteString, rules: [] };
    return children === undefined
      ? { ...entry, role: "target" }
      : { ...entry, role: "way", children: finish(children) };
  });
}

/**
 * The entries of a target that has no name of its own; in the snapshot they stand where the target would.
 *
 * @throws {SourceUnreadable}
 */
function expandTarget(target: BackupTarget, spec: FilterSpec): Selection[] {
  const listed = listFolder(target.absolute);
  const { rules, entries } = new EntryFilter(spec).enter(target.absolute, listed.entries, [], { named: true });
  const { dev } = lookUp(target.absolute, fromText("")).stat;
  const device = spec.oneFileSystem ? { device: dev } : {};
  return entries.map(({ name }) => {
    return { name, path: joinPath(target.absolute, name), role: "content", rules, ...device };
  });
}
