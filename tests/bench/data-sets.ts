import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Random, RandomBytes } from "./random.ts";
import { TextPool } from "./text.ts";

export type DataName = "small" | "large" | "tiny" | "watched";

interface DataSet {
  /** In words, for the table. */
  readonly title: string;
  /** Counted up when the contents change. */
  readonly version: number;
  readonly seed: string;
  /** @param scale how many times smaller than it should be; @param breathe awaited between steps, may throw */
  readonly fill: (folder: string, scale: number, breathe: () => Promise<void>) => Promise<void>;
}

const MIB = 1024 * 1024;
const SEED = "holdfast bench 1";
const LARGEST_TEXT = 16 * MIB;
const LARGE_PIECE = 64 * 1024;

export const DATA_SETS: Readonly<Record<DataName, DataSet>> = {
  small: {
    title: "50,000 small text files (heavy-tailed sizes, 440 MB) in 500 folders",
    version: 1,
    seed: SEED,
    fill: (folder, scale, breathe) => fillSmall(folder, Math.ceil(500 / scale), breathe),
  },
  large: {
    title: "large files: four of 256 MiB random bytes, two of 256 MiB half random and half text",
    version: 1,
    seed: SEED,
    fill: (folder, scale, breathe) => fillLarge(folder, Math.ceil((256 * MIB) / scale), breathe),
  },
  tiny: {
    title: "1,000,000 tiny files (up to 100 bytes) in 50,000 folders",
    version: 1,
    seed: SEED,
    fill: (folder, scale, breathe) => fillTiny(folder, Math.ceil(50_000 / scale), breathe),
  },
  watched: {
    title: "100,000 tiny files in 5,000 folders",
    version: 1,
    seed: SEED,
    fill: (folder, scale, breathe) => fillTiny(folder, Math.ceil(5_000 / scale), breathe),
  },
};

/** A hundred files a folder, half of them below 2.4 KB, 8.8 KB on average, a few above a megabyte. */
async function fillSmall(folder: string, folders: number, breathe: () => Promise<void>): Promise<void> {
  const text = new TextPool(SEED);
  const random = new Random(`small ${SEED}`);
  const buffer = Buffer.alloc(LARGEST_TEXT);
  for (let leaf = 0; leaf < folders; leaf++) {
    const place = makeLeaf(folder, leaf, 10);
    for (let file = 0; file < 100; file++) {
      const bytes = buffer.subarray(0, Math.min(LARGEST_TEXT, Math.ceil(random.heavyTailed(2440, 1.6))));
      text.fill(bytes, random);
      writeFileSync(join(place, `note-${file}.txt`), bytes);
    }
    await breathe();
  }
}

async function fillLarge(folder: string, size: number, breathe: () => Promise<void>): Promise<void> {
  const text = new TextPool(SEED);
  const random = new Random(`large ${SEED}`);
  const noise = new RandomBytes(`large ${SEED}`);
  const mixed = (length: number, piece: number): Buffer => {
    if (piece % 2 === 0) return noise.take(length);
    const bytes = Buffer.alloc(length);
    text.fill(bytes, random);
    return bytes;
  };
  for (let file = 0; file < 4; file++) {
    await writePieces(join(folder, `random-${file}.bin`), size, (length) => noise.take(length), breathe);
  }
  for (let file = 0; file < 2; file++) {
    await writePieces(join(folder, `half-${file}.bin`), size, mixed, breathe);
  }
}

type MakePiece = (length: number, piece: number) => Buffer;

async function writePieces(path: string, size: number, make: MakePiece, breathe: () => Promise<void>): Promise<void> {
  const file = openSync(path, "wx");
  try {
    for (let piece = 0; piece * LARGE_PIECE < size; piece++) {
      writeSync(file, make(Math.min(LARGE_PIECE, size - piece * LARGE_PIECE), piece));
      if (piece % 256 === 0) await breathe();
    }
  } finally {
    closeSync(file);
  }
}

async function fillTiny(folder: string, folders: number, breathe: () => Promise<void>): Promise<void> {
  const random = new Random(`tiny ${SEED}`);
  for (let leaf = 0; leaf < folders; leaf++) {
    const place = makeLeaf(folder, leaf, 200);
    for (let file = 0; file < 20; file++) {
      const head = `${leaf} ${file} ${random.next()} `;
      writeFileSync(join(place, `entry-${file}`), head.padEnd(10 + random.below(90), "-"));
    }
    await breathe();
  }
}

/** The nth folder at the bottom of two levels. */
function makeLeaf(folder: string, leaf: number, perBranch: number): string {
  const place = join(folder, `branch-${Math.floor(leaf / perBranch)}`, `leaf-${leaf % perBranch}`);
  mkdirSync(place, { recursive: true });
  return place;
}
