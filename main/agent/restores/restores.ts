import type { PathText, Plan, RestorePreview, RestoreRequest, RunId, Space } from "../../../shared/model/index.ts";
import { hasCode, type OpenRepository, restore } from "../../engine/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import { addCounts, NOTHING_RESTORED, restoreJob, restoreOptions, restoreParts } from "../jobs/index.ts";
import type { KnownTargets, Repositories } from "../repositories/index.ts";
import type { Runs } from "../runs/index.ts";

export interface RestoresOptions {
  readonly catalog: Pick<Catalog, "snapshots">;
  readonly targets: KnownTargets;
  readonly repositories: Pick<Repositories, "withRepository">;
  readonly runs: Pick<Runs, "start">;
  readonly plans: () => readonly Plan[];
  readonly clock: Clock;
  /** Room on the volume that a place is on, or would be on were it there; undefined where the system does not tell. */
  readonly volumeSpace: (path: PathText) => Promise<Space | undefined>;
}

/** Brings back what is in snapshots, and says beforehand what that would do. */
export class Restores {
  readonly #options: RestoresOptions;

  constructor(options: RestoresOptions) {
    this.#options = options;
  }

  /** @throws {TargetAway}, what the engine throws for a snapshot or folder that is not there */
  async preview(request: RestoreRequest, signal?: AbortSignal): Promise<RestorePreview> {
    const { targets, repositories } = this.#options;
    const target = targets.find(request.targetId);
    return repositories.withRepository(target, "preview", (open) => this.#preview(open, request, signal), signal);
  }

  /** Queues a run that does it. */
  start(request: RestoreRequest): { readonly runId: RunId } {
    const { targets, runs, catalog, plans, clock } = this.#options;
    const job = restoreJob(request, targets.find(request.targetId), { catalog, plans, clock, trigger: "user" });
    return { runId: runs.start(job).id };
  }

  async #preview(open: OpenRepository, request: RestoreRequest, signal?: AbortSignal): Promise<RestorePreview> {
    let [sums, problems] = [NOTHING_RESTORED, 0];
    const parts = await restoreParts(open, request, process.platform, signal);
    for (const part of parts) {
      const options = { ...restoreOptions(request, part, "preview"), dryRun: true, noLock: true };
      const run = restore(open, { ...options, ...(signal === undefined ? {} : { signal }) });
      const result = await run.result.catch((error: unknown) => {
        if (parts.length > 1 && hasCode(error, "trees/path-not-found")) return undefined;
        throw error;
      });
      if (result !== undefined) sums = addCounts(sums, result.counts);
      problems += result?.problemCount ?? 1;
    }
    const space = await this.#options.volumeSpace(parts[0]?.into ?? "/").catch(() => undefined);
    return { ...sums, problems, ...(space === undefined ? {} : { freeBytes: space.freeBytes }) };
  }
}
