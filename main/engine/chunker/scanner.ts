import { readFileSync } from "node:fs";
import { keepWasmCode } from "../memory/index.ts";
import { movedOn, rabinTables } from "./tables.ts";

// As in rabin.as.ts, which says what they are.
const MOD_ADDRESS = 1024;
const OUT_ADDRESS = 3072;
const TEXT_ADDRESS = 65_536;
const LANE = 32_832;
/** Places that one call of scan looks at. */
export const SCANNED = 3 * LANE;
const WINDOW = 64;

/** The memory that the loop in rabin.wasm works on, and the loop. */
export interface Scanner {
  /** The text to look through; SCANNED bytes behind its last one are memory too, whatever is in them. */
  readonly text: Uint8Array;
  /**
   * Looks at the SCANNED places from `from` on, where `from` is a number of bytes of text, at least WINDOW.
   *
   * @returns the first length at which the text may be cut, above `from`; 0 if there is none
   */
  scan(from: number): number;
}

/** @param textBytes how long the text can be */
export function createScanner(polynomial: bigint, textBytes: number): Scanner {
  // The compiled code exports these two, see rabin.as.ts.
  const { memory, scan } = new WebAssembly.Instance(compiledModule()).exports as unknown as {
    readonly memory: WebAssembly.Memory;
    readonly scan: (history: number) => number;
  };
  const missing = TEXT_ADDRESS + textBytes + SCANNED - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
  const { out, mod } = rabinTables(polynomial);
  new BigUint64Array(memory.buffer, MOD_ADDRESS, mod.length).set(mod);
  new BigUint64Array(memory.buffer, OUT_ADDRESS, out.length).set(out.map((digest) => movedOn(digest, 1, mod)));
  return {
    text: new Uint8Array(memory.buffer, TEXT_ADDRESS, textBytes),
    scan: (from) => {
      const found = scan(TEXT_ADDRESS + from - WINDOW);
      return found === 0 ? 0 : from + found;
    },
  };
}

let compiled: WebAssembly.Module | undefined;

/** Compiled once per thread, when the first chunker is made. */
function compiledModule(): WebAssembly.Module {
  keepWasmCode();
  compiled ??= new WebAssembly.Module(readFileSync(new URL("./rabin.wasm", import.meta.url)));
  return compiled;
}
