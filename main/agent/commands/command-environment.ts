import type { Plan, RunId, RunOutcome, Target } from "../../../shared/model/index.ts";

/** What a user's commands need of the agent's own environment. All else, secrets above all, stays out. */
const PASSED = [
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "XDG_RUNTIME_DIR"],
  ...["SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "USERNAME", "USERPROFILE", "APPDATA"],
  ...["LOCALAPPDATA", "ProgramData", "ProgramFiles", "HOMEDRIVE", "HOMEPATH"],
];
const PASSED_FAMILY = /^LC_[A-Z]+$/;

export interface CommandFacts {
  readonly plan: Plan;
  readonly target: Target;
  readonly runId: RunId;
  /** Of a command after the backup. */
  readonly outcome?: RunOutcome;
}

/** The whole environment of a plan's command. @param own the agent's */
export function commandEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  { plan, target, runId, outcome }: CommandFacts,
): Record<string, string> {
  const passed = Object.entries(own).filter(([name]) => PASSED.includes(name) || PASSED_FAMILY.test(name));
  return {
    ...Object.fromEntries(passed.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    HOLDFAST_PLAN: plan.name,
    HOLDFAST_TARGET: target.name,
    HOLDFAST_RUN: runId,
    ...(outcome === undefined ? {} : { HOLDFAST_OUTCOME: outcome }),
  };
}
