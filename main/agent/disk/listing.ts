import type { DiskEntry, PathText } from "../../../shared/model/index.ts";
import { fromPathText, toPathText } from "../../engine/index.ts";
import { naturalKey, sortInTurns } from "./natural-order.ts";
import { readEntries } from "./read-entries.ts";
import { Turns } from "./turns.ts";

/** Which entries of a folder are wanted. */
export interface ListingChoice {
  readonly onlyFolders: boolean;
  readonly showHidden: boolean;
}

/** An entry of a listing: what can be told without a look at the entry itself. */
export type ListedEntry = Pick<DiskEntry, "name" | "type" | "isHidden">;

interface Keyed {
  readonly entry: ListedEntry;
  readonly key: string;
}

/** All wanted entries of a folder: folders first, then the others, each in the order of people. */
export async function readListing(path: PathText, choice: ListingChoice): Promise<readonly ListedEntry[]> {
  const turns = new Turns();
  const found: Keyed[] = [];
  for await (const batch of readEntries(fromPathText(path))) {
    for (const { name: bytes, type } of batch) {
      const name = toPathText(bytes);
      const entry = { name, type, isHidden: isHidden(name) };
      if (isWanted(entry, choice)) found.push({ entry, key: (type === "folder" ? "0" : "1") + naturalKey(name) });
    }
    await turns.next();
  }
  const sorted = await sortInTurns(found, byKey, turns);
  return sorted.map(({ entry }) => entry);
}

function isWanted({ type, isHidden }: ListedEntry, { onlyFolders, showHidden }: ListingChoice): boolean {
  return (type === "folder" || !onlyFolders) && (!isHidden || showHidden);
}

/** Names that differ only in case, accents or leading zeros have one key: they are in the order of their characters then. */
function byKey(a: Keyed, b: Keyed): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.entry.name === b.entry.name) return 0;
  return a.entry.name < b.entry.name ? -1 : 1;
}

const SYSTEM_NAMES = new Set(["$recycle.bin", "system volume information", "lost+found"]);

/** By name, as Unix has it. Windows' own mark for hidden files is not to be had from Node; its usual bearers are known by name. */
function isHidden(name: PathText): boolean {
  return name.startsWith(".") || SYSTEM_NAMES.has(name.toLowerCase());
}
