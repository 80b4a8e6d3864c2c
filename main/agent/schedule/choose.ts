import type { BackupMode, RunKind, ScheduledAction, TestAmount } from "../../../shared/model/index.ts";

const STRENGTH: Readonly<Record<BackupMode, number>> = { full: 3, differential: 2, incremental: 1 };
const AMOUNTS: Readonly<Record<TestAmount, number>> = { all: 3, large: 2, sample: 1 };
/** A tidy that follows a check finds out whether there is damage before anything is removed. */
const ORDER: readonly DueAction["type"][] = ["backup", "copy", "check", "tidy", "test"];

/** What begins by itself: what schedules say, and copies of what a backup has saved elsewhere. */
export type DueAction = ScheduledAction | { readonly type: "copy" };

/** Of two actions of the same type the one with the greater strength does what the other does, too. */
export function strength(action: DueAction): number {
  switch (action.type) {
    case "backup":
      return STRENGTH[action.mode];
    case "check":
      return action.readData ? 2 : 1;
    case "test":
      return AMOUNTS[action.amount];
    case "copy":
    case "tidy":
      return 1;
  }
}

/** The kind of run that does it. */
export function kindOf({ type }: DueAction): RunKind {
  return type === "test" ? "test-restore" : type;
}

/**
 * What is to be done when several things are due: of each kind the one that does the others' work as well, and in the
 * order in which they help one another: what a check looks at and what is tidied has the new snapshot in it.
 */
export function chosen<Due extends { readonly action: DueAction }>(due: readonly Due[]): readonly Due[] {
  return ORDER.flatMap((type) => {
    const [first, ...others] = due.filter(({ action }) => action.type === type);
    if (first === undefined) return [];
    return [others.reduce((best, each) => (strength(each.action) > strength(best.action) ? each : best), first)];
  });
}
