import { bytes } from "../../shared/figures/index.ts";
import type { PathText } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import type { AllOf, Chosen, Picked } from "./selection.ts";

/** How much is chosen, as far as it can be told without looking into folders. */
export interface ChosenTotal {
  readonly files: number;
  readonly folders: number;
  /** Of the files. */
  readonly bytes: number;
  /** Of “all but some” only the number of entries is sure. */
  readonly isRough: boolean;
}

export function totalChosen(chosen: Chosen): ChosenTotal {
  let total: ChosenTotal = { files: 0, folders: 0, bytes: 0, isRough: false };
  for (const { all, names } of chosen.values()) {
    for (const picked of names.values()) total = plusEntry(total, picked);
    if (all !== undefined) total = plusAll(total, all);
  }
  return total;
}

function plusEntry(total: ChosenTotal, { isFolder, bytes: size }: Picked): ChosenTotal {
  return isFolder
    ? { ...total, folders: total.folders + 1 }
    : { ...total, files: total.files + 1, bytes: total.bytes + size };
}

function plusAll(total: ChosenTotal, { entries, files, bytes: size, except }: AllOf): ChosenTotal {
  const folders = entries - files;
  // Which of the excepted ones are files is not kept; where there are only files it is sure.
  const lessFiles = folders === 0 ? except.size : Math.min(except.size, files);
  return {
    files: total.files + files - lessFiles,
    folders: total.folders + folders,
    bytes: total.bytes + size,
    isRough: total.isRough || except.size > 0,
  };
}

/** “2 folders and 3 files (18.4 MB)” */
export function totalInWords({ files, folders, bytes: size, isRough }: ChosenTotal): string {
  const ofFolders = say("{count, plural, one {# folder} other {# folders}}", { count: folders });
  const ofFiles = say(
    isRough
      ? "{files, plural, one {# file} other {# files}} (up to {size})"
      : "{files, plural, one {# file} other {# files}} ({size})",
    { files, size: bytes(size) },
  );
  if (folders > 0 && files > 0) return say("{first} and {last}", { first: ofFolders, last: ofFiles });
  if (folders > 0) return ofFolders;
  return files > 0 ? ofFiles : say("Nothing");
}

/** What a restore is asked for: folders with names; no names means all of it. */
export interface Wanted {
  readonly folder: PathText;
  readonly names: readonly PathText[];
}

/** Folders of which the names must be read before a restore can be asked for: all that match, or all but some. */
function needsNames(all: AllOf | undefined): boolean {
  return all !== undefined && (all.match !== "" || all.except.size > 0);
}

/**
 * The choice as a restore wants it.
 *
 * @param namesOf reads all names in a folder that contain a text
 */
export async function wantedOf(
  chosen: Chosen,
  namesOf: (folder: PathText, match: string) => Promise<readonly PathText[]>,
): Promise<readonly Wanted[]> {
  const wanted: Wanted[] = [];
  for (const [folder, { all, names }] of chosen) {
    if (all !== undefined && !needsNames(all)) wanted.push({ folder, names: [] });
    else {
      const read = all === undefined ? [] : await namesOf(folder, all.match);
      const left = read.filter((name) => all?.except.has(name) !== true);
      const together = [...new Set([...left, ...names.keys()])];
      // No names would mean all of the folder.
      if (together.length > 0) wanted.push({ folder, names: together });
    }
  }
  return wanted;
}
