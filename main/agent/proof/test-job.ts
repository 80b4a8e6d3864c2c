import { randomInt } from "node:crypto";
import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { Plan, Run, RunFigures, Snapshot, SnapshotId, Target, TestAmount } from "../../../shared/model/index.ts";
import {
  fromPathText,
  fromText,
  type ProveFailure,
  type ProveProgress,
  type ProveResult,
  prove,
  toPathText,
} from "../../engine/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import { Meter } from "../jobs/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { withScratch } from "../scratch/index.ts";
import { budgetFor, withRead } from "./budget.ts";
import { NothingToTest } from "./errors.ts";
import { afterTest, ledgerAfter } from "./outcome.ts";

const RETRY_LOCK_MS = 60_000;
const MOST_SEED = 2 ** 32;

/** What a test is asked to do. */
export interface TestWish {
  readonly amount: TestAmount;
  readonly trigger: Run["trigger"];
  /** The newest of the plan on the target if absent. */
  readonly snapshotId?: SnapshotId | undefined;
  /** Any if absent. */
  readonly seed?: number | undefined;
}

export interface TestDeps {
  readonly catalog: Pick<Catalog, "snapshots" | "proofs">;
  readonly clock: Clock;
  readonly hostname: string;
  /** The agent's folder of data. */
  readonly dataFolder: string;
}

/** A run that brings a part of a plan's newest backup on a target back, and compares it. */
export function testJob(plan: Plan, target: Target, wish: TestWish, deps: TestDeps): RunJob {
  return {
    ...{ kind: "test-restore", title: `Test-restore of ${plan.name}`, trigger: wish.trigger },
    ...{ planId: plan.id, planName: plan.name, targetId: target.id, targetName: target.name },
    perform: (context) => new Test(plan, target, wish, deps, context).run(),
  };
}

interface Tested {
  readonly snapshot: Snapshot;
  readonly isNewest: boolean;
}

class Test {
  readonly #plan: Plan;
  readonly #target: Target;
  readonly #wish: TestWish;
  readonly #deps: TestDeps;
  readonly #context: RunContext;
  readonly #meter: Meter;
  readonly #seed: number;
  #bytesRead = 0;

  constructor(plan: Plan, target: Target, wish: TestWish, deps: TestDeps, context: RunContext) {
    this.#plan = plan;
    this.#target = target;
    this.#wish = wish;
    this.#deps = deps;
    this.#context = context;
    this.#meter = new Meter(() => deps.clock.now());
    this.#seed = wish.seed ?? randomInt(MOST_SEED);
  }

  async run(): Promise<RunEnd> {
    const { dataFolder } = this.#deps;
    const { snapshot, before, isNewest } = this.#snapshots();
    this.#context.note("info", `Tests snapshot ${snapshot.id.slice(0, 8)}; seed ${this.#seed}.`);
    try {
      return await withScratch(dataFolder, this.#context.runId, async (scratch) =>
        this.#end({ snapshot, isNewest }, await this.#prove(snapshot, before, scratch)),
      );
    } finally {
      this.#keepRead();
    }
  }

  /** @throws {NothingToTest} */
  #snapshots(): Tested & { readonly before: Snapshot | undefined } {
    const all = this.#deps.catalog.snapshots.list(this.#target.id, this.#plan.id);
    const at = this.#wish.snapshotId === undefined ? 0 : all.findIndex(({ id }) => id === this.#wish.snapshotId);
    const snapshot = all[at];
    if (snapshot === undefined) throw new NothingToTest(this.#plan.name, this.#target.name);
    return { snapshot, before: all[at + 1], isNewest: at === 0 };
  }

  async #prove(snapshot: Snapshot, before: Snapshot | undefined, scratch: string): Promise<ProveResult> {
    const { open, signal } = this.#context;
    const { catalog, hostname, clock } = this.#deps;
    const { amount, trigger } = this.#wish;
    const record = catalog.proofs.get(this.#plan.id, this.#target.id);
    const proven = catalog.proofs.provenPacks(this.#target.id);
    const isAsked = trigger === "user" || trigger === "command-line";
    const run = prove(open, {
      ...{ snapshot: snapshot.id, scratch: fromText(scratch), amount, seed: this.#seed, clock, signal },
      ...{
        budgetBytes: budgetFor(this.#plan, record, { amount, isAsked, now: clock.now() }),
        retryLockMs: RETRY_LOCK_MS,
      },
      ...{ retest: (record.failedPaths ?? []).map(fromPathText), provenAt: (pack: string) => proven.get(pack) },
      ...(record.failedPacks === undefined ? {} : { retestPacks: record.failedPacks }),
      ...(before === undefined ? {} : { before: before.id }),
      withSource: snapshot.hostname === hostname,
    });
    for await (const event of run) {
      if (event.type === "progress") this.#tell(event);
      else this.#context.problem(problemOf(event.failure));
    }
    return run.result;
  }

  #tell({ phase, filesDone, bytesDone, total, currentFiles, problems }: ProveProgress): void {
    this.#bytesRead = Math.max(this.#bytesRead, bytesDone);
    this.#context.progress(this.#meter.progress({ phase, filesDone, bytesDone, total, currentFiles, problems }));
  }

  #end({ snapshot, isNewest }: Tested, result: ProveResult): RunEnd {
    const { catalog, clock } = this.#deps;
    const [planId, targetId, at] = [this.#plan.id, this.#target.id, clock.now()];
    this.#bytesRead = result.bytesRead;
    catalog.proofs.replacePacks(targetId, ledgerAfter(catalog.proofs.provenPacks(targetId), result, at));
    const ended = { runId: this.#context.runId, at, amount: this.#wish.amount, snapshot, isNewest, result };
    catalog.proofs.set(planId, targetId, afterTest(catalog.proofs.get(planId, targetId), ended));
    this.#context.note(result.failureCount === 0 ? "info" : "error", noteOf(result));
    if (result.tooLarge > 0) {
      const files = countOf(result.tooLarge, "file");
      this.#context.note("warning", `${files} larger than the room on this computer could not be tested.`);
    }
    return { figures: this.#figures(result), problems: result.failureCount, snapshotId: snapshot.id };
  }

  #figures(result: ProveResult): RunFigures {
    const { files, bytes: size, snapshotFiles, snapshotBytes, comparedWithSource, packsRead, bytesRead } = result;
    return {
      ...{ kind: "test-restore", seconds: this.#meter.seconds, amount: this.#wish.amount, seed: this.#seed },
      ...{ files, bytes: size, snapshotFiles, snapshotBytes, comparedWithSource, packsRead, bytesRead },
      failures: result.failureCount,
    };
  }

  /** Also of a test that was stopped. */
  #keepRead(): void {
    const { catalog, clock } = this.#deps;
    const [planId, targetId] = [this.#plan.id, this.#target.id];
    catalog.proofs.set(planId, targetId, withRead(catalog.proofs.get(planId, targetId), this.#bytesRead, clock.now()));
  }
}

function problemOf({ path, cause, message }: ProveFailure) {
  return { cause, message, ...(path === undefined ? {} : { path: toPathText(path) }) };
}

function noteOf({ files, bytes: size, comparedWithSource, failureCount }: ProveResult): string {
  const what = `${countOf(files, "file")} (${bytes(size)}) came back as saved`;
  const same = comparedWithSource === 0 ? "" : `, ${comparedWithSource} of them compared with their sources`;
  return failureCount === 0 ? `${what}${same}.` : `${what}${same}; ${countOf(failureCount, "failure")}.`;
}
