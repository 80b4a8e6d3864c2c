import { loadLibrary, type NativeFunction, type NativeLibrary } from "./library.ts";

let trim: NativeFunction | undefined | "untried" = "untried";

/**
 * Gives memory that was freed back to the system. The C library of Linux keeps it for the next time; for a program that
 * rests for hours in the background that would be a hundred megabytes for nothing. Takes a few milliseconds. Elsewhere, and with another
 * C library, nothing happens.
 *
 * @see malloc_trim(3)
 */
export function giveBackMemory(): void {
  if (trim === "untried") trim = trimOf(process.platform, loadLibrary);
  trim?.(0);
}

/** @returns undefined where there is no such function */
export function trimOf(
  platform: NodeJS.Platform,
  library: () => NativeLibrary | undefined,
): NativeFunction | undefined {
  if (platform !== "linux") return undefined;
  try {
    return library()?.bind("int malloc_trim(size_t pad)");
  } catch {
    return undefined; // a C library that lacks it
  }
}
