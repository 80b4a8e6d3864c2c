import type { Topic } from "../../../shared/api/index.ts";
import { AppError } from "../../../shared/errors/index.ts";
import type { Run, RunKind } from "../../../shared/model/index.ts";
import type { OpenRepository } from "../../engine/index.ts";
import type { TargetFactStore } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Events } from "../events/index.ts";
import type { Log } from "../log/index.ts";
import type { PaceChooser } from "../pace/index.ts";
import type { KnownTargets, Repositories } from "../repositories/index.ts";
import type { ActiveRun, EndedWith } from "./active-run.ts";
import { endingOf } from "./ending.ts";
import type { EarlyContext, RunEnd } from "./job.ts";
import { type FactsDeps, refreshFacts } from "./target-facts.ts";

export interface PerformerOptions {
  readonly targets: KnownTargets;
  readonly repositories: Pick<Repositories, "withRepository">;
  readonly paces: Pick<PaceChooser, "choose">;
  readonly facts: TargetFactStore;
  readonly volumeSpace: FactsDeps["volumeSpace"];
  /** A run has ended, however, and another may begin. */
  readonly onEnded?: (run: Run) => void;
  readonly events: Events;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the end of a run may have changed, besides the run. */
const CHANGES: Readonly<Record<RunKind, readonly Topic[]>> = {
  backup: ["runs", "plans", "targets", "snapshots"],
  copy: ["runs", "plans", "targets", "snapshots"],
  restore: ["runs", "targets"],
  check: ["runs", "targets", "plans"],
  tidy: ["runs", "targets", "plans", "snapshots"],
  repair: ["runs", "targets", "plans", "snapshots"],
  "test-restore": ["runs", "plans", "targets", "proof"],
};

/** Carries a run out, from its beginning to its end. */
export class RunPerformer {
  readonly #options: PerformerOptions;

  constructor(options: PerformerOptions) {
    this.#options = options;
  }

  /** Never rejects: whatever happens is how the run ended. */
  async perform(active: ActiveRun): Promise<void> {
    const { job } = active;
    active.begin(this.#now());
    this.#options.events.changed("runs", ...(job.planId === undefined ? [] : (["plans"] as const)));
    this.end(active, await this.#carryOut(active));
    void this.#refreshFacts(job.targetId);
  }

  /** Ends a run that is going on, or one that never began. */
  end(active: ActiveRun, ended: EndedWith): void {
    if (active.hasEnded) return;
    active.end(this.#now(), ended);
    const { id, kind, title, outcome, problems } = active.recorder.run;
    this.#options.log.info({ runId: id, kind, title, outcome, problems }, "a run ended");
    this.#options.events.changed(...CHANGES[kind]);
    this.#options.onEnded?.(active.recorder.run);
  }

  async #carryOut(active: ActiveRun): Promise<EndedWith> {
    const { job, signal, recorder } = active;
    try {
      const target = this.#options.targets.find(job.targetId);
      const chosen = await this.#options.paces.choose(job.trigger);
      recorder.change((run) => ({ ...run, pace: chosen }));
      const context = contextOf(active);
      const open = (work: (open: OpenRepository) => Promise<RunEnd>): Promise<RunEnd> =>
        this.#options.repositories.withRepository(target, "run", work, signal, chosen.pace);
      const work = async (): Promise<RunEnd> =>
        (await job.beforeOpening?.(context)) ?? (await open((opened) => job.perform({ ...context, open: opened })));
      const { figures, snapshotId, problems } = await (job.around?.(context, work) ?? work());
      const { outcome } = endingOf({ type: "done", problems });
      return { outcome, figures, problems, ...(snapshotId === undefined ? {} : { snapshotId }) };
    } catch (error) {
      return this.#failed(active, error);
    }
  }

  #failed({ wish, recorder, job }: ActiveRun, thrown: unknown): EndedWith {
    const { outcome, error, isBug } = endingOf({ type: "thrown", error: thrown, wish });
    const facts = { runId: recorder.run.id, kind: job.kind, targetId: job.targetId };
    if (isBug) this.#options.log.error({ ...facts, err: thrown }, "a run failed because of a bug");
    else if (error !== undefined) {
      this.#options.log.warn({ ...facts, code: error.code, facts: error.facts, err: thrown }, "a run failed");
    }
    if (error !== undefined) recorder.note("error", error.message);
    else if (thrown instanceof AppError) recorder.note("warning", `While it stopped: ${thrown.message}`);
    return { outcome, ...(error === undefined ? {} : { error }) };
  }

  /** Apart from the run: a volume that does not answer must not keep the next run waiting. */
  async #refreshFacts(targetId: ActiveRun["job"]["targetId"]): Promise<void> {
    const { targets, facts, volumeSpace, events, log } = this.#options;
    try {
      await refreshFacts({ targets, facts, volumeSpace, now: () => this.#now() }, targets.find(targetId));
      events.changed("targets");
    } catch (error) {
      // The target was removed meanwhile, or the catalog cannot be written: facts are a convenience.
      log.info({ targetId, err: error }, "the facts of a target could not be refreshed");
    }
  }

  #now(): number {
    return this.#options.clock.now();
  }
}

function contextOf({ signal, recorder }: ActiveRun): EarlyContext {
  return {
    runId: recorder.run.id,
    signal,
    progress: (progress) => recorder.progress(progress),
    problem: (problem) => recorder.problem(problem),
    note: (level, text) => recorder.note(level, text),
  };
}
