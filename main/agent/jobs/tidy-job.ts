import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { PathText, Plan, Run, Space, Target, TidyFigures } from "../../../shared/model/index.ts";
import { forget, type PruneOptions, type PruneResult, prune, type StoredSnapshot } from "../../engine/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import { isHeld, retentionVerdicts } from "../retention/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { describeSnapshot, type Snapshots } from "../snapshots/index.ts";
import { Ballast, isBelowStopLine } from "../space/index.ts";
import { RETRY_LOCK_MS } from "./deps.ts";
import { Meter } from "./meter.ts";
import { pruneFigures, pruneNote } from "./prune-words.ts";
import { type RefusedRemovals, refusedRemovals } from "./refused-removals.ts";

/** A run that nobody waits for lets others have the repository after so long, and goes on another time. */
const SLICE_SECONDS = 600;

const LEFT_TO_OTHERS =
  "This target only takes new files. Removing snapshots that the rules do not keep is left to whoever may delete there.";

const NOTHING_TIDIED: TidyFigures = {
  ...{ kind: "tidy", seconds: 0, snapshotsKept: 0, snapshotsRemoved: 0, bytesBefore: 0, bytesAfter: 0 },
  ...{ packsRemoved: 0, packsRewritten: 0, bytesLeft: 0 },
};

export interface TidyDeps {
  readonly catalog: Pick<Catalog, "massChanges" | "targetFacts">;
  readonly snapshots: Pick<Snapshots, "readAll">;
  readonly plans: () => readonly Plan[];
  readonly clock: Clock;
  /** Who wants it. */
  readonly trigger: Run["trigger"];
  /** Room on the volume that holds a place. */
  readonly volumeSpace: (path: PathText) => Promise<Space | undefined>;
}

/**
 * A run that removes what a plan's rules do not keep, as they are when its turn comes, and gives the room back of what no
 * snapshot needs. Without a plan it removes no snapshot.
 */
export function tidyJob(target: Target, plan: Plan | undefined, deps: TidyDeps): RunJob {
  return {
    ...{ kind: "tidy", title: `Tidy up ${plan?.name ?? target.name}`, trigger: deps.trigger },
    ...{ targetId: target.id, targetName: target.name },
    ...(plan === undefined ? {} : { planId: plan.id, planName: plan.name }),
    beforeOpening: async (context) => {
      if (deps.catalog.targetFacts.get(target.id).removal !== "append-only") return undefined;
      context.note("info", LEFT_TO_OTHERS);
      return { figures: NOTHING_TIDIED, problems: 0 };
    },
    perform: (context) => new Tidying(target, plan, deps, context).run(),
  };
}

interface Forgotten extends RefusedRemovals {
  readonly kept: number;
  readonly removed: number;
}

class Tidying {
  readonly #target: Target;
  readonly #plan: Plan | undefined;
  readonly #deps: TidyDeps;
  readonly #context: RunContext;
  readonly #meter: Meter;
  readonly #ballast: Ballast;

  constructor(target: Target, plan: Plan | undefined, deps: TidyDeps, context: RunContext) {
    this.#target = target;
    this.#plan = plan;
    this.#deps = deps;
    this.#context = context;
    this.#meter = new Meter(() => deps.clock.now());
    this.#ballast = new Ballast(target.location, () => deps.volumeSpace(target.location));
  }

  async run(): Promise<RunEnd> {
    const isTight = isBelowStopLine(await this.#deps.volumeSpace(this.#target.location));
    if (isTight) await this.#makeRoom();
    try {
      const forgotten = await this.#forget();
      if (forgotten?.isAppendOnly === true) return this.#leaveToOthers(forgotten);
      return this.#end(await this.#prune(isTight), forgotten);
    } finally {
      await this.#ballast.refill();
    }
  }

  /** On a full disk not even the lock can be written. */
  async #makeRoom(): Promise<void> {
    const { note } = this.#context;
    note("warning", "There is hardly any room left: what needs no rewriting is removed first.");
    if (await this.#ballast.drop()) note("info", "The room that is kept back for this was given back.");
  }

  /** The list of snapshots is brought up to date whatever becomes of the rest. */
  async #forget(): Promise<Forgotten | undefined> {
    const plan = this.#plan && this.#deps.plans().find(({ id }) => id === this.#plan?.id);
    if (this.#plan === undefined) return undefined;
    const { open, note } = this.#context;
    if (plan === undefined) note("warning", "The plan was removed meanwhile: none of its snapshots is.");
    const forgotten = plan === undefined ? undefined : await this.#forgetOf(plan);
    await this.#deps.snapshots.readAll(this.#target.id, open, this.#context.signal);
    return forgotten;
  }

  async #forgetOf(plan: Plan): Promise<Forgotten> {
    const { open, signal, progress } = this.#context;
    let kept = 0;
    const choose = (stored: readonly StoredSnapshot[]): readonly StoredSnapshot[] => {
      const going = this.#choose(plan, stored);
      kept = going.kept;
      return going.remove;
    };
    const run = forget(open, { choose, retryLockMs: RETRY_LOCK_MS, signal });
    for await (const { phase, removed, total } of run) {
      const known = total > 0 ? { files: total, bytes: 0, isFinal: true } : undefined;
      progress(this.#meter.progress({ phase, filesDone: removed, bytesDone: 0, total: known, problems: 0 }));
    }
    const { removed, failures } = await run.result;
    const refused = refusedRemovals(failures);
    for (const { snapshot, error } of refused.failures) this.#tellLeft(snapshot, error);
    if (refused.protection !== undefined) this.#context.note("info", refused.protection);
    if (removed > 0) this.#context.note("info", `Removed ${countOf(removed, "snapshot")}, kept ${kept}.`);
    return { ...refused, kept: kept + failures.length, removed };
  }

  /** Looks at what is there now, while nobody else can change it; the same function says what a preview shows. */
  #choose(
    plan: Plan,
    stored: readonly StoredSnapshot[],
  ): { readonly kept: number; readonly remove: readonly StoredSnapshot[] } {
    const { catalog, clock } = this.#deps;
    const held = isHeld(plan, catalog);
    const snapshots = stored.map((each) => describeSnapshot(each, [plan]));
    const question = { planId: plan.id, snapshots, rules: plan.keep, isHeld: held, now: clock.now() };
    const verdicts = retentionVerdicts(question);
    const going = new Set<string>(verdicts.flatMap(({ keep, snapshotId }) => (keep ? [] : [snapshotId])));
    const { note } = this.#context;
    if (held) note("warning", "No snapshot is removed: a warning about an unusual change is open.");
    else if (going.size === 0) note("info", "The plan's rules keep every snapshot.");
    for (const { snapshotId, keep } of verdicts)
      if (!keep) note("info", `Removing snapshot ${snapshotId.slice(0, 8)}.`);
    return { kept: verdicts.length - going.size, remove: stored.filter(({ id }) => going.has(id)) };
  }

  /** Removing nothing, a prune would only add to what is there. */
  #leaveToOthers({ kept, removed }: Forgotten): RunEnd {
    const { targetFacts } = this.#deps.catalog;
    targetFacts.set(this.#target.id, { ...targetFacts.get(this.#target.id), removal: "append-only" });
    this.#context.note("info", LEFT_TO_OTHERS);
    const figures = { ...NOTHING_TIDIED, seconds: this.#meter.seconds, snapshotsKept: kept, snapshotsRemoved: removed };
    return { figures, problems: 0 };
  }

  #tellLeft({ id }: StoredSnapshot, { message }: Error): void {
    this.#context.problem({
      cause: "not-removed",
      message: `Snapshot ${id.slice(0, 8)} could not be removed: ${message}`,
    });
  }

  async #prune(isTight: boolean): Promise<{ readonly result: PruneResult; readonly planned: number }> {
    const { open, progress, note } = this.#context;
    let planned = 0;
    const run = prune(open, this.#pruneOptions(isTight));
    for await (const event of run) {
      if (event.type === "progress") progress(this.#meter.progress(pruneFigures(event)));
      else if (event.type === "planned") {
        const { removed, repacked, unlisted } = event.figures;
        planned = removed.bytes + repacked.freed.bytes + unlisted.bytes;
      } else note("info", pruneNote(event));
    }
    return { result: await run.result, planned };
  }

  /** Where room is short, all of it is wanted. */
  #pruneOptions(isTight: boolean): PruneOptions {
    const isByHand = this.#deps.trigger === "user" || this.#deps.trigger === "command-line";
    return {
      ...{ retryLockMs: RETRY_LOCK_MS, signal: this.#context.signal },
      ...(isByHand ? {} : { maxSeconds: SLICE_SECONDS }),
      ...(isTight ? { deleteFirst: true, maxUnused: { bytes: 0 } } : {}),
    };
  }

  #end(
    { result, planned }: { readonly result: PruneResult; readonly planned: number },
    forgotten: Forgotten | undefined,
  ): RunEnd {
    const { before, after, removed, repacked, unlisted, stoppedBy, notRemoved } = result;
    const gained = Math.max(0, before.bytes - after.bytes);
    const figures: TidyFigures = {
      ...{ kind: "tidy", seconds: this.#meter.seconds },
      ...{ snapshotsKept: forgotten?.kept ?? 0, snapshotsRemoved: forgotten?.removed ?? 0 },
      ...{ bytesBefore: before.bytes, bytesAfter: after.bytes },
      ...{ packsRemoved: removed.packs + unlisted.packs, packsRewritten: repacked.packs },
      bytesLeft: stoppedBy === undefined ? 0 : Math.max(0, planned - gained),
    };
    const { note } = this.#context;
    const rest = figures.bytesLeft > 0 ? ` About ${bytes(figures.bytesLeft)} more can be gained by the next run.` : "";
    note("info", `The repository takes ${bytes(after.bytes)} now, ${bytes(gained)} less than before.${rest}`);
    if (notRemoved > 0)
      note("warning", `${countOf(notRemoved, "file")} could not be removed; the next run tries again.`);
    return { figures, problems: forgotten?.failures.length ?? 0 };
  }
}
