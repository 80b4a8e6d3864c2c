import type { AppError } from "../../../../shared/errors/index.ts";
import type { ReadOptions } from "../task-options.ts";

/** The kinds of object that have an id; it may be shortened as long as it stays unique. */
export type IdentifiedKind = "pack" | "blob" | "snapshot" | "index" | "key" | "lock";

export const IDENTIFIED_KINDS: readonly IdentifiedKind[] = ["pack", "blob", "snapshot", "index", "key", "lock"];

/** What to show. `masterkey` gives away the repository: show it only to who asked for it by this name. */
export type CatSubject =
  | { readonly kind: "config" | "masterkey" }
  | { readonly kind: IdentifiedKind; readonly id: string }
  /** `latest` or the start of a snapshot's id, with `:FOLDER` behind it for a folder of it. */
  | { readonly kind: "tree"; readonly snapshot: string };

export interface CatOptions extends ReadOptions {
  readonly subject: CatSubject;
}

export interface CatResult {
  /** Exactly what restic prints: JSON over lines, or the bytes as they are. */
  readonly bytes: Uint8Array;
  /** What is shown is not what its name promises. */
  readonly problem?: AppError;
}
