import type { Moment, PlanState, Preferences, Run, TargetState } from "../../../../shared/model/index.ts";

/** What the shell knows of the agent at one moment: all that tray and notifications speak of. */
export interface AgentState {
  readonly plans: readonly PlanState[];
  readonly targets: readonly TargetState[];
  readonly preferences: Preferences;
  /** That are queued or going on, those that go on first. */
  readonly runs: readonly Run[];
  /** When this agent began. */
  readonly startedAt: Moment;
}
