import { countOf } from "../../../../../shared/figures/index.ts";
import type { PlanWatch } from "../../../../../shared/model/index.ts";

/** Places told one by one; there may be thousands. */
const MOST_PLACES = 3;

/** How a plan's folders are watched, in lines; what is not watched with the reason, and what would help. */
export function watchLines({ state, folders, changedFolders, unwatched, limit }: PlanWatch): string[] {
  if (state === "starting") return ["its folders are being taken in, to be watched"];
  const watched = folders === 0 ? [] : [`watches ${countOf(folders, "folder")}${changeText(changedFolders)}`];
  const places = unwatched.slice(0, MOST_PLACES).map(({ path, detail }) => `has to look through ${path}: ${detail}`);
  const more = unwatched.length - places.length;
  return [
    ...watched,
    ...places,
    ...(more > 0 ? [`and through ${countOf(more, "more place", "more places")}`] : []),
    ...(limit === undefined ? [] : [`to have all watched: ${limit.command}`]),
  ];
}

function changeText(changed: number | undefined): string {
  if (changed === undefined) return "";
  if (changed === 0) return "; nothing has changed since the newest snapshot";
  return `; ${countOf(changed, "folder has", "folders have")} changed since the newest snapshot`;
}
