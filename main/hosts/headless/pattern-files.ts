import { readFile } from "node:fs/promises";
import { FileUnusable } from "./errors.ts";

/** The patterns in files: lines without comments and empty ones. “-” is standard input. */
export async function patternsInFiles(files: readonly string[] = []): Promise<string[]> {
  return (await Promise.all(files.map(readTextFile))).flatMap(patternLines);
}

export function patternLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

export async function readTextFile(path: string): Promise<string> {
  return (await readBytes(path)).toString("utf8");
}

/** A file's content; “-” is standard input. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path === "-" ? "/dev/stdin" : path);
  } catch (error) {
    throw new FileUnusable(path, "read", error);
  }
}
