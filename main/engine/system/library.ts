import { createRequire } from "node:module";

/** A C function. Buffers pass as pointers to their first byte; results are C integers. */
export type NativeFunction = (...args: readonly (Uint8Array | number | bigint)[]) => number;

/** The C library of this process. */
export interface NativeLibrary {
  /** @throws when the library has no such function */
  bind(definition: string): NativeFunction;
  /** The name of the error the last call left behind: "ENOENT". */
  lastError(): string;
  /** The NUL-terminated text that the pointer at the start of a C structure leads to. */
  textAt(structure: Uint8Array): string;
}

// From a type import alone: the package is loaded on first use, and not at all where it cannot be.
type Koffi = typeof import("koffi");

let loaded: NativeLibrary | undefined | "untried" = "untried";

/** @returns undefined where the binding or the library cannot be loaded */
export function loadLibrary(): NativeLibrary | undefined {
  if (loaded === "untried") loaded = open();
  return loaded;
}

function open(): NativeLibrary | undefined {
  try {
    // What the package declares itself to be.
    const koffi = createRequire(import.meta.url)("koffi") as Koffi;
    // null: the symbols already in this process, whichever C library it runs on.
    const library = koffi.load(null);
    const names = new Map(Object.entries(koffi.os.errno).map(([name, number]) => [number, name]));
    preferCommonNames(names, koffi.os.errno);
    return {
      bind: (definition) => library.func(definition),
      lastError: () => names.get(koffi.errno()) ?? `E${koffi.errno()}`,
      // `str` decodes to a string, or null for a null pointer.
      textAt: (structure) => (koffi.decode(structure, "str") as string | null) ?? "",
    };
  } catch {
    return undefined;
  }
}

/** Some numbers have two names. */
function preferCommonNames(names: Map<number, string>, numbers: Readonly<Record<string, number>>): void {
  for (const name of ["EAGAIN", "ENOTSUP", "EDEADLK"]) {
    const number = numbers[name];
    if (number !== undefined) names.set(number, name);
  }
}
