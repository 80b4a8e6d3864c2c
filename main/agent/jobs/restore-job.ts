import { type AppError, hasCode } from "../../../shared/errors/index.ts";
import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { RestoreRequest, RunProgress, Target } from "../../../shared/model/index.ts";
import { type RestoreProgress, type RestoreResult, restore, toPathText } from "../../engine/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { withScratch } from "../scratch/index.ts";
import { type JobDeps, RETRY_LOCK_MS } from "./deps.ts";
import { Meter } from "./meter.ts";
import { addCounts, NOTHING_RESTORED, type RestoreSums } from "./restore-counts.ts";
import { restoreOptions } from "./restore-options.ts";
import { type RestorePart, restoreParts } from "./restore-parts.ts";
import { restoreDestination, restoreTitle } from "./restore-title.ts";
import { intoScratch, zipScratch } from "./restore-zip.ts";

interface RestoreDeps extends Pick<JobDeps, "catalog" | "plans" | "clock" | "trigger"> {
  /** The agent's folder of data: what goes into a .zip is there for a while. */
  readonly dataFolder: string;
}

/** A run that brings entries of a snapshot back. */
export function restoreJob(request: RestoreRequest, target: Target, deps: RestoreDeps): RunJob {
  const snapshot = deps.catalog.snapshots.list(target.id).find(({ id }) => id === request.snapshotId);
  const plan = deps.plans().find(({ id }) => id === snapshot?.planId);
  return {
    ...{ kind: "restore", title: restoreTitle(request), trigger: deps.trigger },
    ...{ targetId: target.id, targetName: target.name, destination: restoreDestination(request) },
    ...(plan === undefined ? {} : { planId: plan.id, planName: plan.name }),
    perform: (context) => perform(request, deps, context),
  };
}

async function perform(
  request: RestoreRequest,
  { clock, dataFolder }: RestoreDeps,
  context: RunContext,
): Promise<RunEnd> {
  const { destination } = request;
  const meter = new Meter(() => clock.now());
  if (destination.type !== "zip") return new RestoreParts(request, meter, context).run();
  return withScratch(dataFolder, context.runId, async (scratch) => {
    const came = await new RestoreParts(intoScratch(request, scratch), meter, context).run();
    return zipScratch(scratch, destination.file, came, { meter, context });
  });
}

/** The parts of one restore, one after the other. */
class RestoreParts {
  readonly #request: RestoreRequest;
  readonly #context: RunContext;
  readonly #meter: Meter;
  #sums: RestoreSums = NOTHING_RESTORED;
  #problems = 0;
  #filesDone = 0;
  #bytesDone = 0;
  /** Of the part under way. */
  #last: RestoreProgress | undefined;

  constructor(request: RestoreRequest, meter: Meter, context: RunContext) {
    this.#request = request;
    this.#context = context;
    this.#meter = meter;
  }

  async run(): Promise<RunEnd> {
    const { open, signal, note } = this.#context;
    const parts = await restoreParts(open, this.#request, process.platform, signal);
    note("info", `Restored from snapshot ${this.#request.snapshotId.slice(0, 8)}.`);
    const missing: AppError[] = [];
    for (const [at, part] of parts.entries()) {
      try {
        await this.#restore(part, at === parts.length - 1);
      } catch (error) {
        // Of several things to bring back one that is not there is a problem; if it is all there was, a failure.
        if (!hasCode(error, "trees/path-not-found")) throw error;
        missing.push(error);
      }
    }
    const [first] = missing;
    if (first !== undefined && missing.length === parts.length) throw first;
    for (const { message } of missing) this.#context.problem({ cause: "missing", message });
    return this.#end(missing.length);
  }

  async #restore(part: RestorePart, isLast: boolean): Promise<void> {
    const { open, signal } = this.#context;
    const run = restore(open, { ...restoreOptions(this.#request, part, "run"), retryLockMs: RETRY_LOCK_MS, signal });
    for await (const event of run) {
      if (event.type === "progress") this.#tell(event, isLast);
      else if (event.type === "damaged-index") this.#context.note("warning", event.message);
      else if (event.type === "problem") {
        const { cause, path, message } = event.problem;
        this.#context.problem({ cause, path: within(part.folder, toPathText(path)), message });
      }
    }
    this.#add(await run.result);
  }

  #tell(progress: RestoreProgress, isLast: boolean): void {
    this.#last = progress;
    this.#context.progress(this.#progress(progress, isLast));
  }

  #progress(
    { phase, filesDone, bytesDone, total, currentFiles, problems }: RestoreProgress,
    isLast: boolean,
  ): RunProgress {
    const known = total && {
      files: this.#filesDone + total.files,
      bytes: this.#bytesDone + total.bytes,
      isFinal: total.isFinal && isLast,
    };
    return this.#meter.progress({
      ...{ phase, currentFiles, total: known, problems: this.#problems + problems },
      ...{ filesDone: this.#filesDone + filesDone, bytesDone: this.#bytesDone + bytesDone },
    });
  }

  #add({ counts, problemCount }: RestoreResult): void {
    this.#sums = addCounts(this.#sums, counts);
    this.#problems += problemCount;
    this.#filesDone += this.#last?.filesDone ?? 0;
    this.#bytesDone += this.#last?.bytesDone ?? 0;
    this.#last = undefined;
    if (counts.ownersKept > 0) {
      const entries = countOf(counts.ownersKept, "entry", "entries");
      this.#context.note("info", `${entries} now belong to you: only an administrator can give files away.`);
    }
  }

  #end(missing: number): RunEnd {
    const { files, replaced, keptBoth, unchanged, skipped } = this.#sums;
    const stayed = [
      ...(replaced === 0 ? [] : [`${countOf(replaced, "existing file")} replaced`]),
      ...(keptBoth === 0 ? [] : [`${countOf(keptBoth, "file")} put beside existing ones, which stayed`]),
      ...(unchanged === 0 ? [] : [`${countOf(unchanged, "file")} there already, the same`]),
      ...(skipped === 0 ? [] : [`${countOf(skipped, "file")} left as they were`]),
    ];
    const restored = `Restored ${countOf(files, "file")} (${bytes(this.#sums.bytes)})`;
    this.#context.note("info", `${[restored, ...stayed].join("; ")}.`);
    const figures = { kind: "restore", seconds: this.#meter.seconds, ...this.#sums } as const;
    return { figures, problems: this.#problems + missing };
  }
}

/** A path in the snapshot, of one that begins at a folder of it. */
function within(folder: string, path: string): string {
  return folder.replace(/\/+$/, "") + path;
}
