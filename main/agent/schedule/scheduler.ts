import {
  type ForecastEntry,
  type Moment,
  type PathText,
  type Plan,
  type PlanActivity,
  type PlanId,
  type Preferences,
  pausedAt,
  type Run,
  type Target,
} from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Log } from "../log/index.ts";
import { activityOf, type Held } from "./activity.ts";
import { RUNS_LOOKED_AT } from "./again.ts";
import { Alarm } from "./alarm.ts";
import { ChangesKept } from "./changes.ts";
import { chosen, type DueAction, kindOf } from "./choose.ts";
import { forecast } from "./forecast.ts";
import { Marks } from "./marks.ts";
import { standingOf } from "./standing.ts";
import { type PlanFacts, type Upcoming, upcomingOf } from "./upcoming.ts";

/** Something waits for a condition: it is looked at again so soon, if nobody says that it has changed. */
const HELD_LOOK_MS = 30_000;

export interface SchedulerOptions {
  readonly plans: () => readonly Plan[];
  readonly targets: (plan: Plan) => readonly Target[];
  readonly preferences: () => Preferences;
  readonly catalog: Pick<Catalog, "runs" | "snapshots" | "scheduleMarks" | "isNew">;
  /** Runs that have not ended. */
  readonly active: () => readonly Run[];
  /** The target that a plan's next backup goes to. */
  readonly lead: (plan: Plan) => Target | undefined;
  /** Targets that could get snapshots of a plan now from its other targets, and since when that is so. */
  readonly copies: (plan: Plan) => PlanFacts["copies"];
  /** Queues a run of a plan on one of its targets. @throws {AgentEnding} */
  readonly begin: (plan: Plan, target: Target, action: DueAction, trigger: Run["trigger"]) => void;
  /** Why a plan's runs must not begin now, if they must not. Never rejects. */
  readonly heldBy: (plan: Plan, now: Moment) => Promise<Held | undefined>;
  /** The computer's time zone now: an IANA name. */
  readonly zone: () => string;
  readonly isWithin: (place: PathText, folder: PathText) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** What is told of plans is no longer as it was. */
  readonly changed: () => void;
  /** The computer slept, or its clock was set: nobody knows what happened meanwhile. */
  readonly onGap?: () => void;
}

/**
 * Lets plans run by themselves: what is due begins when nothing holds it, is made up for once if it was missed, and tried
 * again if it failed of a cause that passes. It decides nothing by itself (`upcoming`, `standing`, `choose`) and keeps only
 * when each schedule was last due; all else is told by the history.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #marks: Marks;
  readonly #changes: ChangesKept;
  readonly #alarm: Alarm;
  #held: ReadonlyMap<PlanId, Held> = new Map();
  #state: "off" | "on" | "stopped" = "off";
  #looking: Promise<void> | undefined;
  #looksAgain = false;

  constructor(options: SchedulerOptions) {
    const { clock, catalog, plans, isWithin } = options;
    this.#options = options;
    this.#marks = new Marks(catalog.scheduleMarks);
    this.#changes = new ChangesKept(isWithin);
    this.#alarm = new Alarm({ clock, onTime: () => this.look(), onGap: () => this.#tellGap() });
    // With the catalog it is lost when schedules were last due, and that plans have been backed up.
    if (catalog.isNew) this.#marks.settle(plans(), clock.now(), () => false);
  }

  /** From now on runs begin by themselves. */
  start(): void {
    if (this.#state !== "off") return;
    this.#state = "on";
    this.look();
  }

  /** Begins nothing any more. Resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#state = "stopped";
    this.#alarm.callOff();
    await this.#looking;
  }

  /** Something that decides about runs has changed: plans, preferences, conditions, or a run has ended. */
  look(): void {
    if (this.#state !== "on") return;
    if (this.#looking !== undefined) {
      this.#looksAgain = true;
      return;
    }
    this.#looking = this.#lookWhileAsked().finally(() => {
      this.#looking = undefined;
    });
  }

  /** The computer slept, as the system says: the alarm need not find out. */
  woke(): void {
    if (this.#state !== "on") return;
    this.#alarm.callOff();
    this.#tellGap();
    this.look();
  }

  /** Something changed in or below folders. */
  changedFolders(paths: readonly PathText[]): void {
    const { plans, clock, changed } = this.#options;
    // Told many times a second in a storm of changes: only the first sets the alarm, which looks again when it rings.
    if (this.#state !== "on" || !this.#changes.add(paths, plans(), clock.now())) return;
    changed();
    this.look();
  }

  /** A run of a plan on all its targets was queued, by hand for one: it will find what has changed by now. */
  begun(planId: PlanId): void {
    this.#changes.begun(planId);
  }

  activity(plan: Plan): PlanActivity {
    const now = this.#options.clock.now();
    return activityOf({
      ...{ active: this.#activeOf(plan), upcoming: this.#upcoming(plan, now), now },
      ...{ hasSchedules: plan.schedules.length > 0, paused: this.#paused(now), held: this.#held.get(plan.id) },
    });
  }

  forecast(days: number): readonly ForecastEntry[] {
    const { plans, clock, zone } = this.#options;
    const now = clock.now();
    const paused = this.#paused(now);
    return forecast({
      ...{ plans: plans(), now, days, zone: zone(), markOf: (id) => this.#marks.of(id) },
      ...(paused === undefined ? {} : { paused }),
    });
  }

  /** Never rejects: what goes wrong is a bug, and the next look is taken all the same. */
  async #lookWhileAsked(): Promise<void> {
    do {
      this.#looksAgain = false;
      try {
        await this.#lookOnce();
      } catch (err) {
        this.#options.log.error({ err }, "looking for what is due failed");
      }
    } while (this.#looksAgain && this.#state === "on");
    this.#setAlarm();
  }

  async #lookOnce(): Promise<void> {
    const { plans, clock } = this.#options;
    this.#marks.settle(plans(), clock.now(), (plan) => this.#isNew(plan));
    const held = new Map<PlanId, Held>();
    const free = new Set<PlanId>();
    for (const plan of plans()) {
      if (this.#toStart(plan, clock.now()).length === 0) continue;
      const reason = await this.#options.heldBy(plan, clock.now());
      if (reason === undefined) free.add(plan.id);
      else held.set(plan.id, reason);
    }
    this.#keepHeld(held);
    // Plans may have changed while conditions were looked at.
    for (const plan of plans()) if (this.#state === "on" && free.has(plan.id)) this.#beginSafely(plan);
  }

  /** One plan that cannot begin does not keep others from it. */
  #beginSafely(plan: Plan): void {
    try {
      this.#begin(plan);
    } catch (err) {
      this.#options.log.error({ err, planId: plan.id }, "what is due could not begin");
    }
  }

  #begin(plan: Plan): void {
    const { clock, begin, changed, log } = this.#options;
    const now = clock.now();
    const due = this.#toStart(plan, now);
    if (due.length === 0) return;
    // One that goes on may have passed by what has changed since.
    const isGoingOn = this.#activeOf(plan).some(({ kind, state }) => kind === "backup" && state === "running");
    for (const target of this.#options.targets(plan)) {
      const forTarget = due.filter((each) => this.#targetsOf(plan, each).some(({ id }) => id === target.id));
      for (const each of chosen(forTarget)) {
        if (standingOf(each, this.#activeOn(plan, target, each)) !== "start") continue;
        log.info({ planId: plan.id, targetId: target.id, action: each.action, trigger: each.trigger }, "a run is due");
        begin(plan, target, each.action, each.trigger);
      }
    }
    for (const each of due) this.#marks.begun(each, now);
    const findsAll = due.some(({ action }) => action.type === "backup");
    if (findsAll && !isGoingOn) this.begun(plan.id);
    changed();
  }

  /** What is due and need not wait for a run that goes on. */
  #toStart(plan: Plan, now: Moment): readonly Upcoming[] {
    if (this.#paused(now) !== undefined) return [];
    const due = this.#upcoming(plan, now).filter(({ at }) => at <= now);
    if (due.length === 0) return [];
    return due.filter((each) => {
      const targets = this.#targetsOf(plan, each);
      const standings = targets.map((target) => standingOf(each, this.#activeOn(plan, target, each)));
      const isMoot = each.schedule === undefined && !standings.includes("start");
      return !isMoot && !standings.includes("later");
    });
  }

  /** What is due for one target is for that; a backup is for the one that leads; all else is for each. */
  #targetsOf(plan: Plan, { targetId, action }: Upcoming): readonly Target[] {
    const { targets, lead } = this.#options;
    const all = targets(plan);
    if (targetId !== undefined) return all.filter(({ id }) => id === targetId);
    if (action.type !== "backup") return all;
    const leading = lead(plan)?.id;
    return all.filter(({ id }) => id === leading);
  }

  #upcoming(plan: Plan, now: Moment): readonly Upcoming[] {
    const { zone, catalog, copies } = this.#options;
    if (plan.schedules.length === 0 && plan.targetIds.length < 2) return [];
    const [newest] = catalog.runs.list({ planId: plan.id, kind: "backup", limit: 1 });
    return upcomingOf({
      ...{ plan, now, zone: zone(), markOf: (id) => this.#marks.of(id), isNew: this.#isNew(plan) },
      ...{ changes: this.#changes.of(plan.id), begunAt: newest?.startedAt ?? newest?.queuedAt, copies: copies(plan) },
      ended: (targetId, kind) =>
        catalog.runs
          .list({ planId: plan.id, targetId, kind, limit: RUNS_LOOKED_AT })
          .filter(({ state }) => state === "ended"),
    });
  }

  #isNew(plan: Plan): boolean {
    const { catalog } = this.#options;
    const hasSnapshots = plan.targetIds.some((id) => catalog.snapshots.totals(id, plan.id).count > 0);
    return !hasSnapshots && catalog.runs.list({ planId: plan.id, kind: "backup", limit: 1 }).length === 0;
  }

  #activeOf(plan: Plan): readonly Run[] {
    return this.#options.active().filter(({ planId, kind }) => planId === plan.id && kind !== "restore");
  }

  #activeOn(plan: Plan, target: Target, { action }: Upcoming): readonly Run[] {
    const kind = kindOf(action);
    return this.#activeOf(plan).filter((run) => {
      // The plan's folders are read for one target at a time, whichever it is.
      const isFor = kind === "backup" || run.targetId === target.id;
      return isFor && run.kind === kind && !run.isStopping;
    });
  }

  #paused(now: Moment): Preferences["paused"] {
    return pausedAt(this.#options.preferences(), now);
  }

  #keepHeld(held: ReadonlyMap<PlanId, Held>): void {
    const before = JSON.stringify([...this.#held]);
    this.#held = held;
    if (JSON.stringify([...held]) === before) return;
    this.#options.log.info({ held: Object.fromEntries(held) }, "what due runs wait for has changed");
    this.#options.changed();
  }

  #setAlarm(): void {
    if (this.#state !== "on") return;
    const { plans, clock } = this.#options;
    const now = clock.now();
    const times = plans().flatMap((plan) => this.#upcoming(plan, now).map(({ at }) => at));
    const pause = this.#paused(now)?.until;
    const again = this.#held.size > 0 ? [now + HELD_LOOK_MS] : [];
    this.#alarm.set([...times, ...again, ...(pause === undefined ? [] : [pause])]);
  }

  #tellGap(): void {
    this.#options.log.info({}, "the computer slept, or its clock was set");
    this.#options.onGap?.();
  }
}
