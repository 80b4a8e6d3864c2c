import { bytes, countOf, localTime } from "../../../shared/figures/index.ts";
import type { CopyFigures, Plan, Snapshot, SnapshotId, Target, TargetId } from "../../../shared/model/index.ts";
import {
  type CopyNotice,
  type CopyProgress,
  type CopyResult,
  copySnapshots,
  type OpenRepository,
  snapshotNames,
} from "../../engine/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Copies } from "../copies/index.ts";
import type { Repositories } from "../repositories/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { describeSnapshot } from "../snapshots/index.ts";
import { CopyMeter } from "./copy-meter.ts";
import type { JobDeps } from "./deps.ts";
import { extendProtection, type ProtectionDeps } from "./protection.ts";
import { mustHaveRoom, type UpkeepGuard, upkeepOf } from "./upkeep-guard.ts";

/** Another program may work on one of the two repositories; nobody waits for a copy. */
const RETRY_LOCK_MS = 600_000;

export interface CopyDeps extends Omit<JobDeps, "skipPaths" | "programVersion">, UpkeepGuard {
  readonly catalog: Pick<Catalog, "snapshots"> & ProtectionDeps["catalog"];
  readonly copies: Pick<Copies, "missingWithin">;
  /** @throws an AppError if there is no such target any more */
  readonly findTarget: (id: TargetId) => Target;
  readonly repositories: Pick<Repositories, "withRepository">;
  /** The last check of the target found damage, or nobody has looked since it was repaired: no baseline is moved there. */
  readonly isInDoubt: (id: TargetId) => boolean;
}

/**
 * A run that brings snapshots of a plan to a target from the plan's other targets, so that its folders are read only once.
 * What is to be brought is decided when its turn comes.
 */
export function copyJob(plan: Plan, target: Target, deps: CopyDeps): RunJob {
  const current = (): Plan => deps.plans().find(({ id }) => id === plan.id) ?? plan;
  return {
    ...{ kind: "copy", title: `Copy ${plan.name}`, trigger: deps.trigger },
    ...{ planId: plan.id, planName: plan.name, targetId: target.id, targetName: target.name },
    reads: () => [...new Set(deps.copies.missingWithin(current(), target.id).map(({ from }) => from))],
    beforeOpening: async () => {
      await mustHaveRoom(current(), target, deps);
      return undefined;
    },
    perform: async (context) => {
      const end = await new Copying(current, target, deps, context).run();
      await extendProtection(target, deps, context);
      upkeepOf(current(), target, deps);
      return end;
    },
  };
}

/** One copy run, from all the targets that have something to give. */
class Copying {
  readonly #plan: () => Plan;
  readonly #target: Target;
  readonly #deps: CopyDeps;
  readonly #context: RunContext;
  readonly #meter: CopyMeter;
  #copied = 0;
  #skipped = 0;
  #failed = 0;
  #bytesAdded = 0;
  #bytesStored = 0;
  #last: SnapshotId | undefined;

  constructor(plan: () => Plan, target: Target, deps: CopyDeps, context: RunContext) {
    this.#plan = plan;
    this.#target = target;
    this.#deps = deps;
    this.#context = context;
    this.#meter = new CopyMeter(() => deps.clock.now());
  }

  async run(): Promise<RunEnd> {
    await this.#putRight(this.#target, this.#context.open);
    const sources = new Set(this.#missing().map(({ from }) => from));
    for (const from of sources) await this.#copyFrom(this.#deps.findTarget(from));
    if (sources.size === 0) this.#context.note("info", "Everything was there already.");
    const figures: CopyFigures = {
      ...{ kind: "copy", seconds: this.#meter.seconds, snapshots: this.#copied, snapshotsThere: this.#skipped },
      ...{ bytesAdded: this.#bytesAdded, bytesStored: this.#bytesStored },
    };
    return { figures, problems: this.#failed, ...(this.#last === undefined ? {} : { snapshotId: this.#last }) };
  }

  async #copyFrom(source: Target): Promise<void> {
    const { signal, open } = this.#context;
    const copy = async (from: OpenRepository): Promise<void> => {
      await this.#putRight(source, from);
      const wanted = this.#missing().filter((each) => each.from === source.id);
      if (wanted.length === 0) return;
      const snapshots = wanted.map(({ snapshot }) => snapshot.id);
      const run = copySnapshots({ from, to: open, snapshots, retryLockMs: RETRY_LOCK_MS, signal });
      for await (const event of run) this.#tell(event, source);
      this.#add(await run.result, source);
    };
    await this.#deps.repositories.withRepository(source, "copy", copy, signal);
  }

  #missing() {
    return this.#deps.copies.missingWithin(this.#plan(), this.#target.id);
  }

  /** What is to be copied is told from the catalog; other programs make and remove snapshots. */
  async #putRight({ id }: Target, open: OpenRepository): Promise<void> {
    const { catalog, snapshots } = this.#deps;
    const { signal } = this.#context;
    const there = await snapshotNames(open.repository.storage, signal);
    const listed = catalog.snapshots.list(id);
    const isRight = listed.length === there.size && listed.every((snapshot) => there.has(snapshot.id));
    if (!isRight) await snapshots.readAll(id, open, signal);
  }

  #tell(event: CopyProgress | CopyNotice, source: Target): void {
    switch (event.type) {
      case "progress":
        this.#context.progress(this.#meter.progress(event, this.#failed));
        break;
      case "copied": {
        const { snapshot, copy } = event.copied;
        this.#arrived(this.#describe(snapshot), this.#describe(copy), source);
        break;
      }
      case "failed": {
        const { id, time } = this.#describe(event.failed.snapshot);
        const what = `Snapshot ${id.slice(0, 8)} of ${localTime(time)} could not be copied from ${source.name}`;
        this.#failed += 1;
        this.#context.problem({ cause: "damaged", message: `${what}: ${event.failed.error.message}` });
        break;
      }
      case "skipped":
        break;
    }
  }

  /** What is stored is there, also when the rest of the run fails. */
  #arrived(snapshot: Snapshot, copy: Snapshot, source: Target): void {
    const { catalog, changes, isInDoubt } = this.#deps;
    const { id: targetId } = this.#target;
    this.#last = copy.id;
    try {
      catalog.snapshots.add(targetId, copy);
    } catch {
      this.#context.note("warning", "The list of snapshots could not be brought up to date.");
    }
    if (isInDoubt(targetId)) return;
    const from = { targetId: source.id, snapshotId: snapshot.id };
    const to = { targetId, snapshotId: copy.id };
    changes?.copied({ planId: this.#plan().id, from, to, onlyIfKnown: false });
  }

  #add({ copied, skipped, bytesAdded, bytesStored }: CopyResult, source: Target): void {
    this.#copied += copied.length;
    this.#skipped += skipped;
    this.#bytesAdded += bytesAdded;
    this.#bytesStored += bytesStored;
    this.#meter.next();
    const what = `Copied ${countOf(copied.length, "snapshot")} from ${source.name}`;
    this.#context.note("info", `${what}; ${bytes(bytesStored)} new in the repository.`);
  }

  #describe(stored: Parameters<typeof describeSnapshot>[0]): Snapshot {
    return describeSnapshot(stored, this.#deps.plans());
  }
}
