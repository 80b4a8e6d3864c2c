// AssemblyScript, compiled to scrypt-mix.wasm beside it: the part of scrypt that takes the time (ROMix, RFC 7914 section 5).
//
// Two lanes side by side: in one alone each step waits for the one before, two fill the gaps. The words of each 64 bytes
// are kept in the order 0, 5, 10, 15, 4, … so that each row of four is one vector; the caller sees to that.

/** Four words of X at an address. */
@inline function row(at: usize, number: usize): v128 {
  return v128.load(at + (number << 4));
}

@inline function rotate(words: v128, bits: i32): v128 {
  return v128.or(v128.shl<u32>(words, bits), v128.shr<u32>(words, 32 - bits));
}

@inline function add(a: v128, b: v128): v128 {
  return v128.add<u32>(a, b);
}

@inline function xor(a: v128, b: v128): v128 {
  return v128.xor(a, b);
}

@inline function turn1(words: v128): v128 {
  return v128.shuffle<u32>(words, words, 3, 0, 1, 2);
}

@inline function turn2(words: v128): v128 {
  return v128.shuffle<u32>(words, words, 2, 3, 0, 1);
}

@inline function turn3(words: v128): v128 {
  return v128.shuffle<u32>(words, words, 1, 2, 3, 0);
}

/**
 * BlockMix of two lanes: X = from XOR with, mixed, is written to `to`. Not part of a longer loop: code is made fast
 * between two calls of a function, and not while it runs.
 *
 * @param r blocks of 128 bytes
 */
export function blockMix(fromA: usize, withA: usize, toA: usize, fromB: usize, withB: usize, toB: usize, r: usize): void {
  const last = ((r << 1) - 1) << 6;
  let a0 = xor(row(fromA + last, 0), row(withA + last, 0)), b0 = xor(row(fromB + last, 0), row(withB + last, 0));
  let a1 = xor(row(fromA + last, 1), row(withA + last, 1)), b1 = xor(row(fromB + last, 1), row(withB + last, 1));
  let a2 = xor(row(fromA + last, 2), row(withA + last, 2)), b2 = xor(row(fromB + last, 2), row(withB + last, 2));
  let a3 = xor(row(fromA + last, 3), row(withA + last, 3)), b3 = xor(row(fromB + last, 3), row(withB + last, 3));
  for (let block: usize = 0; block < r << 1; block++) {
    const at = block << 6;
    a0 = xor(a0, xor(row(fromA + at, 0), row(withA + at, 0)));
    a1 = xor(a1, xor(row(fromA + at, 1), row(withA + at, 1)));
    a2 = xor(a2, xor(row(fromA + at, 2), row(withA + at, 2)));
    a3 = xor(a3, xor(row(fromA + at, 3), row(withA + at, 3)));
    b0 = xor(b0, xor(row(fromB + at, 0), row(withB + at, 0)));
    b1 = xor(b1, xor(row(fromB + at, 1), row(withB + at, 1)));
    b2 = xor(b2, xor(row(fromB + at, 2), row(withB + at, 2)));
    b3 = xor(b3, xor(row(fromB + at, 3), row(withB + at, 3)));
    let x0 = a0, x1 = a1, x2 = a2, x3 = a3, y0 = b0, y1 = b1, y2 = b2, y3 = b3;
    for (let round = 0; round < 4; round++) {
      x1 = xor(x1, rotate(add(x0, x3), 7)); y1 = xor(y1, rotate(add(y0, y3), 7));
      x2 = xor(x2, rotate(add(x1, x0), 9)); y2 = xor(y2, rotate(add(y1, y0), 9));
      x3 = xor(x3, rotate(add(x2, x1), 13)); y3 = xor(y3, rotate(add(y2, y1), 13));
      x0 = xor(x0, rotate(add(x3, x2), 18)); y0 = xor(y0, rotate(add(y3, y2), 18));
      x1 = turn1(x1); x2 = turn2(x2); x3 = turn3(x3);
      y1 = turn1(y1); y2 = turn2(y2); y3 = turn3(y3);
      x3 = xor(x3, rotate(add(x0, x1), 7)); y3 = xor(y3, rotate(add(y0, y1), 7));
      x2 = xor(x2, rotate(add(x3, x0), 9)); y2 = xor(y2, rotate(add(y3, y0), 9));
      x1 = xor(x1, rotate(add(x2, x3), 13)); y1 = xor(y1, rotate(add(y2, y3), 13));
      x0 = xor(x0, rotate(add(x1, x2), 18)); y0 = xor(y0, rotate(add(y1, y2), 18));
      x1 = turn3(x1); x2 = turn2(x2); x3 = turn1(x3);
      y1 = turn3(y1); y2 = turn2(y2); y3 = turn1(y3);
    }
    a0 = add(a0, x0); a1 = add(a1, x1); a2 = add(a2, x2); a3 = add(a3, x3);
    b0 = add(b0, y0); b1 = add(b1, y1); b2 = add(b2, y2); b3 = add(b3, y3);
    const out = ((block >> 1) + (block & 1) * r) << 6;
    v128.store(toA + out, a0); v128.store(toA + out, a1, 16); v128.store(toA + out, a2, 32); v128.store(toA + out, a3, 48);
    v128.store(toB + out, b0); v128.store(toB + out, b1, 16); v128.store(toB + out, b2, 32); v128.store(toB + out, b3, 48);
  }
}

/** Which block of V comes next: the first word of X's last 64 bytes says so, which is the first in our order too. */
@inline function next(x: usize, bytes: usize, n: usize): usize {
  return (load<u32>(x + bytes - 64) & (n - 1)) * bytes;
}

/**
 * ROMix of two lanes, in place.
 *
 * @param lanes address of both blocks of 128 * r bytes, and room for two more behind them
 * @param v address of 2 * n blocks
 * @param zeros address of a block of zeros
 */
export function mixLanes(lanes: usize, v: usize, zeros: usize, n: usize, r: usize): void {
  const bytes = r << 7;
  const a = lanes, b = lanes + bytes, nextA = lanes + 2 * bytes, nextB = lanes + 3 * bytes;
  const va = v, vb = v + n * bytes;
  memory.copy(va, a, bytes);
  memory.copy(vb, b, bytes);
  for (let i: usize = 1; i < n; i++) {
    const at = i * bytes;
    blockMix(va + at - bytes, zeros, va + at, vb + at - bytes, zeros, vb + at, r);
  }
  const end = (n - 1) * bytes;
  blockMix(va + end, zeros, a, vb + end, zeros, b, r);
  for (let i: usize = 0; i < n; i += 2) {
    blockMix(a, va + next(a, bytes, n), nextA, b, vb + next(b, bytes, n), nextB, r);
    blockMix(nextA, va + next(nextA, bytes, n), a, nextB, vb + next(nextB, bytes, n), b, r);
  }
}
