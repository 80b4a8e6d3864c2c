import { resticVersions } from "../../support/restic.ts";
import type { Command } from "../measure.ts";
import { cleanEnvironment, orWarning, PASSWORD, type Place, type Tool } from "./tool.ts";

/** The newest restic that can be had; undefined without any. */
export function resticTool(): Tool | undefined {
  const newest = [...resticVersions()].sort((a, b) => compareVersions(b.name, a.name))[0];
  if (newest === undefined) return undefined;
  const { name: title, path: program } = newest;
  const on = (place: Place, ...args: readonly string[]): Command => ({
    program,
    args: ["--quiet", "--repo", place.repository, "--cache-dir", place.home, ...args],
    env: cleanEnvironment({ RESTIC_PASSWORD: PASSWORD }),
  });
  return {
    name: "restic",
    title,
    init: (place) => on(place, "init"),
    backup: (place, source) => orWarning(on(place, "backup", source), 3),
    restore: (place, target) => on(place, "restore", "latest", "--target", target),
    check: (place, readData) => on(place, "check", ...(readData ? ["--read-data"] : [])),
    look: (place) => on(place, "snapshots"),
    version: () => ({ program, args: ["version"], env: cleanEnvironment({}) }),
  };
}

/** By number, so that 0.19 is newer than 0.9. */
export function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
