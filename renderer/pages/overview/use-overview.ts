import { useQuery } from "@tanstack/react-query";
import { type Assessment, assess, type Overall, overall } from "../../../shared/health/index.ts";
import type { PlanState, TargetState } from "../../../shared/model/index.ts";
import { api } from "../../client/index.ts";
import { useNow } from "../../components/index.ts";

/** A plan with what the page says of it. */
export interface AssessedPlan {
  readonly state: PlanState;
  readonly assessment: Assessment;
}

interface OverviewData {
  readonly plans: ReturnType<typeof usePlans>;
  readonly targets: ReturnType<typeof useTargets>;
  /** As soon as plans and targets are known; the worst plan comes first. */
  readonly assessed: readonly AssessedPlan[];
  readonly sentence: Overall;
}

function usePlans() {
  return useQuery(api.plans.list.queryOptions());
}

function useTargets() {
  return useQuery(api.targets.list.queryOptions());
}

const NO_PLANS: readonly PlanState[] = [];
const NO_TARGETS: readonly TargetState[] = [];

/** All that the overview tells. */
export function useOverview(): OverviewData {
  const plans = usePlans();
  const targets = useTargets();
  const now = useNow();
  const known = targets.data ?? NO_TARGETS;
  const assessed = (plans.data ?? NO_PLANS).map((state) => ({ state, assessment: assess(state, known, now) }));
  return { plans, targets, assessed, sentence: overall(assessed.map(({ assessment }) => assessment)) };
}
