import type { Plan, Run, Target } from "../../../shared/model/index.ts";
import { TargetInUse } from "./errors.ts";

/** @throws {TargetInUse} a plan saves there, or a run is at it */
export function mustBeFree(target: Target, plans: readonly Plan[], active: readonly Run[]): void {
  const users = plans.filter(({ targetIds }) => targetIds.includes(target.id)).map(({ name }) => name);
  const isBusy = active.some(({ targetId }) => targetId === target.id);
  if (users.length > 0 || isBusy) throw new TargetInUse(target, users);
}
