// AssemblyScript, compiled to rabin.wasm beside it: the loop that looks at every byte of a backup.
//
// Rabin fingerprints of a 64-byte window, three at a time: one alone waits for its own table look-ups, three fill the
// gaps. The digest of a position depends on the last 64 bytes only, so three places of a text can be looked at at once.

/** Addresses of the tables (256 uint64 each), written by the caller; memory below belongs to the compiler. */
const MOD: usize = 1024;
const OUT: usize = 3072;
const WINDOW: usize = 64;
/** Bytes per lane; not a power of two, so that the lanes do not fall on the same lines of the cache. */
const LANE: usize = 32832;
const SPLIT_MASK: u64 = (1 << 20) - 1;
const NONE: usize = 0;

/** Bytes that one call of scan looks at; all must be readable. */
export const SCANNED: usize = 3 * LANE;

@inline function shift(digest: u64, entering: u8): u64 {
  return ((digest << 8) | entering) ^ load<u64>(<usize>(digest >> 45) << 3, MOD);
}

/** OUT is the table of leaving bytes moved on by one byte, so that both look-ups can run at once. */
@inline function slide(digest: u64, entering: u8, leaving: u8): u64 {
  return shift(digest, entering) ^ load<u64>(<usize>leaving << 3, OUT);
}

@inline function digestOf(window: usize): u64 {
  let digest: u64 = 0;
  for (let at = window; at < window + WINDOW; at++) digest = shift(digest, load<u8>(at));
  return digest;
}

@inline function isCut(digest: u64): bool {
  return (digest & SPLIT_MASK) == 0;
}

/**
 * Finds the first place to cut among the SCANNED ones that follow `history`.
 *
 * @param history address of the 64 bytes before the first byte to look at
 * @returns how many of the bytes lie before the cut, 0 if there is none
 */
export function scan(history: usize): usize {
  let a = digestOf(history), b = digestOf(history + LANE), c = digestOf(history + 2 * LANE);
  let inB = NONE, inC = NONE;
  for (let at = history; at < history + LANE; at++) {
    a = slide(a, load<u8>(at, WINDOW), load<u8>(at));
    b = slide(b, load<u8>(at, LANE + WINDOW), load<u8>(at, LANE));
    c = slide(c, load<u8>(at, 2 * LANE + WINDOW), load<u8>(at, 2 * LANE));
    // One branch for the three: negative if the masked digest of any of them is zero.
    if (<i64>(((a & SPLIT_MASK) - 1) | ((b & SPLIT_MASK) - 1) | ((c & SPLIT_MASK) - 1)) < 0) {
      const count = at - history + 1;
      // What the later lanes find matters only if the earlier ones come to their end without a cut.
      if (isCut(a)) return count;
      if (inB == NONE && isCut(b)) inB = LANE + count;
      if (inC == NONE && isCut(c)) inC = 2 * LANE + count;
    }
  }
  return inB != NONE ? inB : inC;
}
