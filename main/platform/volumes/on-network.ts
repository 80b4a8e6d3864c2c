import { readFile, realpath } from "node:fs/promises";
import { nearestExisting, type SystemPath } from "./existing.ts";
import { isNetworkMount, mountOf, parseMounts } from "./mounts.ts";

/**
 * Whether a place is on another machine, as far as can be told: Linux by its mounts, Windows by `//server`. Of macOS it is
 * not known, and counts as no.
 *
 * @param mountsFile as `/proc/self/mounts`
 */
export async function isOnNetwork(path: SystemPath, mountsFile = "/proc/self/mounts"): Promise<boolean> {
  if (/^[/\\]{2}[^/\\]/.test(path.toString("latin1"))) return true;
  const bytes = await readFile(mountsFile).catch(() => undefined);
  if (bytes === undefined) return false;
  const place = await nearestExisting(path);
  const real = place === undefined ? undefined : await realpath(place, { encoding: "buffer" }).catch(() => undefined);
  const mount = mountOf(real ?? Buffer.from(path), parseMounts(bytes));
  return mount !== undefined && isNetworkMount(mount);
}
