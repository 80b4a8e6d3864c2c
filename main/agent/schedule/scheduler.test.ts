import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  DEFAULT_PREFERENCES,
  type Plan,
  type Preferences,
  type Refusal,
  type Run,
  type Target,
  TargetId,
} from "../../../shared/model/index.ts";
import { FakeClock, settled } from "../../../tests/support/fake-clock.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { openCatalog } from "../catalog/index.ts";
import { silentLog } from "../log/index.ts";
import { isWithin } from "../targets/index.ts";
import type { Held } from "./activity.ts";
import { type DueAction, kindOf } from "./choose.ts";
import { BLUE, backupOn, endedRun, HOUR, MINUTE, planWith, tidyOn } from "./plans.fixture.ts";
import { Scheduler } from "./scheduler.ts";

const START = Date.parse("2026-06-01T10:00Z"); // a Monday, noon in Berlin
const hourly = { type: "interval", minutes: 60 } as const;
const DAY = 24 * HOUR;

/** A scheduler whose runs end when the test says so, on a real catalog. */
function stage(plans: Plan[], file = join(tempFolder(), "catalog.sqlite"), clock = new FakeClock(START)) {
  const { catalog } = openCatalog({ file, now: () => clock.now() });
  let preferences: Preferences = DEFAULT_PREFERENCES;
  let held: Held | undefined;
  const begun: string[] = [];
  const active: Run[] = [];
  const seen = { gaps: 0, looks: 0 };
  const begin = (plan: Plan, { id }: Target, action: DueAction, trigger: Run["trigger"]): void => {
    const what = action.type === "backup" ? action.mode : action.type;
    begun.push(`${trigger} ${what} ${new Date(clock.now()).toISOString().slice(8, 16)}`);
    const {
      endedAt: _,
      outcome: __,
      ...run
    } = endedRun(plan, clock.now(), { kind: kindOf(action), trigger, targetId: id });
    active.push({ ...run, ...(action.type === "backup" ? { mode: action.mode } : {}), state: "running" });
    catalog.runs.save(active.at(-1) as Run); // it was pushed just now
  };
  // No more is looked at.
  const targetsOf = (plan: Plan) => plan.targetIds.map((id) => ({ id, name: "Blue" }) as Target);
  let copies: { readonly targetId: TargetId; readonly since: number }[] = [];
  const scheduler = new Scheduler({
    ...{ plans: () => plans, catalog, begin, clock, log: silentLog, isWithin, zone: () => "Europe/Berlin" },
    ...{ preferences: () => preferences, active: () => active, changed: () => undefined },
    targets: (plan) => targetsOf(plan),
    lead: (plan) => targetsOf(plan)[0],
    copies: () => copies,
    heldBy: async () => {
      seen.looks += 1;
      return held;
    },
    onGap: () => {
      seen.gaps += 1;
    },
  });
  /** Ends all that goes on. */
  const end = async (outcome: Run["outcome"] = "completed", error?: Refusal): Promise<void> => {
    for (const run of active.splice(0)) {
      const how = { outcome, ...(error === undefined ? {} : { error }) };
      catalog.runs.save({ ...run, state: "ended", endedAt: clock.now(), ...how } as Run); // an outcome is given
    }
    scheduler.look();
    await settled();
  };
  const close = async (): Promise<void> => {
    await scheduler.stop();
    catalog.close();
  };
  return {
    ...{ scheduler, catalog, clock, begun, active, seen, end, close, file },
    lack: (next: typeof copies) => {
      copies = next;
      scheduler.look();
    },
    hold: (by: Held | undefined) => {
      held = by;
    },
    prefer: (next: Partial<Preferences>) => {
      preferences = { ...DEFAULT_PREFERENCES, ...next };
      scheduler.look();
    },
    async go(ms: number, step = MINUTE): Promise<void> {
      for (let gone = 0; gone < ms; gone += step) {
        await clock.advance(Math.min(step, ms - gone));
        await end();
      }
    },
  };
}

/** One that is looked after to the end of the test, with a plan that was backed up before. */
function started(plan: Plan, ...others: Plan[]) {
  const made = stage([plan, ...others]);
  onTestFinished(() => made.close());
  made.catalog.runs.save(endedRun(plan, START - DAY));
  made.scheduler.start();
  return made;
}

const GREEN = TargetId.parse("5b0f7d3e-1c7a-4a52-9d3e-000000000002");

describe("a plan with a schedule", () => {
  it("runs by itself, each time once", async () => {
    const { go, begun } = started(planWith([backupOn(hourly)]));
    await go(3.5 * HOUR);
    expect(begun).toEqual([
      "schedule incremental 01T11:00",
      "schedule incremental 01T12:00",
      "schedule incremental 01T13:00",
    ]);
  });

  it("makes up for what was missed in standby once, and says that there was a gap", async () => {
    const { clock, end, go, begun, seen } = started(planWith([backupOn({ type: "daily", at: "18:00" })]));
    await clock.advance(MINUTE);
    clock.jump(5 * DAY);
    await clock.advance(MINUTE);
    await end();
    expect([begun.length, seen.gaps]).toEqual([1, 1]);
    await go(DAY, 30 * MINUTE);
    expect(begun.slice(1)).toEqual(["schedule incremental 06T16:00"]);
  });

  it("makes it up at once when the system says that it was asleep, with one gap", async () => {
    const { clock, end, begun, seen, scheduler } = started(planWith([backupOn({ type: "daily", at: "18:00" })]));
    await clock.advance(MINUTE);
    clock.jump(5 * DAY);
    scheduler.woke();
    await end();
    expect([begun.length, seen.gaps]).toEqual([1, 1]);
    await clock.advance(2 * MINUTE);
    expect([begun.length, seen.gaps]).toEqual([1, 1]);
  });

  it("makes up for what was missed while the agent was away once", async () => {
    const plan = planWith([backupOn({ type: "daily", at: "18:00" })]);
    const first = stage([plan]);
    first.catalog.runs.save(endedRun(plan, START - DAY));
    first.scheduler.start();
    await settled();
    await first.close();
    const later = stage([plan], first.file, new FakeClock(START + 5 * DAY));
    onTestFinished(() => later.close());
    later.scheduler.start();
    await settled();
    await later.end();
    expect(later.begun).toEqual(["schedule incremental 06T10:00"]);
  });

  it("counts from now when the catalog was lost, and is no storm", async () => {
    const made = stage([planWith([backupOn(hourly)]), planWith([backupOn(hourly)])]);
    onTestFinished(() => made.close());
    made.scheduler.start();
    await made.go(30 * MINUTE);
    expect(made.begun).toEqual([]);
  });

  it("that was never backed up runs a minute after it was made", async () => {
    const plans: Plan[] = [];
    const made = stage(plans);
    onTestFinished(() => made.close());
    made.scheduler.start();
    const often = backupOn({ type: "daily", at: "18:00" });
    plans.push(planWith([often, backupOn({ type: "weekly", days: [0], at: "18:00" }, "full")], { createdAt: START }));
    made.scheduler.look();
    await made.go(5 * HOUR);
    expect(made.begun).toEqual(["schedule full 01T10:01"]);
  });

  it("does not run twice when the clock is set back, and goes on when it is set back far", async () => {
    const { clock, go, begun } = started(planWith([backupOn(hourly)]));
    await go(HOUR);
    clock.jump(-10_000);
    await go(MINUTE);
    expect(begun).toHaveLength(1);
    clock.jump(-30 * DAY);
    await go(62 * MINUTE);
    expect(begun).toHaveLength(2);
  });

  it("counts anew when its times are changed", async () => {
    const plan = planWith([backupOn({ type: "interval", minutes: 600 })]);
    const plans = [plan];
    const made = stage(plans);
    onTestFinished(() => made.close());
    made.catalog.runs.save(endedRun(plan, START - DAY));
    made.scheduler.start();
    await made.go(5 * HOUR);
    plans[0] = { ...plan, schedules: plan.schedules.map((schedule) => ({ ...schedule, when: hourly })) };
    made.scheduler.look();
    await made.go(59 * MINUTE);
    expect(made.begun).toEqual([]);
    await made.go(2 * MINUTE);
    expect(made.begun).toHaveLength(1);
  });
});

describe("several things at once", () => {
  it("are one backup, the one that reads most, and then the tidying", async () => {
    const at = { type: "daily", at: "18:00" } as const;
    const schedules = [tidyOn(at), backupOn(at), backupOn(at, "full"), backupOn(at, "differential")];
    const { go, begun } = started(planWith(schedules));
    await go(DAY, 30 * MINUTE);
    expect(begun).toEqual(["schedule full 01T16:00", "schedule tidy 01T16:00"]);
  });

  it("wait for one that goes on and does less, and do not follow one that does the same", async () => {
    const { clock, end, begun } = started(
      planWith([backupOn(hourly), backupOn({ type: "daily", at: "14:30" }, "full")]),
    );
    await clock.advance(4 * HOUR); // the first, of 13:00, goes on
    expect(begun).toEqual(["schedule incremental 01T11:00"]);
    await end();
    expect(begun.slice(1)).toEqual(["schedule full 01T14:00"]);
  });
});

describe("conditions", () => {
  it("hold what is due until they are met; it is told, and looked at each half minute", async () => {
    const plan = planWith([backupOn(hourly)]);
    const { clock, go, hold, begun, scheduler, seen } = started(plan);
    hold({ for: ["mains"] });
    await go(3 * HOUR);
    expect(begun).toEqual([]);
    expect(scheduler.activity(plan)).toEqual({ type: "waiting", since: START + HOUR, for: ["mains"] });
    const looks = seen.looks;
    await clock.advance(5 * MINUTE);
    expect(seen.looks - looks).toBe(10);
    hold(undefined);
    await clock.advance(MINUTE);
    expect(begun).toHaveLength(1);
    expect(scheduler.activity(plan)).toEqual({ type: "running" });
  });

  it("are not asked while nothing is due", async () => {
    const { clock, seen } = started(planWith([backupOn(hourly)]));
    await clock.advance(59 * MINUTE);
    expect(seen.looks).toBe(0);
  });
});

describe("a pause", () => {
  it("lets nothing begin, and ends by itself", async () => {
    const plan = planWith([backupOn(hourly)]);
    const { go, prefer, begun, scheduler } = started(plan);
    const until = START + 150 * MINUTE;
    prefer({ paused: { until } });
    await go(2 * HOUR);
    expect(begun).toEqual([]);
    expect(scheduler.activity(plan)).toEqual({ type: "paused", until });
    await go(HOUR);
    expect(begun).toEqual(["schedule incremental 01T12:30"]);
  });

  it("without an end lasts until it is ended", async () => {
    const { go, prefer, begun } = started(planWith([backupOn(hourly)]));
    prefer({ paused: {} });
    await go(DAY, 30 * MINUTE);
    expect(begun).toEqual([]);
    prefer({});
    await settled();
    expect(begun).toHaveLength(1);
  });
});

describe("a run that did not go well", () => {
  const error: Refusal = { code: "storage/x", message: "No.", hint: "Wait.", retry: "later", facts: {} };

  it("is tried again after 1, 5, 15 and 60 minutes, and then waits for its next time", async () => {
    const plan = planWith([backupOn({ type: "daily", at: "13:00" })]);
    const { clock, end, begun, scheduler } = started(plan);
    await clock.advance(HOUR);
    for (let tries = 0; tries < 60; tries++) {
      await end("failed", error);
      if (tries === 0) {
        const until = START + HOUR + MINUTE;
        expect(scheduler.activity(plan)).toEqual({ type: "waiting", since: START + HOUR, for: ["retry"], until });
      }
      await clock.advance(10 * MINUTE);
    }
    const times = begun.map((each) => each.replace(" incremental", ""));
    expect(times).toHaveLength(5);
    expect(times[0]).toBe("schedule 01T11:00");
    expect(times.slice(1).every((each) => each.startsWith("retry"))).toBe(true);
  });

  it("is not tried again if the user stopped it, or the plan is run by hand only", async () => {
    const byHand = planWith([]);
    const { clock, catalog, end, begun } = started(planWith([backupOn({ type: "daily", at: "13:00" })]), byHand);
    catalog.runs.save(endedRun(byHand, START, { outcome: "failed", error }));
    await clock.advance(HOUR);
    await end("cancelled");
    await clock.advance(5 * HOUR);
    expect(begun).toEqual(["schedule incremental 01T11:00"]);
  });

  it("is begun again at the start of the agent that was interrupted in it", async () => {
    const plan = planWith([backupOn({ type: "daily", at: "18:00" })]);
    const made = stage([plan]);
    onTestFinished(() => made.close());
    made.catalog.runs.save(endedRun(plan, START - HOUR, { outcome: "interrupted", mode: "full" }));
    made.scheduler.start();
    await settled();
    expect(made.begun).toEqual(["resumed full 01T10:00"]);
    await made.end("interrupted");
    await made.clock.advance(HOUR);
    expect(made.begun).toHaveLength(1);
  });
});

describe("after changes", () => {
  const plan = planWith([backupOn({ type: "changes", settleSeconds: 30, atMostEveryMinutes: 5 })]);

  it("a run begins when they have settled, and says so until then", async () => {
    const { clock, scheduler, begun } = started(plan);
    scheduler.changedFolders(["/home/ada/Documents"]);
    await clock.advance(20_000);
    scheduler.changedFolders(["/home/ada/Documents"]);
    const waits = { type: "waiting", since: START, for: ["settling"], until: START + 50_000 };
    expect(scheduler.activity(plan)).toEqual(waits);
    await clock.advance(29_000);
    expect(begun).toEqual([]);
    await clock.advance(2000);
    expect(begun).toEqual(["changes incremental 01T10:00"]);
  });

  it("steady change puts a run off for ten times as long, and no longer", async () => {
    const { clock, scheduler, begun } = started(plan);
    for (let seconds = 0; seconds <= 310; seconds += 10) {
      scheduler.changedFolders(["/home/ada"]);
      await clock.advance(10_000);
    }
    expect(begun).toEqual(["changes incremental 01T10:05"]);
  });

  it("the next run does not begin too soon after the last, and not while one goes on", async () => {
    const { clock, scheduler, begun, end } = started(plan);
    scheduler.changedFolders(["/home/ada"]);
    await clock.advance(MINUTE);
    scheduler.changedFolders(["/home/ada"]);
    await clock.advance(8 * MINUTE);
    expect(begun).toHaveLength(1); // it goes on
    await end();
    expect(begun).toHaveLength(2);
    await end();
    scheduler.changedFolders(["/home/ada"]);
    await clock.advance(4 * MINUTE);
    expect(begun).toHaveLength(2);
    await clock.advance(2 * MINUTE);
    expect(begun).toHaveLength(3);
  });

  it("those elsewhere do not matter, those of which only a folder above is known do", async () => {
    const { clock, scheduler, begun } = started(plan);
    scheduler.changedFolders(["/srv", "/home/bob"]);
    await clock.advance(10 * MINUTE);
    expect(begun).toEqual([]);
    scheduler.changedFolders(["/home"]);
    await clock.advance(MINUTE);
    expect(begun).toHaveLength(1);
  });

  it("that came while a run went on are not forgotten for one that a clock asks for meanwhile", async () => {
    const both = planWith([...plan.schedules, backupOn({ type: "interval", minutes: 10 })]);
    const { clock, scheduler, begun, end } = started(both);
    await clock.advance(10 * MINUTE);
    scheduler.changedFolders(["/home/ada"]);
    await clock.advance(12 * MINUTE);
    expect(begun).toEqual(["schedule incremental 01T10:10"]); // it goes on
    await end();
    expect(begun.slice(1)).toEqual(["changes incremental 01T10:22"]);
  });

  it("a run by hand finds them as well", async () => {
    const { clock, scheduler, begun } = started(plan);
    scheduler.changedFolders(["/home/ada"]);
    scheduler.begun(plan.id);
    await clock.advance(HOUR);
    expect(begun).toEqual([]);
  });
});

describe("what is told of a plan", () => {
  it("is when it runs next, or nothing for one that is run by hand", () => {
    const plan = planWith([backupOn(hourly)]);
    const { scheduler } = started(plan);
    expect(scheduler.activity(planWith([]))).toEqual({ type: "idle" });
    expect(scheduler.activity(plan)).toMatchObject({ type: "idle", next: START + HOUR });
  });

  it("is what a queued run waits for", async () => {
    const plan = planWith([backupOn(hourly)]);
    const { scheduler, active } = started(plan);
    active.push({ ...endedRun(plan, START), state: "queued", waitingFor: "target" });
    expect(scheduler.activity(plan)).toEqual({ type: "waiting", since: START, for: ["target"] });
  });
});

it("one that was not started begins nothing", async () => {
  const made = stage([planWith([backupOn(hourly)])]);
  onTestFinished(() => made.close());
  made.scheduler.look();
  made.scheduler.changedFolders(["/home/ada"]);
  await made.clock.advance(5 * HOUR);
  expect(made.begun).toEqual([]);
});

it("what is no more is forgotten", async () => {
  const plan = planWith([backupOn(hourly)], { targetIds: [BLUE] });
  const plans = [plan];
  const made = stage(plans);
  onTestFinished(() => made.close());
  made.scheduler.start();
  await settled();
  const id = plan.schedules[0]?.id;
  if (id === undefined) throw new Error("the plan has a schedule");
  expect(made.catalog.scheduleMarks.get(id)?.due).toBe(START);
  plans.pop();
  made.scheduler.look();
  await settled();
  expect(made.catalog.scheduleMarks.get(id)).toBeUndefined();
});

describe("copies of what a backup has saved", () => {
  const withCopies = () => {
    const made = started(planWith([], { targetIds: [BLUE, GREEN] }));
    return { ...made, lack: (since: number) => made.lack([{ targetId: GREEN, since }]) };
  };

  it("begin by themselves when they can, also of a plan that is run by hand, and not again without something new", async () => {
    const { lack, go, begun } = withCopies();
    lack(START);
    await go(5 * MINUTE);
    expect(begun).toEqual(["schedule copy 01T10:00"]);
    lack(START + 6 * MINUTE);
    await go(5 * MINUTE);
    expect(begun).toHaveLength(2);
  });

  it("are tried again when they failed of a cause that passes, and resumed once", async () => {
    const { lack, end, clock, begun } = withCopies();
    lack(START);
    await settled();
    await end("failed", { code: "x", message: "", hint: "", retry: "later", facts: {} });
    await clock.advance(2 * MINUTE);
    expect(begun).toEqual(["schedule copy 01T10:00", "retry copy 01T10:01"]);
    await end("interrupted");
    lack(clock.now() + MINUTE);
    await end("interrupted");
    expect(begun.slice(2)).toEqual(["resumed copy 01T10:02"]);
  });

  it("wait for a pause to end, and for what holds the plan", async () => {
    const { lack, prefer, hold, clock, begun } = withCopies();
    prefer({ paused: { until: START + 10 * MINUTE } });
    lack(START);
    await clock.advance(5 * MINUTE);
    expect(begun).toEqual([]);
    hold({ for: ["battery"] });
    await clock.advance(10 * MINUTE);
    expect(begun).toEqual([]);
    hold(undefined);
    await clock.advance(MINUTE);
    expect(begun).toHaveLength(1);
  });
});
