import type { Plan, PlanId } from "../../../shared/model/index.ts";
import type { StoredSnapshot } from "../../engine/index.ts";
import { PLAN_TAG_PREFIX, planTag } from "../snapshots/index.ts";

/** What snapshots have in common that follow each other: their plan's tag, or the host and folders. */
export function seriesOf({ tags = [], hostname = "", paths }: StoredSnapshot): string {
  const tag = tags.find((each) => each.startsWith(PLAN_TAG_PREFIX));
  return tag ?? JSON.stringify([hostname, ...[...paths].toSorted()]);
}

/** The plan of a series, if it is known here. */
export function planOf(series: string, plans: readonly Plan[]): PlanId | undefined {
  return plans.find(({ id }) => planTag(id) === series)?.id;
}
