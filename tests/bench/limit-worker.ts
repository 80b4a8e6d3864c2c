import { createCipheriv, createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { parentPort, threadId, workerData } from "node:worker_threads";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { LimitTask, LimitWork } from "./limit.ts";
import { ZSTD_LEVEL } from "./tools/tool.ts";

// One core's share of a limit. Files are read back to back into a large buffer, which then goes through all steps.

const BUFFER_BYTES = 4 * 1024 * 1024;
/** What is written goes into one file again and again, so that the limit is not that of the disk. */
const WRITTEN_BYTES = 64 * 1024 * 1024;
const KEY = Buffer.alloc(32, 1);
const IV = Buffer.alloc(16, 2);

/** What is done with each full buffer; each returns the milliseconds that count. */
const STEPS: Readonly<Record<Exclude<LimitWork, "walk">, (plain: Buffer, output: number) => number>> = {
  store: (plain) => timeOf(() => encrypt(hashAndCompress(plain))),
  verify: (plain) => openAndVerify(plain),
  restore: (plain, output) => openAndVerify(plain) + timeOf(() => overwrite(output, plain)),
};

let written = 0;

function run({ work, paths, scratch }: LimitTask): number {
  if (work === "walk") return timeOf(() => paths.forEach(walk));
  const path = join(scratch, String(threadId));
  const output = openSync(path, "w");
  try {
    return readAndDo(paths, (plain) => STEPS[work](plain, output), work === "store");
  } finally {
    closeSync(output);
  }
}

/** @param countReading whether the files are what the job reads, too */
function readAndDo(paths: readonly string[], step: (plain: Buffer) => number, countReading: boolean): number {
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let filled = 0;
  let reading = 0;
  let working = 0;
  for (const path of paths) {
    for (let file = new OpenFile(path), length = -1; length !== 0; filled += length) {
      if (filled === BUFFER_BYTES) {
        working += step(buffer);
        filled = 0;
      }
      reading += timeOf(() => {
        length = file.read(buffer, filled);
      });
    }
  }
  working += step(buffer.subarray(0, filled));
  return countReading ? reading + working : working;
}

/** A file that is opened with the first read and closed with the last. One that may not be read is empty. */
class OpenFile {
  readonly #path: string;
  #file: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** @returns 0 at the end */
  read(into: Buffer, offset: number): number {
    try {
      this.#file ??= openSync(this.#path, "r");
    } catch {
      return 0;
    }
    const length = readSync(this.#file, into, offset, into.length - offset, null);
    if (length === 0) closeSync(this.#file);
    return length;
  }
}

function hashAndCompress(plain: Buffer): Buffer {
  hash(plain);
  return zstdCompressSync(plain, {
    params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL },
    pledgedSrcSize: plain.length,
    chunkSize: plain.length + 64 * 1024, // in one piece
  });
}

function openAndVerify(plain: Buffer): number {
  const compressed = hashAndCompress(plain);
  return timeOf(() => {
    encrypt(compressed); // in counter mode the same as decrypting
    hash(zstdDecompressSync(compressed, { chunkSize: Math.max(plain.length, 64) }));
  });
}

function encrypt(bytes: Buffer): void {
  createCipheriv("aes-256-ctr", KEY, IV).update(bytes);
}

function hash(bytes: Buffer): void {
  createHash("sha256").update(bytes).digest();
}

function overwrite(output: number, plain: Buffer): void {
  writeSync(output, plain, 0, plain.length, written % WRITTEN_BYTES);
  written += plain.length;
}

function walk(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (lstatSync(path).isDirectory()) walk(path);
  }
}

function timeOf(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

parentPort?.postMessage(run(workerData as LimitTask)); // as limit.ts made it
