/** Reading over a gap of this many bytes is cheaper than a second request. */
const LARGEST_GAP = 1 << 20;
/** Bytes of one request, which are in memory at once. A larger blob has a request of its own. */
const LARGEST_RANGE = 8 << 20;

/** Where a blob's sealed bytes are. */
export interface PackedPlace {
  /** The number of the pack. */
  readonly pack: number;
  /** Bytes from the start of the pack. */
  readonly offset: number;
  readonly length: number;
}

/** A stretch of a pack that is read at once, for these uses of the blobs in it, in the order of the pack. */
export interface PackRange<Use extends PackedPlace> extends PackedPlace {
  readonly uses: readonly Use[];
}

/**
 * Groups uses of blobs into ranges of packs. Packs come in the order in which they are first used, since files that are
 * near each other in the snapshot are mostly near each other in packs; several uses of one blob are side by side.
 */
export function planRanges<Use extends PackedPlace>(
  uses: readonly Use[],
  limits: { readonly gap?: number; readonly range?: number } = {},
): PackRange<Use>[] {
  const packs = new Map<number, Use[]>();
  for (const use of uses) {
    const inPack = packs.get(use.pack);
    if (inPack === undefined) packs.set(use.pack, [use]);
    else inPack.push(use);
  }
  return [...packs.values()].flatMap((inPack) => {
    inPack.sort((a, b) => a.offset - b.offset);
    return coalesce(inPack, limits.gap ?? LARGEST_GAP, limits.range ?? LARGEST_RANGE);
  });
}

/** @param uses of one pack, by offset */
function coalesce<Use extends PackedPlace>(uses: readonly Use[], gap: number, range: number): PackRange<Use>[] {
  const ranges: PackRange<Use>[] = [];
  let start = 0;
  let end = 0;
  for (const [at, { offset, length }] of uses.entries()) {
    const first = uses[start];
    const isFar = first !== undefined && (offset - end > gap || offset + length - first.offset > range);
    // A blob that lies in what is read anyway, as one used twice does, never begins a range.
    if (at > start && isFar && offset + length > end) {
      ranges.push(rangeOf(uses.slice(start, at), end));
      start = at;
      end = 0;
    }
    end = Math.max(end, offset + length);
  }
  if (uses.length > 0) ranges.push(rangeOf(uses.slice(start), end));
  return ranges;
}

function rangeOf<Use extends PackedPlace>(uses: readonly Use[], end: number): PackRange<Use> {
  const { pack = 0, offset = 0 } = uses[0] ?? {};
  return { pack, offset, length: end - offset, uses };
}
