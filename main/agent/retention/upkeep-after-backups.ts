import type { Moment, Plan, Run, SpaceForecast, Target } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { isHeld } from "./held.ts";
import { previewOn } from "./preview.ts";
import { isTidyDue } from "./upkeep.ts";

export interface UpkeepDeps {
  readonly catalog: Pick<Catalog, "runs" | "snapshots" | "massChanges" | "targetFacts">;
  readonly now: () => Moment;
  readonly spaceState: (target: Target) => SpaceForecast["state"];
  readonly startTidy: (plan: Plan, target: Target) => Run;
}

/** Queues a run that tidies a plan up after its backup, if it is time. @returns the run */
export function tidyAfterBackup(
  plan: Plan,
  target: Target,
  { catalog, now, spaceState, startTidy }: UpkeepDeps,
): Run | undefined {
  // While a warning is open nothing would go, and the run that its owner looks for would be buried under others.
  if (isHeld(plan, catalog)) return undefined;
  // Whoever may delete there does it. A run each week that can do nothing would say no more.
  if (catalog.targetFacts.get(target.id).removal === "append-only") return undefined;
  const tidies = catalog.runs.list({ planId: plan.id, targetId: target.id, kind: "tidy", limit: 1 });
  if (tidies.some(({ state }) => state !== "ended")) return undefined;
  const { removed } = previewOn(plan, target.id, { catalog, now });
  const isDue = isTidyDue({ plan, tidies, removed, space: spaceState(target), now: now() });
  return isDue ? startTidy(plan, target) : undefined;
}
