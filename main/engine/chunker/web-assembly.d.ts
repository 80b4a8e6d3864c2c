/** The little of WebAssembly that scanner.ts and crypto/scrypt-lanes.ts use. The compiler has its types only together with those of the DOM. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** @param pages how many of 64 KiB to add */
    grow(pages: number): number;
  }
}
