import type { PathText, Plan, Space, Target } from "../../../shared/model/index.ts";
import type { Log } from "../log/index.ts";
import { isBelowStopLine, TargetNearlyFull } from "../space/index.ts";

/** What keeps a target in order around runs that add to it. */
export interface UpkeepGuard {
  readonly volumeSpace: (path: PathText) => Promise<Space | undefined>;
  /** Queues the upkeep that is due: after a run that came to its end, and when there is no room for one. */
  readonly upkeep: (plan: Plan, target: Target) => void;
  readonly log: Log;
}

/** Nothing is added to a target that is nearly full. @throws {TargetNearlyFull} */
export async function mustHaveRoom(plan: Plan, target: Target, guard: UpkeepGuard): Promise<void> {
  const space = await guard.volumeSpace(target.location);
  if (space === undefined || !isBelowStopLine(space)) return;
  // Tidying up is what makes room.
  upkeepOf(plan, target, guard);
  throw new TargetNearlyFull(target, space);
}

/** What goes wrong in it is no failure of the run that it follows. */
export function upkeepOf(plan: Plan, target: Target, { upkeep, log }: UpkeepGuard): void {
  try {
    upkeep(plan, target);
  } catch (err) {
    log.warn({ err }, "what is due after a run could not be queued");
  }
}
