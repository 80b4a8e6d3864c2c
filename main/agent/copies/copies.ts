import type { Moment, Plan, Presence, Run, Snapshot, Target, TargetId } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { KnownChanges } from "../changes/index.ts";
import { isHeld } from "../retention/index.ts";
import { originOf } from "../snapshots/index.ts";
import { distanceOf, leadOf } from "./lead.ts";
import { snapshotsToCopy, type ToCopy } from "./to-copy.ts";

export interface CopiesOptions {
  readonly catalog: Pick<Catalog, "snapshots" | "runs" | "massChanges">;
  readonly target: (id: TargetId) => Target | undefined;
  /** As last known, without looking. */
  readonly presence: (id: TargetId) => Presence;
  /** It answers, and refuses to be used. */
  readonly hasProblem?: (id: TargetId) => boolean;
  readonly now: () => Moment;
}

/** A target that is to get snapshots of a plan, and could get them now. */
export interface DueCopy {
  readonly targetId: TargetId;
  /** Since then there may be something new to bring over: the plan's last backup has ended, or one of its targets has come back. */
  readonly since: Moment;
}

/**
 * Which target of a plan a backup goes to, and what the others are to get of it. All of it is told from the catalog, so
 * that a target that is away can be told of, too.
 */
export class Copies {
  readonly #options: CopiesOptions;
  readonly #seenAt = new Map<TargetId, Moment>();

  constructor(options: CopiesOptions) {
    this.#options = options;
  }

  /** A target was found, or found again, and the list of its snapshots was read. */
  seen(targetId: TargetId): void {
    this.#seenAt.set(targetId, this.#options.now());
  }

  /** The plan's targets that still are some, in its order. */
  targetsOf(plan: Plan): readonly Target[] {
    return plan.targetIds.flatMap((id) => this.#options.target(id) ?? []);
  }

  /** Where the next backup of a plan goes to; undefined if none of its targets is left. */
  lead(plan: Plan): Target | undefined {
    const { presence, hasProblem, catalog } = this.#options;
    const targets = this.targetsOf(plan);
    const newest = this.#newest(plan);
    const candidates = targets.map((target) => ({
      ...{ target, presence: presence(target.id) },
      isTroubled:
        hasProblem?.(target.id) === true || catalog.runs.newestEnded(plan.id, target.id)?.outcome === "failed",
      isCurrent: newest === undefined || this.#has(plan, target, newest),
    }));
    return leadOf(candidates)?.target;
  }

  /** What a target is to get, from whichever of the plan's other targets, the oldest first. */
  missing(plan: Plan, targetId: TargetId): readonly ToCopy[] {
    return this.#toCopy(plan, targetId, this.#others(plan, targetId));
  }

  /** The same, of those that can be had now: from targets that are not away. */
  missingWithin(plan: Plan, targetId: TargetId): readonly ToCopy[] {
    const { presence } = this.#options;
    const reachable = this.#others(plan, targetId).filter(({ id }) => presence(id) !== "away");
    return this.#toCopy(plan, targetId, reachable);
  }

  /** Targets that are there, and for which something can be had. */
  due(plan: Plan): readonly DueCopy[] {
    const { presence } = this.#options;
    if (plan.targetIds.length < 2) return [];
    const since = Math.max(this.#lastBackupEnd(plan), ...plan.targetIds.map((id) => this.#seenAt.get(id) ?? 0));
    return this.targetsOf(plan).flatMap(({ id }) => {
      // Of one that nobody has looked into in this life it is not known what it lacks.
      const isKnown = presence(id) === "present" && this.#seenAt.has(id);
      if (!isKnown || this.missingWithin(plan, id).length === 0) return [];
      return [{ targetId: id, since }];
    });
  }

  /** Targets that a copy of what a run has saved goes to now. */
  after(run: Run, plan: Plan): readonly Target[] {
    const { presence } = this.#options;
    return this.targetsOf(plan).filter(({ id }) => {
      return id !== run.targetId && presence(id) !== "away" && this.missingWithin(plan, id).length > 0;
    });
  }

  /** What counts from the snapshot that a backup made, or found to be current, counts from its copies. */
  moveBaselines(run: Run, plan: Plan, changes: Pick<KnownChanges, "copied">): void {
    const { targetId, snapshotId } = run;
    if (targetId === undefined || snapshotId === undefined) return;
    const origin = this.#originAt(targetId, plan, snapshotId);
    for (const target of this.targetsOf(plan)) {
      const copy = this.#newestOn(target.id, plan);
      if (target.id === targetId || copy === undefined || originOf(copy) !== origin) continue;
      const to = { targetId: target.id, snapshotId: copy.id };
      changes.copied({ planId: plan.id, from: { targetId, snapshotId }, to, onlyIfKnown: true });
    }
  }

  #toCopy(plan: Plan, targetId: TargetId, others: readonly Target[]): readonly ToCopy[] {
    const { catalog, now } = this.#options;
    if (others.length === 0) return [];
    return snapshotsToCopy({
      ...{ plan, there: catalog.snapshots.list(targetId), isHeld: isHeld(plan, catalog), now: now() },
      elsewhere: others.map(({ id }) => ({ targetId: id, snapshots: catalog.snapshots.list(id, plan.id) })),
    });
  }

  /** The nearest first. */
  #others(plan: Plan, targetId: TargetId): readonly Target[] {
    const others = this.targetsOf(plan).filter(({ id }) => id !== targetId);
    return others.toSorted((a, b) => distanceOf(a.kind) - distanceOf(b.kind));
  }

  #newest(plan: Plan): Snapshot | undefined {
    const newest = this.targetsOf(plan).flatMap(({ id }) => this.#newestOn(id, plan) ?? []);
    return newest.toSorted((a, b) => b.time - a.time)[0];
  }

  #newestOn(targetId: TargetId, plan: Plan): Snapshot | undefined {
    return this.#options.catalog.snapshots.totals(targetId, plan.id).newest;
  }

  #has(plan: Plan, { id }: Target, snapshot: Snapshot): boolean {
    const newest = this.#newestOn(id, plan);
    return newest !== undefined && originOf(newest) === originOf(snapshot);
  }

  #originAt(targetId: TargetId, plan: Plan, snapshotId: Snapshot["id"]): string {
    const snapshot = this.#newestOn(targetId, plan);
    return snapshot?.id === snapshotId ? originOf(snapshot) : snapshotId;
  }

  #lastBackupEnd(plan: Plan): Moment {
    const runs = this.#options.catalog.runs.list({ planId: plan.id, kind: "backup", limit: 5 });
    return Math.max(0, ...runs.map(({ endedAt = 0 }) => endedAt));
  }
}
