import { randomUUID } from "node:crypto";
import {
  type BackupMode,
  DEFAULT_CHOICES,
  type Plan,
  PlanId,
  type Run,
  RunId,
  type Schedule,
  ScheduleId,
  TargetId,
  type When,
} from "../../../shared/model/index.ts";

export const BLUE = TargetId.parse(randomUUID());
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function backupOn(when: When, mode: BackupMode = "incremental"): Schedule {
  return { id: ScheduleId.parse(randomUUID()), when, action: { type: "backup", mode } };
}

export function tidyOn(when: When): Schedule {
  return { id: ScheduleId.parse(randomUUID()), when, action: { type: "tidy" } };
}

export function planWith(schedules: readonly Schedule[], choices: Partial<Plan> = {}): Plan {
  const base = { name: "Documents", folders: ["/home/ada"], targetIds: [BLUE], ...DEFAULT_CHOICES };
  return { id: PlanId.parse(randomUUID()), createdAt: 0, ...base, schedules, ...choices };
}

/** A backup of a plan that ended well a moment after it began. */
export function endedRun(plan: Plan, at: number, run: Partial<Run> = {}): Run {
  return {
    ...{ id: RunId.parse(randomUUID()), kind: "backup", title: "Back up", planId: plan.id, targetId: BLUE },
    ...{ targetName: "Blue", trigger: "schedule", mode: "incremental", state: "ended", isStopping: false },
    ...{ queuedAt: at, startedAt: at, endedAt: at, outcome: "completed", problems: 0, ...run },
  };
}
