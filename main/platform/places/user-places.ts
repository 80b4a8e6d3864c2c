import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { type LinuxSurroundings, linuxPlaces } from "./linux.ts";
import { macPlaces } from "./macos.ts";
import type { UserPlace } from "./user-place.ts";
import { windowsPlaces } from "./windows.ts";

/**
 * Where people start from: home, their own folders as the system names them, drives that are connected, and the whole
 * computer. Only folders that are there; those on other machines are not looked at, which could take long.
 */
export async function userPlaces(surroundings: Partial<LinuxSurroundings> = {}): Promise<readonly UserPlace[]> {
  const { home = homedir(), env = process.env } = surroundings;
  const places = await placesOf(process.platform, { home, env });
  const found = await Promise.all(places.map((place) => isThere(place)));
  const there = places.filter((_, index) => found[index]);
  const first = new Map(there.toReversed().map((place) => [place.path.toString("latin1"), place]));
  return there.filter((place) => first.get(place.path.toString("latin1")) === place);
}

function placesOf(platform: NodeJS.Platform, surroundings: LinuxSurroundings): Promise<readonly UserPlace[]> {
  if (platform === "win32") return windowsPlaces(surroundings.home);
  if (platform === "darwin") return macPlaces(surroundings.home);
  return linuxPlaces(surroundings);
}

async function isThere({ path, isNetwork }: UserPlace): Promise<boolean> {
  if (isNetwork) return true;
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
