import type { KeepRules, Moment, Plan, RetentionPreview, TargetId } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { isHeld } from "./held.ts";
import { retentionVerdicts } from "./verdicts.ts";

export interface PreviewDeps {
  readonly catalog: Pick<Catalog, "snapshots" | "massChanges">;
  readonly now: () => Moment;
}

/** What rules would do to a plan's snapshots on one target, as the catalog knows them. @param keep instead of the plan's */
export function previewOn(
  plan: Plan,
  targetId: TargetId,
  { catalog, now }: PreviewDeps,
  keep: KeepRules | undefined = plan.keep,
): RetentionPreview {
  const held = isHeld(plan, catalog);
  const snapshots = catalog.snapshots.list(targetId);
  const verdicts = retentionVerdicts({ planId: plan.id, snapshots, rules: keep, isHeld: held, now: now() });
  const kept = verdicts.filter((verdict) => verdict.keep).length;
  return { planId: plan.id, targetId, verdicts, kept, removed: verdicts.length - kept, isHeld: held };
}
