import type { Moment, PlanId, TargetId } from "../../../shared/model/index.ts";
import type { Walk } from "./known-changes.ts";

/** How long what the watcher tells is taken for all there is. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** The walks of this life of the agent; in each new one the first run of a plan walks in any case. */
export class Walks {
  readonly #last = new Map<string, Walk>();

  note(planId: PlanId, targetId: TargetId, walk: Walk): void {
    this.#last.set(`${planId} ${targetId}`, walk);
  }

  isDue(planId: PlanId, targetId: TargetId, now: Moment): boolean {
    const last = this.#last.get(`${planId} ${targetId}`);
    return last !== undefined && now - last.at >= DAY_MS;
  }

  /** Of a plan's copies the walk that is longest ago; undefined while one of them was not walked. */
  oldest(planId: PlanId, targetIds: readonly TargetId[]): Walk | undefined {
    const walks = targetIds.map((targetId) => this.#last.get(`${planId} ${targetId}`));
    if (walks.includes(undefined)) return undefined;
    return walks.filter((walk) => walk !== undefined).toSorted((a, b) => a.at - b.at)[0];
  }
}
