import type { Run, TargetState } from "../../../shared/model/index.ts";

/** How the newest check that came to an end found the repository. @param checks the newest first */
export function lastCheck(checks: readonly Run[]): TargetState["lastCheck"] {
  for (const { id, endedAt, figures } of checks) {
    if (endedAt !== undefined && figures?.kind === "check")
      return { runId: id, endedAt, isSound: figures.errors === 0 };
  }
  return undefined;
}
