import type { BlobAmount, MaxUnused, PackAmount, PruneFigures } from "./model.ts";

/** What there is to know of each pack, in columns by its number in the table. Bytes are those of sealed blobs. */
export interface PackColumns {
  readonly usedBlobs: Uint32Array;
  readonly usedBytes: Float64Array;
  /** What nobody needs of it, copies of blobs that another pack keeps included. */
  readonly unusedBlobs: Uint32Array;
  readonly unusedBytes: Float64Array;
  /** Those copies alone. */
  readonly duplicateBlobs: Uint32Array;
  readonly duplicateBytes: Float64Array;
  /** 1 where something could be compressed that is not: 1 for folder lists, 2 for file content, 3 for both. */
  readonly uncompressed: Uint8Array;
}

export interface PlanInput {
  readonly packs: PackColumns;
  /** Bytes that each pack file has by the index, and as it is stored; -1 for one that is not there. */
  readonly sizes: Float64Array;
  readonly storedSizes: Float64Array;
  /** 1 for data, 2 for trees, 3 for both. */
  readonly types: Uint8Array;
  /** Packs that no index lists. */
  readonly unlistedSizes: readonly number[];
}

export interface PlanRules {
  readonly version: 1 | 2;
  /** At which a pack is full. */
  readonly packBytes: number;
  readonly maxUnused: MaxUnused;
  readonly maxRepackBytes: number;
  /** Below this a pack is small; undefined: far below what the others are. */
  readonly smallBytes: number | undefined;
  readonly repackUncompressed: boolean;
  readonly repackCacheableOnly: boolean;
}

export interface PrunePlan {
  /** Packs in which nothing is needed, by number, and those of them that are not there at all. */
  readonly remove: readonly number[];
  readonly forget: readonly number[];
  /** Packs to be written anew, the most wasteful first. */
  readonly repack: readonly number[];
  /** Packs that are needed and are not there, or not as the index says. With any, nothing may be done. */
  readonly lost: readonly number[];
}

const DATA = 1;
const MIXED = 3;
/** Fewer small packs than this are not worth the trouble; it also keeps one small pack from being rewritten each time. */
const SMALL_PACKS = 10;
const LEAST_SMALL_BYTES = 4 << 20;
const LARGE_ENOUGH = 0.8;

/** Decides what to do with each pack: restic's rules (its design document and `prune` of 0.19). */
export function planPrune(input: PlanInput, rules: PlanRules): PrunePlan {
  const { packs, sizes, storedSizes } = input;
  const [remove, forget, lost]: [number[], number[], number[]] = [[], [], []];
  const [candidates, smallOnes]: [number[], number[]] = [[], []];
  const smallBytes = smallLimit(input, rules);
  for (let pack = 0; pack < sizes.length; pack++) {
    const isStored = storedSizes[pack] !== -1;
    if (packs.usedBlobs[pack] === 0) (isStored ? remove : forget).push(pack);
    else if (storedSizes[pack] !== sizes[pack]) lost.push(pack);
    else if (rules.repackCacheableOnly && input.types[pack] === DATA) continue;
    else if (packs.unusedBlobs[pack] !== 0 || input.types[pack] === MIXED || mustCompress(input, rules, pack))
      candidates.push(pack);
    else if (at(sizes, pack) < smallBytes) smallOnes.push(pack);
  }
  if (smallOnes.length >= SMALL_PACKS) for (const pack of smallOnes) candidates.push(pack);
  return { remove, forget, lost, repack: chooseRepacked(input, rules, candidates, smallBytes, [...remove, ...forget]) };
}

/** The most wasteful first, until what stays unused is little enough. What is no data, or small, goes in any case. */
function chooseRepacked(
  input: PlanInput,
  rules: PlanRules,
  candidates: readonly number[],
  smallBytes: number,
  gone: readonly number[],
): number[] {
  const { packs, sizes, types } = input;
  const tolerated = toleratedBytes(rules.maxUnused, sum(packs.usedBytes));
  let unused = sum(packs.unusedBytes) - gone.reduce((bytes, pack) => bytes + at(packs.unusedBytes, pack), 0);
  let repacked = 0;
  return inOrder(input, candidates, smallBytes).filter((pack) => {
    const size = at(sizes, pack);
    if (repacked + size >= rules.maxRepackBytes) return false;
    const isDue = types[pack] !== DATA || mustCompress(input, rules, pack);
    if (!isDue && unused < tolerated && size >= smallBytes) return false;
    repacked += size;
    unused -= at(packs.unusedBytes, pack);
    return true;
  });
}

function inOrder({ packs, sizes, types }: PlanInput, candidates: readonly number[], smallBytes: number): number[] {
  const rank = (pack: number): number => (types[pack] === DATA ? 2 : 0) - (at(sizes, pack) < smallBytes ? 1 : 0);
  const waste = (pack: number): number => at(packs.unusedBytes, pack) / at(sizes, pack);
  return candidates.toSorted((a, b) => rank(a) - rank(b) || waste(b) - waste(a) || a - b);
}

/** Folder lists are always compressed where the format can; file content when it is asked for. */
function mustCompress({ packs }: PlanInput, { version, repackUncompressed }: PlanRules, pack: number): boolean {
  if (version === 1) return false;
  const uncompressed = packs.uncompressed[pack] ?? 0;
  return (uncompressed & 1) !== 0 || (repackUncompressed && uncompressed !== 0);
}

/** Up to where a pack counts as small: never as large as packs are made, or they would be joined again and again. */
function smallLimit({ storedSizes, unlistedSizes }: PlanInput, { smallBytes, packBytes }: PlanRules): number {
  const usual = packBytes * LARGE_ENOUGH;
  if (smallBytes !== undefined) return Math.min(smallBytes, packBytes);
  const all = Float64Array.from([...storedSizes.filter((size) => size >= 0), ...unlistedSizes]).sort();
  const thirdPercentile = all[Math.floor((all.length * 3) / 100)] ?? 0;
  return Math.min(LARGE_ENOUGH * Math.max(LEAST_SMALL_BYTES, thirdPercentile), usual);
}

/** Bytes that may stay unused beside so many that are needed. A share is of what is there afterwards. */
export function toleratedBytes(maxUnused: MaxUnused, usedBytes: number): number {
  if (maxUnused === "unlimited") return Number.POSITIVE_INFINITY;
  if ("bytes" in maxUnused) return maxUnused.bytes;
  return Math.floor((maxUnused.percent / (100 - maxUnused.percent)) * usedBytes);
}

/** The figures of what is done with these packs. @param gone those that are removed without being written anew */
export function figuresOf(
  { packs, storedSizes, unlistedSizes }: PlanInput,
  gone: readonly number[],
  repacked: readonly number[],
): PruneFigures {
  const all = Array.from(packs.usedBlobs.keys());
  const duplicate = amount(packs.duplicateBlobs, packs.duplicateBytes, all);
  const idle = amount(packs.unusedBlobs, packs.unusedBytes, all);
  const removed = amount(packs.unusedBlobs, packs.unusedBytes, gone);
  const freed = amount(packs.unusedBlobs, packs.unusedBytes, repacked);
  const stored = storedSizes.reduce((count, size) => count + (size >= 0 ? 1 : 0), 0);
  const goneStored = gone.filter((pack) => at(storedSizes, pack) >= 0).length;
  return {
    used: amount(packs.usedBlobs, packs.usedBytes, all),
    ...{ unused: less(idle, duplicate), duplicate, unlisted: packAmount(unlistedSizes) },
    removed: { packs: goneStored, ...removed },
    repacked: { packs: repacked.length, ...plus(amount(packs.usedBlobs, packs.usedBytes, repacked), freed), freed },
    keptPacks: stored - goneStored - repacked.length,
    unusedAfter: less(less(idle, removed), freed),
  };
}

function packAmount(sizes: readonly number[]): PackAmount {
  return { packs: sizes.length, bytes: sizes.reduce((bytes, size) => bytes + size, 0) };
}

function amount(blobs: Uint32Array, bytes: Float64Array, packs: readonly number[]): BlobAmount {
  const total = { blobs: 0, bytes: 0 };
  for (const pack of packs) {
    total.blobs += blobs[pack] ?? 0;
    total.bytes += bytes[pack] ?? 0;
  }
  return total;
}

function plus(a: BlobAmount, b: BlobAmount): BlobAmount {
  return { blobs: a.blobs + b.blobs, bytes: a.bytes + b.bytes };
}

function less(a: BlobAmount, b: BlobAmount): BlobAmount {
  return { blobs: a.blobs - b.blobs, bytes: a.bytes - b.bytes };
}

function sum(column: Float64Array): number {
  return column.reduce((total, value) => total + value, 0);
}

function at(column: Float64Array, pack: number): number {
  return column[pack] ?? 0;
}
