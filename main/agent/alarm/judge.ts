import type { MassChange } from "../../../shared/model/index.ts";

/** What one backup of a plan saw, compared with its parent. */
export interface RunChange {
  readonly filesBefore: number;
  readonly bytesBefore: number;
  readonly filesNew: number;
  readonly filesChanged: number;
  readonly filesRemoved: number;
  /** All that is in the snapshot. */
  readonly bytes: number;
  /** New to the repository, before and after compression. */
  readonly bytesAdded: number;
  readonly bytesStored: number;
}

/** Fewer files than this are a user's ordinary work. */
const FEWEST_FILES = 30;
/** Share of the earlier files that is gone, without others in their place. */
const REMOVED_SHARE = 0.5;
/** Share of the earlier files that has other content, or another name and other content. */
const REWRITTEN_SHARE = 0.4;
/** The same where the plan's data never compressed, so that noise alone says nothing: photos, archives. */
const REWRITTEN_SHARE_OF_NOISE = 0.75;
/** Bytes stored for a byte added, from which on it is noise, as what is encrypted is. */
const NOISE_RATIO = 0.9;
/** What compression saves has to shrink to so much of what it used to save. */
const SAVING_LEFT = 1 / 3;
/** Of the earlier bytes, so much is added when really content is written anew, and not only the edge of files. */
const ADDED_SHARE_OF_NOISE = 0.5;
/** Of the size of the files touched, at least so much is new: tags written into photos are not. */
const ADDED_SHARE = 0.1;
/** The files are there and emptied: of the earlier bytes no more than this is left. */
const BYTES_LEFT = 0.5;
/** A run that touches less of the files is no part of a change that goes on over several: files that always change. */
const LEAST_PART = 0.02;
/** So many earlier runs that saw as much make it a habit of the plan, such as a folder that is built anew each night. */
const HABIT = 2;

/**
 * Whether a change is unusual enough to warn of: files removed without others in their place; or rewritten as ransomware
 * does it, in place or under new names, so that they no longer compress; or emptied.
 *
 * An attack goes on for minutes, a plan that is backed up after each change sees it in parts: so the run is judged
 * together with those of the hours before. Thresholds come from measured attacks and measured ordinary work, see README.
 *
 * @param recent earlier runs of the last hours, the newest first
 * @param history runs before those, the newest first
 */
export function judge(
  run: RunChange,
  recent: readonly RunChange[],
  history: readonly RunChange[],
): MassChange["kind"] | undefined {
  const before = [...recent.slice(partsOf(recent)), ...history];
  const kind = kindOf(together(run, recent), before, cameLately(recent));
  if (kind === undefined) return undefined;
  const alike = before.filter((earlier) => kindOf(earlier, before) === kind).length;
  return alike >= HABIT ? undefined : kind;
}

/** How many of the newest earlier runs belong to the change that this run ends: the last good snapshot is older. */
export function partsOf(recent: readonly RunChange[]): number {
  return recent.findLastIndex(isPart) + 1;
}

/** The run and those before it that may be parts of the same, as one. */
export function together(run: RunChange, recent: readonly RunChange[]): RunChange {
  const parts = recent.slice(0, partsOf(recent));
  const first = parts.at(-1) ?? run;
  const counted = [run, ...parts.filter(isPart)];
  const sum = (of: (change: RunChange) => number): number => counted.reduce((all, change) => all + of(change), 0);
  return {
    ...{ filesBefore: first.filesBefore, bytesBefore: first.bytesBefore, bytes: run.bytes },
    filesNew: sum(({ filesNew }) => filesNew),
    filesChanged: Math.min(
      first.filesBefore,
      sum(({ filesChanged }) => filesChanged),
    ),
    filesRemoved: sum(({ filesRemoved }) => filesRemoved),
    bytesAdded: sum(({ bytesAdded }) => bytesAdded),
    bytesStored: sum(({ bytesStored }) => bytesStored),
  };
}

function isPart({ filesBefore, filesChanged, filesRemoved }: RunChange): boolean {
  return filesChanged + filesRemoved >= Math.max(1, filesBefore * LEAST_PART);
}

/** Files that came in the last hours, not with the first backup: that they go again is no loss of what was there before. */
function cameLately(recent: readonly RunChange[]): number {
  const others = recent.filter((change) => change.filesBefore > 0 && !isPart(change));
  return others.reduce((sum, { filesNew }) => sum + filesNew, 0);
}

function kindOf(change: RunChange, history: readonly RunChange[], lately = 0): MassChange["kind"] | undefined {
  if (isRewritten(change, history) || isEmptied(change)) return "rewritten";
  return isRemoved(change, lately) ? "removed" : undefined;
}

function isRemoved({ filesBefore, filesRemoved, filesNew }: RunChange, lately: number): boolean {
  const gone = filesRemoved - filesNew - lately;
  return gone >= FEWEST_FILES && gone >= filesBefore * REMOVED_SHARE;
}

function isRewritten(change: RunChange, history: readonly RunChange[]): boolean {
  const { filesBefore, bytesBefore, filesChanged, filesRemoved, filesNew, bytesAdded } = change;
  const renamed = Math.min(filesRemoved, filesNew);
  const touched = filesChanged + renamed;
  const ratio = ratioOf([change]);
  if (touched < FEWEST_FILES || ratio === undefined || ratio < NOISE_RATIO) return false;
  const share = touched / filesBefore;
  const added = bytesBefore === 0 ? 0 : bytesAdded / bytesBefore;
  if (share >= REWRITTEN_SHARE && added >= share * ADDED_SHARE && !wasNoise(ratio, history)) return true;
  return share >= REWRITTEN_SHARE_OF_NOISE && added >= ADDED_SHARE_OF_NOISE;
}

/** Whether the plan's data compressed hardly better before. What nobody knows counts as such. */
function wasNoise(ratio: number, history: readonly RunChange[]): boolean {
  const before = ratioOf(history);
  return before === undefined || 1 - ratio > (1 - before) * SAVING_LEFT;
}

function isEmptied({ filesBefore, bytesBefore, filesChanged, bytes }: RunChange): boolean {
  const isMany = filesChanged >= FEWEST_FILES && filesChanged >= filesBefore * REWRITTEN_SHARE;
  return isMany && bytes <= bytesBefore * BYTES_LEFT;
}

function ratioOf(changes: readonly RunChange[]): number | undefined {
  const added = changes.reduce((sum, { bytesAdded }) => sum + bytesAdded, 0);
  const stored = changes.reduce((sum, { bytesStored }) => sum + bytesStored, 0);
  return added === 0 ? undefined : stored / added;
}
