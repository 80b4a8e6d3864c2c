// What an agent does besides backing up: foretelling, tidying, repairing, pausing.
import { randomUUID } from "node:crypto";
import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import {
  type ForecastEntry,
  type KeepRules,
  type Plan,
  type PlanState,
  type Preferences,
  type RetentionPreview,
  RunId,
  type RunKind,
  type TargetState,
  type When,
} from "../../../shared/model/index.ts";
import { stageNow } from "./clock.ts";
import { verdictsOf } from "./keep.ts";
import { madeProgress, runningRun } from "./made.ts";
import type { StagedAgent } from "./staged-agent.ts";

const os = implement(contract);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Of the topic `plans`. */
export function planUpkeep(agent: StagedAgent, find: (planId: string) => PlanState) {
  return {
    previewKeep: os.plans.previewKeep.handler(({ input }) => {
      const { plan, targets } = find(input.planId);
      const keep = input.keep ?? plan.keep;
      return targets.map((on) => previewOf(agent, plan, on, keep));
    }),
    tidy: os.plans.tidy.handler(({ input }) => {
      const { plan } = find(input.planId);
      const about = { planId: plan.id, planName: plan.name };
      return { runIds: [begun(agent, "tidy", `Tidy up ${plan.name}`, about)] };
    }),
    acceptMassChange: os.plans.acceptMassChange.handler(({ input }) => {
      const old = find(input.planId);
      const targets = old.targets.map(({ massChange: _looked, ...on }) => on);
      agent.plans = agent.plans.map((state) => (state === old ? { ...old, targets } : state));
      agent.changed("plans");
    }),
    forecast: os.plans.forecast.handler(({ input }) => forecastOf(agent, input.days)),
  };
}

/** Of the topic `targets`. */
export function targetUpkeep(agent: StagedAgent, find: (targetId: string) => TargetState) {
  const begin = (kind: RunKind, verb: string, targetId: string): { runId: RunId } => {
    const { target } = find(targetId);
    return { runId: begun(agent, kind, `${verb} ${target.name}`, { targetId: target.id, targetName: target.name }) };
  };
  return {
    tidy: os.targets.tidy.handler(({ input }) => begin("tidy", "Make room on", input.targetId)),
    repair: os.targets.repair.handler(({ input }) => begin("repair", "Repair", input.targetId)),
  };
}

/** Of the topic `preferences`. */
export function pauses(agent: StagedAgent) {
  const keep = (preferences: Preferences, change: (state: PlanState) => PlanState): Preferences => {
    agent.preferences = preferences;
    agent.plans = agent.plans.map(change);
    agent.changed("preferences", "plans");
    return preferences;
  };
  return {
    pause: os.preferences.pause.handler(({ input: { until } }) => {
      const paused = until === undefined ? {} : { until };
      return keep({ ...agent.preferences, paused }, (state) => ({ ...state, activity: { type: "paused", ...paused } }));
    }),
    resume: os.preferences.resume.handler(() => {
      const { paused: _paused, ...preferences } = agent.preferences;
      return keep(preferences, (state) => ({ ...state, activity: { type: "idle" } }));
    }),
  };
}

function begun(agent: StagedAgent, kind: RunKind, title: string, about: object): RunId {
  const id = RunId.parse(randomUUID());
  const { mode: _mode, ...run } = runningRun(1, { ...madeProgress(0.2), phase: "choosing" }, { id, kind, title });
  agent.putRun({ ...run, ...about });
  return id;
}

function previewOf(
  agent: StagedAgent,
  { id }: Plan,
  { targetId, massChange }: PlanState["targets"][number],
  keep: KeepRules | undefined,
): RetentionPreview {
  const isHeld = massChange !== undefined;
  const own = (agent.stage.snapshots ?? []).filter(({ planId }) => planId === id);
  const verdicts = verdictsOf(own, keep);
  const kept = verdicts.filter((verdict) => verdict.keep).length;
  return { planId: id, targetId, verdicts, kept, removed: verdicts.length - kept, isHeld };
}

function forecastOf(agent: StagedAgent, days: number): ForecastEntry[] {
  const until = agent.preferences.paused === undefined ? undefined : (agent.preferences.paused.until ?? Infinity);
  return agent.plans
    .flatMap(({ plan }) =>
      plan.schedules.flatMap(({ id, when, action }) =>
        momentsOf(when, days).map((at) => ({
          ...{ at, planId: plan.id, scheduleId: id, action },
          ...(until !== undefined && at < until && Number.isFinite(until) ? { heldUntil: until } : {}),
        })),
      ),
    )
    .sort((a, b) => a.at - b.at);
}

/** The times of the days to come; as exact as a picture needs it. */
function momentsOf(when: When, days: number): number[] {
  const now = stageNow();
  if (when.type === "interval") {
    const step = when.minutes * 60_000;
    return Array.from(
      { length: Math.min(200, Math.floor((days * DAY) / step)) },
      (_, index) => now + (index + 1) * step,
    );
  }
  if (!("at" in when)) return [];
  const [hours = 0, minutes = 0] = when.at.split(":").map(Number);
  return Array.from({ length: days + 1 }, (_, index) => new Date(now + index * DAY).setHours(hours, minutes, 0, 0))
    .filter((at) => at > now && at < now + days * DAY)
    .filter((at) => when.type !== "weekly" || when.days.includes(new Date(at).getDay()))
    .filter((at) => (when.type !== "monthly" && when.type !== "yearly") || new Date(at).getDate() === when.day);
}
