import { sha256 } from "../../crypto/index.ts";
import type { ExistingFile, RestoredFile } from "../../destination/index.ts";
import { idBytes } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import type { Flow } from "../../workers/index.ts";
import type { EntryList } from "./entry-list.ts";

/** A file that is there, read where one blob should be. */
interface Piece {
  readonly at: number;
  readonly entry: number;
  /** Absent where the file has ended. Overwritten by the next piece. */
  readonly bytes: Uint8Array | undefined;
  readonly position: number;
}

/** Finds out what of a file's content is on the disk already. */
export class ContentMatch {
  readonly #table: BlobTable;
  readonly #flow: Flow;

  constructor({ table, flow }: { readonly table: BlobTable; readonly flow: Flow }) {
    this.#table = table;
    this.#flow = flow;
  }

  /** For each blob of a file: 1 if the file that is there has its bytes in the right place. */
  matches(file: ExistingFile, entries: EntryList): Uint8Array {
    const present = new Uint8Array(entries.length);
    for (const { at, entry, bytes } of this.#pieces(file, entries)) present[at] = this.#isBlob(entry, bytes) ? 1 : 0;
    return present;
  }

  /** Whether it is all there, and nothing more. Ends at the first difference. */
  isSame(file: ExistingFile, size: number, entries: EntryList): boolean {
    if (file.size !== size) return false;
    for (const { entry, bytes } of this.#pieces(file, entries)) if (!this.#isBlob(entry, bytes)) return false;
    return true;
  }

  /** Takes over what is right, and forgets in `present` what is right no more. */
  copy(from: ExistingFile, to: RestoredFile, entries: EntryList, present: Uint8Array): void {
    for (const { at, entry, bytes, position } of this.#pieces(from, entries)) {
      if (present[at] === 0) continue;
      // Somebody may have changed the file since the first look at it: then the blob is fetched after all.
      if (this.#isBlob(entry, bytes)) to.writeAt(position, bytes);
      else present[at] = 0;
    }
  }

  #isBlob(entry: number, bytes: Uint8Array | undefined): bytes is Uint8Array {
    return bytes !== undefined && sha256(bytes).equals(idBytes(this.#table.idOf(entry)));
  }

  /** Reads a file in the pieces that its blobs make. */
  *#pieces(file: ExistingFile, entries: EntryList): Generator<Piece> {
    let position = 0;
    let scratch = Buffer.allocUnsafe(0);
    for (const [at, entry] of entries.entries()) {
      this.#flow.checkpoint();
      const length = this.#table.plainLength(entry);
      if (length > scratch.length) scratch = Buffer.allocUnsafeSlow(length);
      const isThere = position + length <= file.size && file.readAt(position, scratch.subarray(0, length));
      yield { at, entry, bytes: isThere ? scratch.subarray(0, length) : undefined, position };
      position += length;
    }
  }
}
