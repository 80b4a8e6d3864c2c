import { realpath } from "node:fs/promises";
import { nearestExisting } from "./existing.ts";

/** A path without links, as far as it is there; undefined when nothing of it can be looked at. */
export async function realPath(path: string): Promise<string | undefined> {
  const place = (await nearestExisting(path))?.toString();
  const real = place === undefined ? undefined : await realpath(place).catch(() => undefined);
  if (place === undefined || real === undefined) return undefined;
  const rest = path.slice(place.length).replace(/^\/+/, "");
  return rest === "" ? real : `${real.replace(/\/+$/, "")}/${rest}`;
}
