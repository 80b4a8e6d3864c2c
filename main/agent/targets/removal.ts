import type { ConnectionReport, TargetId, TargetState } from "../../../shared/model/index.ts";
import type { TargetFactStore, TargetFacts } from "../catalog/index.ts";

/** Whether something can be removed from a target, as far as is known. */
export function removalOf({
  removal = "allowed",
  protectedUntil,
}: TargetFacts): Pick<TargetState, "removal" | "protectedUntil"> {
  return { removal, ...(protectedUntil === undefined ? {} : { protectedUntil }) };
}

/** Keeps what a test of a target's connection found of removing. @returns whether that is new */
export function noteRemoval(
  store: Pick<TargetFactStore, "get" | "set">,
  id: TargetId,
  { isUsable, isAppendOnly }: ConnectionReport,
): boolean {
  const facts = store.get(id);
  // A probe is never protected: it says nothing of what is.
  if (!isUsable || facts.removal === "protected") return false;
  const removal = isAppendOnly ? "append-only" : "allowed";
  if (removal === (facts.removal ?? "allowed")) return false;
  store.set(id, { ...facts, removal });
  return true;
}
