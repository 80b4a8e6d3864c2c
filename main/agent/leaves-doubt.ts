import type { Run } from "../../shared/model/index.ts";

/** Whether a run leaves it in doubt that a repository still holds all that earlier snapshots were made of. */
export function leavesDoubt({ kind, figures }: Pick<Run, "kind" | "figures">): boolean {
  return kind === "repair" || (figures?.kind === "check" && figures.errors > 0);
}
