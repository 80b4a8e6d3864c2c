import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { HOLDFAST } from "../../support/holdfast.ts";
import type { Command } from "../measure.ts";
import { cleanEnvironment, orWarning, PASSWORD, type Place, type Tool } from "./tool.ts";

/** Digits of the build's stamp in the title. */
const STAMP_DIGITS = 8;

/** The built program under this process's Node. */
export function holdfastTool(): Tool {
  const command = (place: Place | undefined, args: readonly string[]): Command => ({
    program: process.execPath,
    args: [HOLDFAST, ...args],
    env: cleanEnvironment(
      place === undefined ? {} : { HOLDFAST_HOME: place.home, HOLDFAST_PASSWORD: PASSWORD, HOLDFAST_KEYCHAIN: "off" },
    ),
  });
  const on = (place: Place, ...args: readonly string[]): Command =>
    command(place, [args[0] ?? "", "--quiet", "--repo", place.repository, ...args.slice(1)]);
  return {
    name: "holdfast",
    title: title(),
    init: (place) => on(place, "init"),
    // The others leave nothing out by default.
    backup: (place, source) => orWarning(on(place, "backup", "--no-default-excludes", source), 3),
    restore: (place, target) => on(place, "restore", "latest", "--target", target),
    check: (place, readData) => on(place, "check", ...(readData ? ["--read-data"] : [])),
    look: (place) => on(place, "snapshots"),
    version: () => command(undefined, ["version"]),
  };
}

function title(): string {
  const { stdout } = spawnSync(process.execPath, [HOLDFAST, "version"], { encoding: "utf8" });
  const stamp = readFileSync(new URL(".stamp", `file://${HOLDFAST}`), "utf8").slice(0, STAMP_DIGITS);
  return `Holdfast ${stdout.split(" ")[1] ?? ""} (build ${stamp})`;
}
