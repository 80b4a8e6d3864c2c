import type { RestorePreview, RestoreRequest } from "../../../shared/model/index.ts";
import { hasCode, type OpenRepository, type RestoreResult, restore } from "../../engine/index.ts";
import {
  addCounts,
  NOTHING_RESTORED,
  type RestorePart,
  type RestoreSums,
  restoreOptions,
  restoreParts,
} from "../jobs/index.ts";
import { Conflicts } from "./conflicts.ts";

/** Finds out what a restore would do, part by part. */
export class Previewer {
  readonly #open: OpenRepository;
  readonly #request: RestoreRequest;
  readonly #signal: AbortSignal | undefined;
  readonly #conflicts = new Conflicts();
  #sums: RestoreSums = NOTHING_RESTORED;
  #problems = 0;

  constructor(open: OpenRepository, request: RestoreRequest, signal: AbortSignal | undefined) {
    this.#open = open;
    this.#request = request;
    this.#signal = signal;
  }

  async preview(): Promise<{ readonly preview: RestorePreview; readonly parts: readonly RestorePart[] }> {
    const parts = await restoreParts(this.#open, this.#request, process.platform, this.#signal);
    for (const part of parts) {
      const result = await this.#try(part).catch((error: unknown) => {
        // Of several things to bring back one that is not there is a problem, as it is for the run.
        if (parts.length > 1 && hasCode(error, "trees/path-not-found")) return undefined;
        throw error;
      });
      if (result !== undefined) this.#sums = addCounts(this.#sums, result.counts);
      this.#problems += result?.problemCount ?? 1;
    }
    const { replacedNewer, first: conflicts } = this.#conflicts;
    const bytesToWrite = this.#sums.bytes;
    return { preview: { ...this.#sums, replacedNewer, conflicts, bytesToWrite, problems: this.#problems }, parts };
  }

  async #try(part: RestorePart): Promise<RestoreResult> {
    const options = { ...restoreOptions(this.#request, part, "preview"), dryRun: true, noLock: true };
    const run = restore(this.#open, { ...options, ...(this.#signal === undefined ? {} : { signal: this.#signal }) });
    for await (const event of run) if (event.type === "conflict") this.#conflicts.add(part.into, event.conflict);
    return run.result;
  }
}
