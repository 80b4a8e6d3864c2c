import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Chunker,
  checkPolynomial,
  isIrreducible,
  MAX_CHUNK,
  MIN_CHUNK,
  randomPolynomial,
  UnsuitablePolynomial,
} from "./index.ts";
import { polynomialFrom } from "./polynomial.ts";
import { rabinTables } from "./tables.ts";

interface Vectors {
  readonly input_sha256: Readonly<Record<string, string>>;
  readonly vectors: readonly {
    readonly polynomial: string;
    readonly input: string;
    readonly lengths: readonly number[];
    readonly sha256: readonly string[];
  }[];
  readonly tables: {
    readonly polynomial: string;
    readonly out_1: string;
    readonly out_255: string;
    readonly mod_1: string;
    readonly mod_255: string;
    readonly sha256_of_out_then_mod_as_u64le: string;
  };
}

// The file is part of the project and has this form.
const { input_sha256, vectors, tables } = JSON.parse(
  readFileSync(new URL("../../../tests/fixtures/restic-vectors/chunker.json", import.meta.url), "utf8"),
) as Vectors;
const POLYNOMIAL = 0x3da3358b4dc173n;

const inputs: Readonly<Record<string, () => Buffer>> = {
  A: () => hashedCounters(20_971_520),
  B: () => xorshift(0x9e3779b9, 16_777_216),
  C: () => Buffer.alloc(3_145_828),
  D: () => Buffer.alloc(20_971_520, 0xaa),
  E: () => xorshift(1, 524_288),
  F: () => xorshift(1, 524_289),
  G: () => xorshift(1, 524_224),
  H: () => Buffer.concat([Buffer.alloc(1), xorshift(0x9e3779b9, 16_777_216)]),
  I: () => Buffer.concat([xorshift(7, 700_000), Buffer.alloc(600_000), xorshift(8, 3_145_728)]),
};
const made = new Map<string, Buffer>();

function input(name: string): Buffer {
  const bytes = made.get(name) ?? inputs[name]?.() ?? Buffer.alloc(0);
  made.set(name, bytes);
  return bytes;
}

describe("Chunker", () => {
  it.each(Object.keys(input_sha256))("is tested with the right input %s", (name) => {
    expect(sha256(input(name))).toBe(input_sha256[name]);
  });

  it.each(vectors)(
    "cuts input $input by $polynomial as restic does",
    ({ polynomial, input: name, lengths, sha256: ids }) => {
      const chunker = new Chunker(BigInt(`0x${polynomial}`));
      const chunks = [...chunker.chunks(reader(input(name)))].length; // the views are gone by now
      const found = [];
      for (const chunk of chunker.chunks(reader(input(name)))) found.push({ length: chunk.length, id: sha256(chunk) });

      expect(chunks).toBe(lengths.length);
      expect(found).toEqual(lengths.map((length, i) => ({ length, id: ids[i] })));
    },
  );

  it("makes no chunk of an empty file, and is ready for the next one", () => {
    const chunker = new Chunker(POLYNOMIAL);

    expect([...chunker.chunks(() => 0)]).toEqual([]);
    expect(lengthsOf(chunker, reader(Buffer.from("x")))).toEqual([1]);
  });

  it("cuts the same whatever length each reading has", () => {
    const chunker = new Chunker(POLYNOMIAL);
    const bytes = input("I");
    const expected = referenceLengths(bytes, POLYNOMIAL);
    const counts = fc.array(fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2 ** 21 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(counts, (portions) => {
        expect(lengthsOf(chunker, reader(bytes, portions))).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  it("cuts text of any kind as the slow reference does", () => {
    const chunker = new Chunker(POLYNOMIAL);
    const stretch = fc.record({ seed: fc.integer({ min: 1 }), length: fc.nat(900_000), kind: fc.nat(3) });
    fc.assert(
      fc.property(
        fc.array(stretch, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 50_000, max: 2 ** 20 }),
        (stretches, portion) => {
          const bytes = Buffer.concat(
            stretches.map(({ seed, length, kind }) => (kind === 0 ? Buffer.alloc(length) : xorshift(seed, length))),
          );
          expect(lengthsOf(chunker, reader(bytes, [portion]))).toEqual(referenceLengths(bytes, POLYNOMIAL));
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each([MIN_CHUNK - 1, MIN_CHUNK, MIN_CHUNK + 1, MIN_CHUNK + 98_495, MIN_CHUNK + 98_496, MIN_CHUNK + 98_497])(
    "does not see what an earlier file left in its memory behind a file of %d bytes",
    (length) => {
      const chunker = new Chunker(POLYNOMIAL);
      lengthsOf(chunker, reader(Buffer.alloc(3_000_000))); // zeros could be cut anywhere

      expect(lengthsOf(chunker, reader(Buffer.alloc(length, 0xaa)))).toEqual([length]);
    },
  );

  it("ends a file that is read to its end exactly where a portion was looked at", () => {
    const chunker = new Chunker(POLYNOMIAL);
    const bytes = Buffer.alloc(MAX_CHUNK + 1000, 0xaa);

    expect(lengthsOf(chunker, reader(bytes, [MIN_CHUNK - 1 + 98_496, 1]))).toEqual([MAX_CHUNK, 1000]);
  });

  it("forgets a file that is left before its end", () => {
    const chunker = new Chunker(POLYNOMIAL);
    for (const chunk of chunker.chunks(reader(input("B")))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }

    expect(lengthsOf(chunker, reader(input("F")))).toEqual(referenceLengths(input("F"), POLYNOMIAL));
  });

  it("passes on what reading throws, and is ready for the next file", () => {
    const chunker = new Chunker(POLYNOMIAL);
    const broken = () => {
      throw new Error("the disk went away");
    };

    expect(() => [...chunker.chunks(broken)]).toThrow("the disk went away");
    expect(lengthsOf(chunker, reader(Buffer.from("x")))).toEqual([1]);
  });

  it("refuses to cut two files at once", () => {
    const chunker = new Chunker(POLYNOMIAL);
    chunker.chunks(reader(input("B"))).next();

    expect(() => chunker.chunks(reader(input("B"))).next()).toThrow("one file at a time");
  });

  it.each([0n, 1n, 3n, POLYNOMIAL << 1n, POLYNOMIAL ^ 1n, POLYNOMIAL + 2n ** 54n])(
    "refuses the polynomial %s",
    (polynomial) => {
      expect(() => new Chunker(polynomial)).toThrow(UnsuitablePolynomial);
    },
  );
});

describe("polynomials", () => {
  it.each([0x3da3358b4dc173n, 0x228e781d252dafn, 0x25b468838dcb75n, 0b10n, 0b11n, 0b111n, 0b1011n, 0b10011n])(
    "take %s for irreducible",
    (polynomial) => {
      expect(isIrreducible(polynomial)).toBe(true);
    },
  );

  it.each([-5n, 0n, 1n, 0b100n, 0b101n, 0b110n, 0b1001n, 0b10101n])("take %s for not irreducible", (polynomial) => {
    expect(isIrreducible(polynomial)).toBe(false);
  });

  it("agree with trial division on all of degree 10 and below", () => {
    const product = (a: bigint, b: bigint): bigint => {
      let result = 0n;
      for (let i = 0n; b >> i; i++) if ((b >> i) & 1n) result ^= a << i;
      return result;
    };
    const reducible = new Set<bigint>();
    for (let a = 2n; a < 1024n; a++) for (let b = 2n; b < 64n; b++) reducible.add(product(a, b));

    const wrong = [];
    for (let p = 2n; p < 2048n; p++) if (isIrreducible(p) === reducible.has(p)) wrong.push(p);
    expect(wrong).toEqual([]);
  });

  it("come from the same random bits as restic's", () => {
    const drawn = Array.from({ length: 17 }, (_, i) => {
      const counter = Buffer.alloc(8);
      counter.writeBigUInt64BE(BigInt(i));
      return polynomialFrom(createHash("sha256").update(counter).digest().readBigUInt64LE());
    });

    expect(drawn.findIndex(isIrreducible)).toBe(16);
    expect(drawn[16]?.toString(16)).toBe("2fb3fb7b908e99");
  });

  it("that are drawn are fit for use and differ", () => {
    const drawn = Array.from({ length: 10 }, randomPolynomial);

    for (const polynomial of drawn) expect(() => checkPolynomial(polynomial)).not.toThrow();
    expect(new Set(drawn).size).toBe(10);
  });

  it("have the tables of restic", () => {
    const { out, mod } = rabinTables(BigInt(`0x${tables.polynomial}`));
    const bytes = Buffer.concat([Buffer.from(out.buffer), Buffer.from(mod.buffer)]);

    expect([out[1], out[255], mod[1], mod[255]].map((entry) => entry?.toString(16))).toEqual([
      tables.out_1,
      tables.out_255,
      tables.mod_1,
      tables.mod_255,
    ]);
    expect(sha256(bytes)).toBe(tables.sha256_of_out_then_mod_as_u64le);
  });
});

function lengthsOf(chunker: Chunker, read: (into: Uint8Array) => number): number[] {
  const lengths: number[] = [];
  for (const chunk of chunker.chunks(read)) lengths.push(chunk.length);
  return lengths;
}

/** Reads bytes in portions of the given sizes, over and over. */
function reader(bytes: Buffer, portions: readonly number[] = [Number.POSITIVE_INFINITY]): (into: Uint8Array) => number {
  let at = 0;
  let turn = 0;
  return (into) => {
    const count = Math.min(into.length, bytes.length - at, portions[turn++ % portions.length] ?? 1);
    into.set(bytes.subarray(at, at + count));
    at += count;
    return count;
  };
}

/** The algorithm as the format describes it, byte by byte, with the digest in two halves of 32 bits. */
function referenceLengths(bytes: Buffer, polynomial: bigint): number[] {
  const { out, mod } = rabinTables(polynomial);
  const halves = (table: BigUint64Array): [Uint32Array, Uint32Array] => {
    return [
      Uint32Array.from(table, (entry) => Number(entry >> 32n)),
      Uint32Array.from(table, (entry) => Number(entry & 0xffffffffn)),
    ];
  };
  const [[outHigh, outLow], [modHigh, modLow]] = [halves(out), halves(mod)];
  const lengths: number[] = [];
  let start = 0;
  while (start < bytes.length) {
    const window = new Uint8Array(64);
    window[0] = 1;
    let [high, low, position, length] = [0, 1, 1, MIN_CHUNK - 64];
    for (; start + length < bytes.length; ) {
      const entering = bytes[start + length] ?? 0;
      const leaving = window[position] ?? 0;
      window[position] = entering;
      position = (position + 1) % 64;
      high ^= outHigh[leaving] ?? 0;
      low ^= outLow[leaving] ?? 0;
      const index = high >>> 13;
      high = ((high << 8) | (low >>> 24)) ^ (modHigh[index] ?? 0);
      low = ((low << 8) | entering) ^ (modLow[index] ?? 0);
      length += 1;
      if (length >= MIN_CHUNK && ((low & 0xfffff) === 0 || length >= MAX_CHUNK)) break;
    }
    length = Math.min(length, bytes.length - start);
    lengths.push(length);
    start += length;
  }
  return lengths;
}

function hashedCounters(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(i));
    return createHash("sha256").update(counter).digest();
  });
  return Buffer.concat(blocks).subarray(0, length);
}

function xorshift(seed: number, length: number): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  let x = seed;
  for (let i = 0; i < words.length; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    words[i] = x;
  }
  return Buffer.from(words.buffer, 0, length);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
