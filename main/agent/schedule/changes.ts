import type { Moment, PathText, Plan, PlanId, When } from "../../../shared/model/index.ts";

/** Steady change does not put a run off for longer than so many times the wait. */
const MOST_WAITS = 10;

/** Changes of a plan's folders since its last run began. */
export interface Changes {
  readonly firstAt: Moment;
  readonly lastAt: Moment;
}

/**
 * When a run after changes is due: once they have settled, or have gone on for ten times as long, and not too soon after
 * the last run.
 *
 * @param begunAt when the plan's last run began
 */
export function settledAt(
  { firstAt, lastAt }: Changes,
  { settleSeconds, atMostEveryMinutes }: Extract<When, { type: "changes" }>,
  begunAt: Moment | undefined,
): Moment {
  const settleMs = settleSeconds * 1000;
  const settled = Math.min(lastAt + settleMs, firstAt + MOST_WAITS * settleMs);
  return Math.max(settled, begunAt === undefined ? 0 : begunAt + atMostEveryMinutes * 60_000);
}

/** What has changed since the runs of each plan began. */
export class ChangesKept {
  readonly #isWithin: (place: PathText, folder: PathText) => boolean;
  readonly #kept = new Map<PlanId, Changes>();

  constructor(isWithin: (place: PathText, folder: PathText) => boolean) {
    this.#isWithin = isWithin;
  }

  /**
   * @param paths of folders in which, or below which, something changed
   * @returns whether they are the first ones of a plan; later ones only put its run off
   */
  add(paths: readonly PathText[], plans: readonly Plan[], now: Moment): boolean {
    const touched = plans.filter((plan) => isAfterChanges(plan) && this.#isTouched(plan, paths));
    const hasFirst = touched.some(({ id }) => !this.#kept.has(id));
    for (const { id } of touched) this.#kept.set(id, { firstAt: this.#kept.get(id)?.firstAt ?? now, lastAt: now });
    return hasFirst;
  }

  of(planId: PlanId): Changes | undefined {
    return this.#kept.get(planId);
  }

  /** A run begins, which will find all that has changed by now. */
  begun(planId: PlanId): void {
    this.#kept.delete(planId);
  }

  #isTouched({ folders }: Plan, paths: readonly PathText[]): boolean {
    // A plan's folder may be below a path of which nothing is known any more.
    return folders.some((folder) => paths.some((path) => this.#isWithin(path, folder) || this.#isWithin(folder, path)));
  }
}

function isAfterChanges({ schedules }: Plan): boolean {
  return schedules.some(({ when, action }) => when.type === "changes" && action.type === "backup");
}
