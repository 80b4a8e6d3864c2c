import { setFlagsFromString } from "node:v8";

let isKept = false;

/**
 * To be called before WebAssembly is compiled: machine code of it that is no longer used stays, a few kilobytes. When several threads
 * compile the same and one of them ends, V8 13 can fail a check of its own while it gives such code back, and takes the process with it
 * (`ThreadIsolation::UnregisterWasmAllocation`).
 */
export function keepWasmCode(): void {
  if (isKept) return;
  isKept = true;
  setFlagsFromString("--no-wasm-code-gc");
}
