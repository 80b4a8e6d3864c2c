// What `npm test` and `npm run check` look at besides the tests. Each is one counted step; to add one, add an entry.

/** @typedef {{ title: string, program: string, args: readonly string[] }} Check */

const TYPE_SCRIPT = "node_modules/typescript/bin/tsc";

/** @type {readonly Check[]} */
export const CHECKS = [
  { title: "WebAssembly builds", program: "build/wasm.mjs", args: [] },
  { title: "the program builds", program: "build/prepare.mjs", args: [] },
  {
    title: "format and lint",
    program: "node_modules/@biomejs/biome/bin/biome",
    args: ["check", "--error-on-warnings"],
  },
  { title: "types: shared", program: TYPE_SCRIPT, args: ["-p", "shared/tsconfig.json"] },
  { title: "types: main and tests", program: TYPE_SCRIPT, args: ["-p", "main/tsconfig.json"] },
  { title: "types: renderer", program: TYPE_SCRIPT, args: ["-p", "renderer/tsconfig.json"] },
  { title: "types: build", program: TYPE_SCRIPT, args: ["-p", "build/tsconfig.json"] },
  { title: "layers: who imports whom", program: "build/check-layers.mjs", args: [] },
  { title: "no unused files, exports or packages", program: "node_modules/knip/bin/knip.js", args: [] },
  { title: "the lock file is complete and names no registry", program: "build/check-lock-file.mjs", args: [] },
];
