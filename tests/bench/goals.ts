import type { Figure } from "./statistics.ts";

/** At most this: as a ratio to another tool's median, or absolute (milliseconds, bytes) where no tool is named. */
export interface Goal {
  readonly figure: Figure;
  readonly against?: "restic" | "borg";
  readonly atMost: number;
}

const MOST_MEMORY: Goal = { figure: "memory", atMost: 300e6 };
/** The one goal of jobs that are only about memory. */
export const WITHIN_MEMORY: readonly Goal[] = [MOST_MEMORY];
/** Ahead of borg, whatever the job. */
const FASTER_THAN_BORG: Goal = { figure: "wall", against: "borg", atMost: 1 };

/** Goals of a job that all three tools do, in time and memory. A ratio without a goal is left out. */
export function against(wall: number, cpu?: number): readonly Goal[] {
  const cpuGoal: readonly Goal[] = cpu === undefined ? [] : [{ figure: "cpu", against: "restic", atMost: cpu }];
  return [{ figure: "wall", against: "restic", atMost: wall }, ...cpuGoal, FASTER_THAN_BORG, MOST_MEMORY];
}

/** The same for a first backup, which also has a size. */
export function firstBackup(wall: number, cpu: number): readonly Goal[] {
  return [...against(wall, cpu), { figure: "repository", against: "restic", atMost: 1 }];
}
