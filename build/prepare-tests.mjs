// vitest runs this once before the tests of a project: sources that load a .wasm find it also when vitest is called by hand.
import { buildWasm } from "./wasm.mjs";

/** @returns {Promise<void>} */
export async function setup() {
  await buildWasm();
}
