import type { BlobId } from "../../format/index.ts";

export type RepairJobs = {
  /** Puts a tree into the thread's open packs, unless the repository has it. */
  saveTree: { input: { readonly tree: Uint8Array }; output: BlobId };
};
