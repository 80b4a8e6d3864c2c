/** How blobs become packs. */
export interface SavingOptions {
  /** zstd level. At 2 a repository is smaller than restic's at its default, for three quarters of the work of level 3. */
  readonly compressionLevel: number;
  readonly packBytes: number;
  readonly verify: boolean;
}

/** What the engine does unless it is told otherwise; the benchmark compares at the same level. */
export const DEFAULT_SAVING: SavingOptions = { compressionLevel: 2, packBytes: 16 << 20, verify: true };
