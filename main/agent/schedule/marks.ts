import type { Moment, Plan, Schedule, ScheduleId } from "../../../shared/model/index.ts";
import type { ScheduleMarkStore } from "../catalog/index.ts";
import type { Upcoming } from "./upcoming.ts";

const MINUTE_MS = 60_000;

/** When schedules were last due: what each counts from. */
export class Marks {
  readonly #store: ScheduleMarkStore;

  constructor(store: ScheduleMarkStore) {
    this.#store = store;
  }

  /** @returns undefined for a schedule that was never counted */
  of(id: ScheduleId): Moment | undefined {
    return this.#store.get(id)?.due;
  }

  /**
   * Begins to count what is new, at now: schedules whose times are others than before, those of a clock that was set back,
   * and those never counted, unless the plan is new, so that its first run is due. Forgets schedules that are no more.
   */
  settle(plans: readonly Plan[], now: Moment, isNew: (plan: Plan) => boolean): void {
    for (const plan of plans) {
      for (const schedule of plan.schedules) {
        const mark = this.#store.get(schedule.id);
        const isRight = mark !== undefined && mark.times === timesOf(schedule) && mark.due <= now + MINUTE_MS;
        const waitsForFirst = mark === undefined && schedule.action.type === "backup" && isNew(plan);
        if (!isRight && !waitsForFirst) this.#count(schedule, now);
      }
    }
    this.#store.keepOnly(new Set(plans.flatMap(({ schedules }) => schedules.map(({ id }) => id))));
  }

  /** What was due has begun. What was missed several times has been made up for by this once. */
  begun({ schedule, at }: Upcoming, now: Moment): void {
    if (schedule === undefined) return;
    // An interval that is kept to the second does not creep; after a break it counts from now.
    const isOnTime = schedule.when.type === "interval" && now - at < MINUTE_MS;
    this.#count(schedule, isOnTime ? at : now);
  }

  #count(schedule: Schedule, due: Moment): void {
    this.#store.set(schedule.id, { due, times: timesOf(schedule) });
  }
}

function timesOf({ when }: Schedule): string {
  return JSON.stringify(when);
}
