import { randomUUID } from "node:crypto";
import type {
  Moment,
  PlanId,
  Run,
  RunId,
  RunKind,
  RunNote,
  RunProblem,
  TargetId,
} from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Events } from "../events/index.ts";
import type { Log } from "../log/index.ts";
import type { PaceChooser } from "../pace/index.ts";
import type { KnownTargets, Repositories } from "../repositories/index.ts";
import { ActiveRun } from "./active-run.ts";
import { AgentEnding, RunUnknown } from "./errors.ts";
import type { RunJob } from "./job.ts";
import { RunRecorder } from "./recorder.ts";
import { interruptedRun } from "./recover.ts";
import { RunPerformer } from "./run-performer.ts";
import { RunQueue } from "./run-queue.ts";
import type { FactsDeps } from "./target-facts.ts";

/** Runs that the history keeps. */
const RUNS_KEPT = 5000;

export interface RunsOptions {
  readonly catalog: Pick<Catalog, "runs" | "targetFacts">;
  readonly events: Events;
  readonly targets: KnownTargets;
  readonly repositories: Pick<Repositories, "withRepository">;
  readonly paces: Pick<PaceChooser, "choose">;
  readonly clock: Clock;
  readonly log: Log;
  /** A run has ended, however, and another may begin. */
  readonly onEnded?: (run: Run) => void;
  /** Room on the volume that holds a place; undefined where the system does not tell. */
  readonly volumeSpace: FactsDeps["volumeSpace"];
}

export interface RunsQuery {
  readonly planId?: PlanId | undefined;
  readonly targetId?: TargetId | undefined;
  readonly kind?: RunKind | undefined;
  readonly before?: Moment | undefined;
  readonly limit: number;
}

export interface ProblemsQuery {
  readonly runId: RunId;
  readonly cause?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

interface Problems {
  readonly causes: readonly { readonly cause: string; readonly count: number }[];
  readonly problems: readonly RunProblem[];
}

/** The queue and the history: one run at a time for each repository, several repositories at once. */
export class Runs {
  readonly #options: RunsOptions;
  readonly #queue: RunQueue;
  #isEnding = false;

  constructor(options: RunsOptions) {
    this.#options = options;
    const { targets, clock, catalog } = options;
    this.#queue = new RunQueue({
      ...{ targets, clock },
      performer: new RunPerformer({ ...options, facts: catalog.targetFacts }),
    });
  }

  /** Queues a job; it begins when its turn comes and its target is there. @throws {AgentEnding} */
  start(job: RunJob): Run {
    if (this.#isEnding) throw new AgentEnding();
    const { catalog, events, log, clock } = this.#options;
    const recording = { store: catalog.runs, events, log, now: () => clock.now() };
    const run = queuedRun(job, this.#queue.waitingAt(job.targetId), clock.now());
    const active = new ActiveRun(job, new RunRecorder(recording, run));
    this.#queue.add(active);
    events.changed("runs", ...(job.planId === undefined ? [] : (["plans"] as const)));
    return active.recorder.run;
  }

  /** Runs that are queued or going on, those going on first. */
  active(): readonly Run[] {
    const runs = this.#queue.items().map(({ recorder }) => recorder.run);
    const isGoingOn = (run: Run): boolean => run.state === "running";
    return [...runs.filter(isGoingOn), ...runs.filter((run) => !isGoingOn(run))];
  }

  /** The run of this kind that is queued or going on and was not asked to stop, so that it need not be doubled. */
  findActive(wanted: {
    readonly kind: RunKind;
    readonly targetId: TargetId;
    readonly planId?: PlanId;
  }): Run | undefined {
    const { kind, targetId, planId } = wanted;
    return this.active().find((run) => {
      return run.kind === kind && run.targetId === targetId && run.planId === planId && !run.isStopping;
    });
  }

  list({ limit, ...query }: RunsQuery): { readonly runs: readonly Run[]; readonly hasMore: boolean } {
    const kept = this.#options.catalog.runs.list({ ...query, limit: limit + 1 });
    const live = new Map(this.active().map((run) => [run.id, run]));
    return { runs: kept.slice(0, limit).map((run) => live.get(run.id) ?? run), hasMore: kept.length > limit };
  }

  /** @throws {RunUnknown} */
  get({ runId }: { readonly runId: RunId }): Run {
    const run = this.#queue.find(runId)?.recorder.run ?? this.#options.catalog.runs.get(runId);
    if (run === undefined) throw new RunUnknown(runId);
    return run;
  }

  /** A queued run ends at once, one going on is asked to stop, one that has ended stays as it is. @throws {RunUnknown} */
  cancel({ runId }: { readonly runId: RunId }): Run {
    const active = this.#queue.find(runId);
    if (active === undefined) return this.get({ runId });
    this.#queue.cancel(active);
    return active.recorder.run;
  }

  /** @throws {RunUnknown} */
  problems({ runId, ...query }: ProblemsQuery): Problems {
    this.get({ runId });
    this.#queue.find(runId)?.recorder.flush();
    return this.#options.catalog.runs.problems(runId, query);
  }

  /** @throws {RunUnknown} */
  log({ runId }: { readonly runId: RunId }): readonly RunNote[] {
    this.get({ runId });
    return this.#options.catalog.runs.notes(runId);
  }

  /** At the agent's start: runs that its former life left behind are interrupted, as far as they had come. */
  recover(): void {
    const { catalog, clock, log } = this.#options;
    for (const run of catalog.runs.unended()) {
      const text = run.state === "queued" ? "The agent ended before it began." : "The agent ended in the middle of it.";
      catalog.runs.save(interruptedRun(run, clock.now()));
      catalog.runs.addNote(run.id, { at: clock.now(), level: "warning", text });
      log.warn({ runId: run.id, title: run.title }, "a run was interrupted by the end of the agent");
    }
    catalog.runs.trim(RUNS_KEPT);
  }

  /** Ends all runs as interrupted, and starts no more. They keep what they have stored. Takes 20 seconds at most. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    await this.#queue.stop();
  }
}

function queuedRun(job: RunJob, waitingFor: "turn" | "target", now: Moment): Run {
  const { perform: _perform, beforeOpening: _early, reads: _reads, elsewhere: _elsewhere, ...told } = job;
  return {
    // A random UUID is what the brand stands for.
    id: randomUUID() as RunId,
    ...told,
    ...{ state: "queued", waitingFor, isStopping: false, queuedAt: now, problems: 0 },
  };
}
