import type { Moment, PlanId } from "../../../shared/model/index.ts";
import type { Walk } from "./known-changes.ts";

/** How long what the watcher tells is taken for all there is. */
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The walks of this life of the agent; in each new one the first run of a plan walks in any case. They are of the disks, so
 * to which of the plan's targets a run goes does not matter.
 */
export class Walks {
  readonly #last = new Map<PlanId, Walk>();

  note(planId: PlanId, walk: Walk): void {
    this.#last.set(planId, walk);
  }

  isDue(planId: PlanId, now: Moment): boolean {
    const last = this.#last.get(planId);
    return last !== undefined && now - last.at >= DAY_MS;
  }

  last(planId: PlanId): Walk | undefined {
    return this.#last.get(planId);
  }
}
