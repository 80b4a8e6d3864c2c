import { readFileSync } from "node:fs";
import { keepWasmCode } from "../memory/index.ts";

/** What one thread mixes: blocks of 128 * r bytes in shared memory, from `first` on. */
export interface LaneWork {
  readonly blocks: SharedArrayBuffer;
  readonly first: number;
  readonly count: number;
  readonly N: number;
  readonly r: number;
}

/** The compiled code mixes two lanes at a time. */
export const LANES_AT_ONCE = 2;

const ZEROS_ADDRESS = 8192; // below is the compiler's
const PAGE_BYTES = 65_536;

/** ROMix of scrypt for a thread's blocks, in place. Takes as long as it takes, and 256 * N * r bytes of memory. */
export function mixBlocks({ blocks, first, count, N, r }: LaneWork): void {
  const bytes = 128 * r;
  // A block of zeros, the two lanes, what they become, V.
  const [lanes, v] = [ZEROS_ADDRESS + bytes, ZEROS_ADDRESS + 5 * bytes];
  const { memory, mixLanes } = createMixer(v + LANES_AT_ONCE * N * bytes);
  const room = new Uint32Array(memory.buffer, lanes, (LANES_AT_ONCE * bytes) / 4);
  for (let block = first; block < first + count; block += LANES_AT_ONCE) {
    const here = Math.min(LANES_AT_ONCE, first + count - block);
    const words = new Uint32Array(blocks, block * bytes, (here * bytes) / 4);
    for (let at = 0; at < words.length; at++) room[at] = words[ordered(at)] ?? 0;
    mixLanes(lanes, v, ZEROS_ADDRESS, N, r);
    for (let at = 0; at < words.length; at++) words[ordered(at)] = room[at] ?? 0;
  }
}

/** Which word the compiled code wants at a place: see scrypt-mix.as.ts. */
function ordered(at: number): number {
  return (at & ~15) + ((at * 5) & 15);
}

function createMixer(bytes: number) {
  keepWasmCode();
  const module = new WebAssembly.Module(readFileSync(new URL("./scrypt-mix.wasm", import.meta.url)));
  // The compiled code exports these two, see scrypt-mix.as.ts.
  const { memory, mixLanes } = new WebAssembly.Instance(module).exports as unknown as {
    readonly memory: WebAssembly.Memory;
    readonly mixLanes: (lanes: number, v: number, zeros: number, n: number, r: number) => void;
  };
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return { memory, mixLanes };
}
