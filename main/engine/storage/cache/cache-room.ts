import { type FileHandle, readdir, stat, unlink } from "node:fs/promises";
import path from "node:path";

/** After making room so much is left free, so that room is not made with every file. */
const SPARE = 0.1;
/** What an interrupted process left behind is removed after this. */
const LEFTOVER_MS = 24 * 3600_000;

interface Kept {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/** Keeps a folder of files below a size. When a file was last used is its access time, which is set explicitly. */
export class CacheRoom {
  readonly #root: string;
  readonly #maxBytes: number;
  #bytes: number | undefined;
  readonly #added = new Map<string, number>();
  #making: Promise<void> | undefined;

  constructor(root: string, maxBytes: number) {
    this.#root = root;
    this.#maxBytes = maxBytes;
  }

  async used(handle: FileHandle): Promise<void> {
    const { mtime } = await handle.stat();
    // A folder one may only read is fine for reading.
    await handle.utimes(new Date(), mtime).catch(() => {});
  }

  /** A file was put there; room is made if it was too much. */
  async added(at: string, bytes: number): Promise<void> {
    if (this.#bytes === undefined) this.#bytes = sumOf(await this.#look());
    else this.#bytes += bytes - (this.#added.get(at) ?? 0);
    this.#added.set(at, bytes);
    if (this.#bytes <= this.#maxBytes) return;
    this.#making ??= this.#makeRoom().finally(() => {
      this.#making = undefined;
    });
    await this.#making;
  }

  removed(at: string): void {
    this.#bytes = this.#bytes === undefined ? undefined : this.#bytes - (this.#added.get(at) ?? 0);
    this.#added.delete(at);
  }

  async #makeRoom(): Promise<void> {
    const kept = (await this.#look()).sort((a, b) => a.usedAt - b.usedAt);
    let bytes = sumOf(kept);
    for (const oldest of kept) {
      if (bytes <= this.#maxBytes * (1 - SPARE)) break;
      await unlink(oldest.path).catch(() => {});
      this.#added.delete(oldest.path);
      bytes -= oldest.bytes;
    }
    this.#bytes = bytes;
  }

  /** All files as they are now: others write there too. */
  async #look(): Promise<Kept[]> {
    const found = await readdir(this.#root, { recursive: true, withFileTypes: true }).catch(() => []);
    const kept: Kept[] = [];
    for (const entry of found) {
      if (!entry.isFile()) continue;
      const at = path.join(entry.parentPath, entry.name);
      const facts = await stat(at).catch(() => undefined);
      if (facts === undefined) continue;
      const isLeftover = entry.name.includes("-tmp-") && Date.now() - facts.mtimeMs > LEFTOVER_MS;
      if (isLeftover) await unlink(at).catch(() => {});
      else kept.push({ path: at, bytes: facts.size, usedAt: facts.atimeMs });
    }
    return kept;
  }
}

function sumOf(files: readonly Kept[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
