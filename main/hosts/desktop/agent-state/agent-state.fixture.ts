import {
  DEFAULT_CHOICES,
  DEFAULT_PREFERENCES,
  NOT_WATCHED,
  type Plan,
  type PlanActivity,
  type PlanOnTarget,
  type PlanState,
  type Run,
  type RunProgress,
  type TargetState,
} from "../../../../shared/model/index.ts";
import type { AgentState } from "./agent-state.ts";

export const NOW: number = new Date(2026, 4, 13, 14, 0).getTime(); // a Wednesday
export const HOUR = 3_600_000;
export const DAY: number = 24 * HOUR;

/** As the agent makes ids. */
const idOf = (number: number): string => `5b0f7d3e-1c7a-4a52-9d3e-${String(number).padStart(12, "0")}`;

/** A target whose number is in its id. Only what is looked at. */
export function targetState(
  number: number,
  facts: Partial<TargetState> & { readonly name?: string } = {},
): TargetState {
  const { name = "Blue", ...state } = facts;
  const target = { id: idOf(number), name, location: "/blue", kind: "folder", repositoryId: "" };
  return { target, presence: "present", passphrase: "kept", ...state } as unknown as TargetState;
}

interface PlanFacts {
  readonly name?: string;
  readonly on?: Partial<PlanOnTarget>;
  readonly activity?: PlanActivity;
  readonly choices?: Partial<Plan>;
}

/** A plan on the target of number 1, saved and proven an hour ago. */
export function planState(number: number, { name = "Photos", on = {}, activity, choices }: PlanFacts = {}): PlanState {
  const plan = { id: idOf(number), createdAt: 0, name, ...DEFAULT_CHOICES, folders: ["/photos"], targetIds: [idOf(1)] };
  const fresh = { newestSnapshotAt: NOW - HOUR, provenAt: NOW - HOUR };
  const state = {
    plan: { ...plan, ...choices },
    targets: [{ targetId: idOf(1), snapshots: 1, ...fresh, ...on }],
    activity: activity ?? { type: "idle" },
    watch: NOT_WATCHED,
  };
  return state as unknown as PlanState;
}

/** A backup of a plan that goes on. */
export function runOf(plan: PlanState, facts: Partial<Run> = {}): Run {
  const named = { planId: plan.plan.id, title: `Back up ${plan.plan.name}`, targetName: "Blue" };
  const run = { id: idOf(900), kind: "backup", state: "running", queuedAt: NOW, isStopping: false, problems: 0 };
  return { ...run, ...named, ...facts } as unknown as Run;
}

export function progress(done: number, all: number, secondsLeft?: number): RunProgress {
  const total = { files: all, bytes: all, isFinal: true };
  const left = secondsLeft === undefined ? {} : { secondsLeft };
  const rest = { seconds: 1, filesDone: done, currentFiles: [], problems: 0, bytesStored: 0 };
  return { phase: "saving", bytesDone: done, total, ...rest, ...left };
}

/** One safe plan on one target, and nothing that goes on. */
export function agentState(facts: Partial<AgentState> = {}): AgentState {
  const state = { plans: [planState(1)], targets: [targetState(1)], preferences: DEFAULT_PREFERENCES, runs: [] };
  return { ...state, startedAt: NOW - DAY, ...facts };
}
