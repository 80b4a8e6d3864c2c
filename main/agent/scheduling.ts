import type { Plan, Run, Target } from "../../shared/model/index.ts";
import { systemZone } from "../platform/index.ts";
import type { Changes } from "./changes/index.ts";
import { Gate } from "./conditions/index.ts";
import type { Copies } from "./copies/index.ts";
import type { Ground } from "./ground.ts";
import type { JobMakers } from "./job-makers.ts";
import type { Runs } from "./runs/index.ts";
import { type DueAction, Scheduler } from "./schedule/index.ts";
import type { Surroundings } from "./surroundings/index.ts";
import { isWithin } from "./targets/index.ts";

interface SchedulingRooms {
  readonly jobs: () => JobMakers;
  readonly runs: Pick<Runs, "active">;
  readonly changes: () => Changes | undefined;
  readonly copies: Copies;
  /** What is known of the computer now. Never rejects. */
  readonly look: () => Promise<Surroundings>;
  /** What is told of plans is no longer as it was. */
  readonly told: () => void;
}

/** What lets the agent's plans run by themselves. Rooms that are made later are asked only when all are there. */
export function buildScheduler(
  ground: Ground,
  { jobs, runs, changes, copies, look, told }: SchedulingRooms,
): Scheduler {
  const { catalog, clock, log, settings } = ground;
  const gate = new Gate({ look, zone: systemZone });
  const scheduler: Scheduler = new Scheduler({
    ...{ catalog, clock, log, isWithin, zone: systemZone, changed: told },
    plans: () => settings.plans(),
    targets: (plan) => plan.targetIds.flatMap((id) => settings.target(id) ?? []),
    lead: (plan) => copies.lead(plan),
    copies: (plan) => copies.due(plan),
    preferences: () => settings.preferences(),
    active: () => runs.active(),
    begin: (plan, target, action, trigger) => void begin(jobs(), { plan, target, action, trigger }),
    heldBy: (plan, now) => gate.heldBy(plan, now),
    onGap: () => {
      changes()?.distrustAll();
      scheduler.changedFolders(settings.plans().flatMap(({ folders }) => folders));
    },
  });
  return scheduler;
}

interface DueRun {
  readonly plan: Plan;
  readonly target: Target;
  readonly action: DueAction;
  readonly trigger: Run["trigger"];
}

function begin(jobs: JobMakers, { plan, target, action, trigger }: DueRun): Run {
  switch (action.type) {
    case "backup":
      return jobs.backup(plan, target, trigger, action.mode);
    case "copy":
      return jobs.copy(plan, target, trigger);
    case "check":
      return jobs.check(target, action.readData, trigger, plan);
    case "tidy":
      return jobs.tidy(target, trigger, plan);
    case "test":
      return jobs.test(plan, target, { amount: action.amount, trigger });
  }
}
