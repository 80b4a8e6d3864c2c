import { pbkdf2Sync } from "node:crypto";
import { Worker } from "node:worker_threads";
import { LANES_AT_ONCE, type LaneWork } from "./scrypt-lanes.ts";
import type { SaltedParameters, ScryptParameters } from "./scrypt-parameters.ts";

const ENTRY = new URL("./scrypt-worker.ts", import.meta.url);
/** Each takes 64 MiB at the parameters that restic chooses. */
const THREADS = 2;
const MAX_LANE_BYTES = 32 << 20;

/** Whether it pays, in time and memory, to have threads of our own do it. */
export function suitsThreads({ N, r, p }: ScryptParameters): boolean {
  return p > 1 && p <= 64 && 128 * N * r <= MAX_LANE_BYTES && N * r >= 1 << 15;
}

/**
 * scrypt with its p lanes shared out among threads. Node's own does one lane after the other, each a step at a time: it
 * takes three times as long.
 *
 * @returns the first `bytes` bytes of the key, as of RFC 7914
 * @throws {Error} the threads cannot work here, for want of memory or of vectors in WebAssembly
 */
export async function scryptOnThreads(
  password: Uint8Array,
  parameters: SaltedParameters,
  bytes: number,
): Promise<Buffer> {
  const { N, r, p, salt } = parameters;
  const blocks = new SharedArrayBuffer(p * 128 * r);
  const shared = new Uint8Array(blocks);
  shared.set(pbkdf2Sync(password, salt, 1, blocks.byteLength, "sha256"));
  try {
    await Promise.all(portions(p).map(({ first, count }) => mixOnThread({ blocks, first, count, N, r })));
    return pbkdf2Sync(password, Buffer.from(shared), 1, bytes, "sha256");
  } finally {
    shared.fill(0);
  }
}

function portions(lanes: number): { readonly first: number; readonly count: number }[] {
  const each = Math.ceil(lanes / LANES_AT_ONCE / THREADS) * LANES_AT_ONCE;
  const starts = Array.from({ length: Math.ceil(lanes / each) }, (_, thread) => thread * each);
  return starts.map((first) => ({ first, count: Math.min(each, lanes - first) }));
}

function mixOnThread(work: LaneWork): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(ENTRY, { workerData: work });
    thread.on("error", reject);
    thread.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the thread ended with ${code}`))));
  });
}
