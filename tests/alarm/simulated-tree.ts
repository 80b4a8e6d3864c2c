import { createCipheriv, randomBytes } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Random, RandomBytes } from "../bench/random.ts";

const WORDS =
  "the of a harvest letter invoice const return folder meeting copper river import export total garden summer".split(
    " ",
  );

/** What people have: letters and sources that compress, documents that are archives in themselves, photos. */
const TREE = { letters: 900, sources: 900, archives: 200, photos: 200 } as const;
export const TREE_FILES = Object.values(TREE).reduce((sum, count) => sum + count, 0);

export function makeTree(folder: string, random: Random): void {
  for (let at = 0; at < TREE.letters; at++) put(folder, `letters/${at % 40}/${at}.txt`, text(random, 2000, 40_000));
  for (let at = 0; at < TREE.sources; at++) put(folder, `work/${at % 60}/${at}.ts`, text(random, 500, 9000));
  for (let at = 0; at < TREE.archives; at++) put(folder, `office/${at % 9}/${at}.odt`, noise(random, 20_000, 60_000));
  for (let at = 0; at < TREE.photos; at++) put(folder, `photos/${at % 5}/${at}.jpg`, noise(random, 60_000, 200_000));
}

export function put(folder: string, path: string, content: Buffer): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

export function text(random: Random, least: number, most: number): Buffer {
  const words: string[] = [];
  for (let size = between(random, least, most); size > 0; ) {
    const word = random.below(4) === 0 ? random.below(1e9).toString(36) : (WORDS[random.below(WORDS.length)] ?? "");
    words.push(word);
    size -= word.length + 1;
  }
  return Buffer.from(words.join(" "));
}

export function noise(random: Random, least: number, most: number): Buffer {
  return new RandomBytes(String(random.next())).take(between(random, least, most));
}

function between(random: Random, least: number, most: number): number {
  return least + random.below(most - least);
}

/** All files below a folder, in a fixed order. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** As ransomware leaves a file: of the same size, and without any pattern. @param ending of its new name, if it gets one */
export function encrypt(file: string, ending = ""): void {
  const cipher = createCipheriv("aes-256-ctr", randomBytes(32), randomBytes(16));
  writeFileSync(file, cipher.update(readFileSync(file)));
  if (ending !== "") renameSync(file, file + ending);
}

/** Copies folders of installed packages until there are so many files. */
export function installPackages(from: string, to: string, files: number): void {
  let copied = 0;
  for (const name of readdirSync(from)) {
    if (copied >= files) return;
    if (name.startsWith(".") || !statSync(join(from, name)).isDirectory()) continue;
    const found = filesIn(join(from, name)).filter((file) => statSync(file).size < 300_000);
    if (found.length === 0 || found.length > files) continue;
    for (const file of found)
      cpSync(file, join(to, name, file.slice(join(from, name).length + 1)), { recursive: true });
    copied += found.length;
  }
}

export function removeSome(files: readonly string[], share: number): void {
  for (const file of files.slice(0, Math.round(files.length * share))) rmSync(file);
}
