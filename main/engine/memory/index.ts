export { release } from "./release.ts";
export { keepWasmCode } from "./wasm-code.ts";
export { Workspace } from "./workspace.ts";
