import type { Plan, PlanWatch } from "../../../shared/model/index.ts";
import type { RootState, WatchState } from "../watch/index.ts";

/** How the folders of a plan are watched: as the worst of them. */
export function planWatch({ folders }: Plan, { roots, limit }: WatchState): PlanWatch {
  const own = roots.filter(({ path }) => folders.includes(path));
  const unwatched = own.flatMap((root) => root.unwatched);
  const isLimited = unwatched.some(({ reason }) => reason === "limit");
  return {
    state: worst(own),
    folders: own.reduce((sum, root) => sum + root.folders, 0),
    unwatched,
    ...(limit !== undefined && isLimited ? { limit } : {}),
  };
}

function worst(roots: readonly RootState[]): PlanWatch["state"] {
  const states = new Set(roots.map(({ state }) => state));
  if (states.size === 0 || (states.size === 1 && states.has("off"))) return "off";
  if (states.has("starting")) return "starting";
  return states.size === 1 && states.has("watching") ? "watching" : "partly";
}
