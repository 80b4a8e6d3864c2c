import type { PathText, SnapshotEntry } from "../../shared/model/index.ts";
import { isWithin, joined } from "../components/index.ts";

/** What is known of a chosen entry: enough for a total. */
export interface Picked {
  readonly isFolder: boolean;
  readonly bytes: number;
}

/** All of a folder, or all in it whose name contains a text, but for some. Names that were never read are in it too. */
export interface AllOf {
  readonly match: string;
  readonly except: ReadonlySet<PathText>;
  /** Of all that match, when they were chosen. */
  readonly entries: number;
  readonly files: number;
  readonly bytes: number;
}

/** What is chosen in one folder: all of something, and single entries. */
export interface InFolder {
  readonly all: AllOf | undefined;
  readonly names: ReadonlyMap<PathText, Picked>;
}

/** What is chosen to be restored, by folder. Every change gives a new one. */
export type Chosen = ReadonlyMap<PathText, InFolder>;

export const NOTHING: Chosen = new Map();
const EMPTY: InFolder = { all: undefined, names: new Map() };

function pickedOf({ type, bytes = 0 }: SnapshotEntry): Picked {
  return { isFolder: type === "folder", bytes };
}

/** Whether an entry is chosen: itself, or because a folder above it is. */
export function markIn(chosen: Chosen, folder: PathText, name: PathText): "yes" | "covered" | "no" {
  if (isCovered(chosen, folder)) return "covered";
  return isPicked(chosen.get(folder) ?? EMPTY, name) ? "yes" : "no";
}

/** Whether all of a folder is chosen because it, or one above it, was chosen as an entry. */
export function isCovered(chosen: Chosen, folder: PathText): boolean {
  const names = folder.split("/");
  return names.some((name, index) => {
    if (name === "") return false;
    const above = names.slice(0, index).join("/") || "/";
    return isPicked(chosen.get(above) ?? EMPTY, name);
  });
}

function isPicked({ all, names }: InFolder, name: PathText): boolean {
  if (names.has(name)) return true;
  return all !== undefined && matches(name, all.match) && !all.except.has(name);
}

/** As the agent compares: anywhere in the name, whatever the case. */
function matches(name: string, match: string): boolean {
  return name.toLowerCase().includes(match.toLowerCase());
}

export function toggle(chosen: Chosen, folder: PathText, entry: SnapshotEntry): Chosen {
  const old = chosen.get(folder) ?? EMPTY;
  return isPicked(old, entry.name) ? drop(chosen, folder, old, entry) : add(chosen, folder, [entry]);
}

/** Chooses entries too; what was chosen below them is in them now. */
export function add(chosen: Chosen, folder: PathText, entries: readonly SnapshotEntry[]): Chosen {
  const old = chosen.get(folder) ?? EMPTY;
  const names = new Map(old.names);
  const except = new Set(old.all?.except);
  for (const entry of entries) {
    if (old.all !== undefined && matches(entry.name, old.all.match)) except.delete(entry.name);
    else names.set(entry.name, pickedOf(entry));
  }
  const next = new Map(chosen).set(folder, { all: old.all && { ...old.all, except }, names });
  const folders = entries.filter(({ type }) => type === "folder").map(({ name }) => joined(folder, name));
  return without(next, (other) => folders.some((path) => isWithin(other, path)));
}

function drop(chosen: Chosen, folder: PathText, { all, names }: InFolder, { name }: SnapshotEntry): Chosen {
  const left = new Map(names);
  left.delete(name);
  const isInAll = all !== undefined && matches(name, all.match);
  const kept = isInAll ? { ...all, except: new Set(all.except).add(name) } : all;
  return tidy(new Map(chosen).set(folder, { all: kept, names: left }));
}

/** Chooses all that is listed: all of the folder, or all that match the filter. */
export function chooseAll(chosen: Chosen, folder: PathText, all: Omit<AllOf, "except">): Chosen {
  const old = chosen.get(folder) ?? EMPTY;
  const names = new Map([...old.names].filter(([name]) => !matches(name, all.match)));
  const next = new Map(chosen).set(folder, { all: { ...all, except: new Set<PathText>() }, names });
  return without(next, (other) => other !== folder && isWithin(other, folder) && isCovered(next, other));
}

/** Takes back all that is chosen in a folder. */
export function clearFolder(chosen: Chosen, folder: PathText): Chosen {
  return without(chosen, (other) => other === folder);
}

/** Takes back the choice of whatever covers a folder. */
export function uncover(chosen: Chosen, folder: PathText): Chosen {
  return without(chosen, (other) => other !== folder && isWithin(folder, other));
}

function without(chosen: Chosen, isGone: (folder: PathText) => boolean): Chosen {
  return new Map([...chosen].filter(([folder]) => !isGone(folder)));
}

function tidy(chosen: Chosen): Chosen {
  return new Map([...chosen].filter(([, { all, names }]) => names.size > 0 || leftOf(all) > 0));
}

function leftOf(all: AllOf | undefined): number {
  return all === undefined ? 0 : all.entries - all.except.size;
}

/** Whether all that is listed now is chosen. */
export function isAllChosen(chosen: Chosen, folder: PathText, match: string): boolean {
  const all = chosen.get(folder)?.all;
  if (all === undefined || all.except.size > 0) return false;
  return match.toLowerCase().includes(all.match.toLowerCase());
}
