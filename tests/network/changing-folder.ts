import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Random, RandomBytes } from "../bench/random.ts";

const MOST_FILES = 12;

/** Changes a few files of a folder, the same way for the same seed: new ones, others' contents, some gone. */
export function changeFolder(root: string, seed: string): void {
  const random = new Random(seed);
  const bytes = new RandomBytes(seed);
  mkdirSync(root, { recursive: true });
  for (let change = 0; change < 3; change++) {
    const folder = join(root, `folder ${random.below(3)}`);
    mkdirSync(folder, { recursive: true });
    const size = Math.floor(2 ** (random.next() * 18)); // up to 256 kB, small ones as likely as large ones
    writeFileSync(join(folder, `file ${random.below(1000)}`), bytes.take(size));
    const names = readdirSync(folder);
    if (names.length > MOST_FILES) rmSync(join(folder, names[random.below(names.length)] ?? ""));
  }
}
