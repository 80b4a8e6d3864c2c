import type { PathText, Place, PlanState } from "../../../shared/model/index.ts";
import { isWithin, withoutNested } from "../../components/index.ts";

/** What most people would miss: their own work and memories. Downloads can be had again; home has all of it, and caches. */
const WORTH: readonly Place["kind"][] = ["documents", "pictures", "music", "videos", "desktop"];

/** Places that may be backed up as they are: not whole drives, nor the top of the disk. */
export function offeredPlaces(places: readonly Place[]): readonly Place[] {
  return places.filter(({ kind }) => kind !== "drive" && kind !== "root");
}

/** The plan that a place is in already. */
export function planOf(path: PathText, plans: readonly PlanState[]): string | undefined {
  return plans.find(({ plan }) => plan.folders.some((folder) => isWithin(path, folder)))?.plan.name;
}

/** What is chosen to begin with: what most people would miss and no plan has yet; where there is none of it, home. */
export function preselected(places: readonly Place[], plans: readonly PlanState[]): readonly PathText[] {
  const free = places.filter(({ path }) => planOf(path, plans) === undefined);
  const worth = free.filter(({ kind }) => WORTH.includes(kind));
  const chosen = worth.length > 0 ? worth : plans.length > 0 ? [] : free.filter(({ kind }) => kind === "home");
  return withoutNested(chosen.map(({ path }) => path));
}
