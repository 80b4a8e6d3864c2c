import { loadLibrary, type NativeLibrary } from "./library.ts";

/** Has the system forget what it keeps in memory of a part of an open file; what was not yet written to the disk stays. */
type DropPages = (fd: number, offset: number, length: number) => void;

/** No system has larger pages; those that a part covers only partly would be kept. */
const PAGE_BYTES = 1 << 16;
const DONT_NEED = 4;
/** Where a C `off_t` has 64 bits, and the advice this number. */
const KNOWN: ReadonlySet<NodeJS.Architecture> = new Set<NodeJS.Architecture>([
  "x64",
  "arm64",
  "riscv64",
  "loong64",
  "ppc64",
]);

/**
 * For who has to know what a disk gives, and not what memory remembers of it. Only Linux lets a program ask for it file by file.
 *
 * @returns undefined where the system cannot be asked
 * @see posix_fadvise(2)
 */
export function pageDropper(
  platform: NodeJS.Platform = process.platform,
  library: () => NativeLibrary | undefined = loadLibrary,
): DropPages | undefined {
  if (platform !== "linux" || !KNOWN.has(process.arch)) return undefined;
  try {
    const advise = library()?.bind("int posix_fadvise(int fd, int64_t offset, int64_t length, int advice)");
    if (advise === undefined) return undefined;
    return (fd, offset, length) => {
      const start = offset - (offset % PAGE_BYTES);
      const end = Math.ceil((offset + length) / PAGE_BYTES) * PAGE_BYTES;
      // It is advice: a file system that does not take it answers with an error, and all stays as it is.
      advise(fd, start, end - start, DONT_NEED);
    };
  } catch {
    return undefined; // a C library that lacks it
  }
}
