import { AppError } from "../../../shared/errors/index.ts";
import { type Sealer, sha256Hex } from "../crypto/index.ts";
import { unwrapFile, wrapFile } from "../format/index.ts";
import type { FileRef, Storage } from "../storage/index.ts";
import { DamagedFile } from "./errors.ts";

/** A sealed file, ready to be written under its name. */
export interface SealedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Seals the JSON of a single file as the repository's version asks for. */
export function sealFile(json: Uint8Array, sealer: Sealer, version: 1 | 2): SealedFile {
  const bytes = sealer.seal(wrapFile(json, version));
  return { name: sha256Hex(bytes), bytes };
}

/** @throws {DamagedFile} when the bytes are not the file's, or do not open */
export function openSealedFile(file: FileRef, bytes: Uint8Array, sealer: Sealer, version: 1 | 2): Buffer {
  if (sha256Hex(bytes) !== file.name) throw new DamagedFile(file, "its content does not match its name");
  try {
    return unwrapFile(sealer.open(bytes), version);
  } catch (error) {
    if (error instanceof AppError) throw new DamagedFile(file, "it does not open with the repository's key", error);
    throw error;
  }
}

/** Reads the bytes of a file that is named after them; a mismatch is read once more before it counts as damage. */
export async function readNamedFile(storage: Storage, file: FileRef, signal?: AbortSignal): Promise<Buffer> {
  const bytes = await storage.read(file, undefined, signal);
  return sha256Hex(bytes) === file.name ? bytes : storage.read(file, undefined, signal);
}
