/** Which index file lists which packs, by number. */
interface Listing {
  readonly files: readonly string[];
  packsIn(file: string): Iterable<number>;
}

export interface ProtectionPlan {
  /** Packs of which something is needed, by number. */
  readonly packs: readonly number[];
  /** Index files that list nothing but such packs. */
  readonly indexes: readonly string[];
  /** Needed packs that none of those lists: each group is to be listed in a new index file. */
  readonly relist: readonly (readonly number[])[];
}

/** As many as go into one index file: 50,000 blobs are listed in one, and a pack seldom has fewer than ten. */
const PACKS_PER_INDEX = 5000;

/**
 * An index file that lists what nobody needs is not protected anew, or what is in it could never be removed: what is needed of it is
 * listed once more.
 *
 * @param usedBlobs by pack
 */
export function planProtection(listing: Listing, usedBlobs: Uint32Array): ProtectionPlan {
  const isNeeded = (pack: number): boolean => (usedBlobs[pack] ?? 0) > 0;
  const indexes = listing.files.filter((file) => {
    const packs = [...listing.packsIn(file)];
    return packs.length > 0 && packs.every(isNeeded);
  });
  const listed = new Set(indexes.flatMap((file) => [...listing.packsIn(file)]));
  const packs = [...usedBlobs.keys()].filter(isNeeded);
  const unlisted = packs.filter((pack) => !listed.has(pack));
  const relist: number[][] = [];
  for (let at = 0; at < unlisted.length; at += PACKS_PER_INDEX) relist.push(unlisted.slice(at, at + PACKS_PER_INDEX));
  return { packs, indexes, relist };
}
