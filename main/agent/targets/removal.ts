import type { TargetState } from "../../../shared/model/index.ts";
import type { TargetFacts } from "../catalog/index.ts";

/** Whether something can be removed from a target, as far as is known. */
export function removalOf({
  removal = "allowed",
  protectedUntil,
}: TargetFacts): Pick<TargetState, "removal" | "protectedUntil"> {
  return { removal, ...(protectedUntil === undefined ? {} : { protectedUntil }) };
}
