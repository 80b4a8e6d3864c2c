import type { PathText, RestoreRequest } from "../../shared/model/index.ts";
import { baseName, joined } from "../components/index.ts";
import type { Chosen } from "./selection.ts";

/** Where a restore goes. */
export type Place =
  | { readonly type: "original" }
  | { readonly type: "folder"; readonly folder: PathText }
  | { readonly type: "zip"; readonly folder: PathText; readonly name: string };

export const TO_ITS_PLACE: Place = { type: "original" };

/** The place as the agent is told it; undefined while the .zip has no name that could be one. */
export function destinationOf(place: Place): RestoreRequest["destination"] | undefined {
  if (place.type !== "zip") return place;
  const name = place.name.trim();
  if (name === "" || /[/\\]/.test(name)) return undefined;
  return { type: "zip", file: joined(place.folder, /\.zip$/i.test(name) ? name : `${name}.zip`) };
}

/** What the .zip is called at first: as the one thing that is in it, or as the folder that all was in. */
export function zipName(chosen: Chosen): string {
  const [only] = chosen;
  if (only === undefined || chosen.size > 1) return "Backup.zip";
  const [folder, { all, names }] = only;
  const [name] = names.keys();
  const single = all === undefined && names.size === 1 && name !== undefined ? name : baseName(folder);
  return `${single === "" || single === "/" ? "Backup" : single}.zip`;
}
