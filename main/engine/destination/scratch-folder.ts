import { lstat, open, readdir, statfs } from "node:fs/promises";
import { type ByteString, fromBuffer, joinPath, toBuffer } from "../names/index.ts";
import { removeTree } from "./remove-tree.ts";

/** Read at once of each of two files. */
const PIECE_BYTES = 1 << 20;
/** Of the room in the scratch folder's volume so much may be used: others need some, too. */
const SHARE = 0.5;

/** How a file that came back compares with the one it was made of. `changed`: that one is no longer as it was saved. */
export type Comparison = "same" | "differs" | "changed";

/** What a source file looked like when it was saved. */
export interface SavedLook {
  readonly bytes: number;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/** A folder that files come back into for a while, to be looked at. */
export class ScratchFolder {
  readonly path: ByteString;

  /** @param path absolute; there, and empty */
  constructor(path: ByteString) {
    this.path = path;
  }

  /** How many bytes may be in it at once. */
  async room(): Promise<number> {
    const { bavail, bsize } = await statfs(toBuffer(this.path));
    return Math.floor(bavail * bsize * SHARE);
  }

  /** The bytes of a file that came back; undefined if it did not. @param path absolute, as if the folder were the root */
  async size(path: ByteString): Promise<number | undefined> {
    const found = await lstat(toBuffer(this.#at(path))).catch(() => undefined);
    return found?.isFile() ? found.size : undefined;
  }

  /** Compares a file that came back with its source, if that looks as it did. Never rejects: what cannot be read has changed. */
  async compare(path: ByteString, source: ByteString, look: SavedLook, signal: AbortSignal): Promise<Comparison> {
    try {
      if (!(await looksLike(source, look))) return "changed";
      const isSame = await haveSameContent(toBuffer(this.#at(path)), toBuffer(source), signal);
      if (isSame) return "same";
      // It may have been written while it was read.
      return (await looksLike(source, look)) ? "differs" : "changed";
    } catch {
      signal.throwIfAborted();
      return "changed";
    }
  }

  /** Removes all that is in it. */
  async clear(): Promise<void> {
    for (const name of await readdir(toBuffer(this.path), { encoding: "buffer" })) {
      await removeTree(joinPath(this.path, fromBuffer(name)));
    }
  }

  #at(path: ByteString): ByteString {
    return joinPath(this.path, path.slice(1) as ByteString); // a piece of a byte string
  }
}

async function looksLike(source: ByteString, { bytes, mtimeNs, ctimeNs }: SavedLook): Promise<boolean> {
  const found = await lstat(toBuffer(source), { bigint: true });
  return found.isFile() && found.size === BigInt(bytes) && found.mtimeNs === mtimeNs && found.ctimeNs === ctimeNs;
}

async function haveSameContent(one: Buffer, other: Buffer, signal: AbortSignal): Promise<boolean> {
  const [a, b] = [await open(one), await open(other).catch(() => undefined)];
  try {
    if (b === undefined) throw new Error("the source cannot be read");
    const [left, right] = [Buffer.allocUnsafe(PIECE_BYTES), Buffer.allocUnsafe(PIECE_BYTES)];
    for (;;) {
      signal.throwIfAborted();
      const [read, wanted] = [await readFull(a, left), await readFull(b, right)];
      if (read !== wanted || left.compare(right, 0, wanted, 0, read) !== 0) return false;
      if (read === 0) return true;
    }
  } finally {
    await Promise.all([a.close(), b?.close()]);
  }
}

/** As much as there is, up to the buffer's size: one read may bring less. */
async function readFull(file: Awaited<ReturnType<typeof open>>, into: Buffer): Promise<number> {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
