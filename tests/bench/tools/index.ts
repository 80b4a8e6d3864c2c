import { borgTool } from "./borg.ts";
import { holdfastTool } from "./holdfast.ts";
import { resticTool } from "./restic.ts";
import type { Tool } from "./tool.ts";

export { type Place, placeIn, type Tool } from "./tool.ts";

/** The tools on this machine, Holdfast first. */
export function findTools(): readonly Tool[] {
  return [holdfastTool(), resticTool(), borgTool()].filter((tool) => tool !== undefined);
}
