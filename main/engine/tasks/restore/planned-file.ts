import type { ByteString } from "../../names/index.ts";
import type { PendingFolder } from "./folder-ledger.ts";
import type { FileToFill } from "./jobs.ts";
import type { PackedPlace } from "./plan.ts";

/** A file on its way from packs to its place. */
export interface PlannedFile extends FileToFill {
  readonly folder: PendingFolder;
  /** Uses of blobs that are not written yet. */
  remaining: number;
  /** Resolves when the temporary file is there; absent until it is asked for. */
  begun: Promise<void> | undefined;
  tempPath: ByteString | undefined;
  /** For each blob: 1 if it is in the temporary file from the start. */
  present: Uint8Array | undefined;
  /** In place or given up. */
  isDone: boolean;
}

/** A blob as one file needs it at one position. */
export interface BlobUse extends PackedPlace {
  readonly file: PlannedFile;
  /** The blob's number in the table. */
  readonly entry: number;
  /** Bytes from the start of the file. */
  readonly position: number;
}

export function plannedFile(file: FileToFill, folder: PendingFolder): PlannedFile {
  const fresh = { begun: undefined, tempPath: undefined, present: undefined, isDone: false };
  return { ...file, ...fresh, folder, remaining: file.entries.length };
}
