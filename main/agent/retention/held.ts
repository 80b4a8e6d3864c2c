import type { Plan } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";

/**
 * Whether nothing of a plan is to be removed: a warning about an unusual change is open on one of its targets. What one of
 * them warns of comes to the others by copy, and what was good before is good on all of them.
 */
export function isHeld(plan: Plan, { massChanges }: Pick<Catalog, "massChanges">): boolean {
  return plan.targetIds.some((targetId) => massChanges.isOpen(plan.id, targetId));
}
