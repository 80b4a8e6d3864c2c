import type { PathText, RestoreRequest, Selection } from "../../../shared/model/index.ts";
import { fromPathText, type OpenRepository, originalPlace, readFolder, toPathText } from "../../engine/index.ts";

/** One step of a restore: these entries of a folder of the snapshot into a folder on disk. */
export interface RestorePart {
  readonly folder: PathText;
  /** Without them everything in it. */
  readonly names?: readonly PathText[];
  readonly into: PathText;
}

/** More entries than a root has volumes. */
const ROOT_ENTRIES = 1000;

/**
 * What a request comes to, step by step. Decides where to, and reads the snapshot's root only where volumes stand in it. Of a .zip the
 * place is the file, where nothing is yet.
 */
export async function restoreParts(
  open: OpenRepository,
  { snapshotId, selections, destination }: RestoreRequest,
  platform: NodeJS.Platform,
  signal?: AbortSignal,
): Promise<readonly RestorePart[]> {
  if (destination.type !== "original") {
    const into = destination.type === "folder" ? destination.folder : destination.file;
    return selections.map((each) => partInto(each, into));
  }
  const parts: RestorePart[] = [];
  for (const selection of selections) {
    const isWhole = platform === "win32" && isRoot(selection.folder) && selection.names.length === 0;
    const names = isWhole ? await rootNames(open, snapshotId, signal) : selection.names;
    parts.push(...partsInPlace({ ...selection, names }, platform));
  }
  return parts;
}

function partInto({ folder, names }: Selection, into: PathText): RestorePart {
  return { folder, into, ...(names.length === 0 ? {} : { names }) };
}

/** Back to where it was. On Windows what is in the root are volumes, each of which is a place of its own. */
export function partsInPlace(selection: Selection, platform: NodeJS.Platform): readonly RestorePart[] {
  const { folder, names } = selection;
  if (platform === "win32" && isRoot(folder)) {
    return names.map((name) => ({ folder: `/${name}`, into: placeOf(`/${name}`, platform) }));
  }
  return [partInto(selection, placeOf(folder, platform))];
}

function placeOf(folder: PathText, platform: NodeJS.Platform): PathText {
  return toPathText(originalPlace(fromPathText(folder), platform));
}

function isRoot(folder: PathText): boolean {
  return /^\/*$/.test(folder);
}

async function rootNames(open: OpenRepository, snapshot: string, signal?: AbortSignal): Promise<PathText[]> {
  const page = { snapshot, folder: fromPathText("/"), offset: 0, limit: ROOT_ENTRIES, noLock: true };
  const { entries } = await readFolder(open, { ...page, ...(signal === undefined ? {} : { signal }) });
  return entries.map(({ name }) => toPathText(name));
}
