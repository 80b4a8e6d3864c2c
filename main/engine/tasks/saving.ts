import { DEFAULT_LEVEL } from "../format/index.ts";

/** How blobs become packs. */
export interface SavingOptions {
  /** zstd level. */
  readonly compressionLevel: number;
  readonly packBytes: number;
  readonly verify: boolean;
}

/** What the engine does unless it is told otherwise; the benchmark compares at the same level. */
export const DEFAULT_SAVING: SavingOptions = { compressionLevel: DEFAULT_LEVEL, packBytes: 16 << 20, verify: true };
