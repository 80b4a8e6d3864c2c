import { join } from "node:path";
import { DEFAULT_SAVING } from "../../../main/engine/index.ts";
import type { Command } from "../measure.ts";

/** The level at which Holdfast compresses; borg and the limit do the same. */
export const ZSTD_LEVEL: number = DEFAULT_SAVING.compressionLevel;
export const PASSWORD = "correct horse battery staple";

export type ToolName = "holdfast" | "restic" | "borg";

/** A repository and what a tool keeps of its own (settings, cache), both in temporary folders. */
export interface Place {
  readonly repository: string;
  readonly home: string;
}

/** A backup program: how its jobs are typed. Snapshots are always the newest one. */
export interface Tool {
  readonly name: ToolName;
  /** With the version, for the table. */
  readonly title: string;
  init(place: Place): Command;
  backup(place: Place, source: string): Command;
  /** Into an empty folder. */
  restore(place: Place, target: string): Command;
  check(place: Place, readData: boolean): Command;
  /** Opens the repository and does next to nothing: fills the cache. */
  look(place: Place): Command;
  version(): Command;
}

/** Two folders below one. */
export function placeIn(folder: string): Place {
  return { repository: join(folder, "repository"), home: join(folder, "home") };
}

/** This process's environment without the settings of any of the tools. */
export function cleanEnvironment(added: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(HOLDFAST|RESTIC|BORG|NODE)_/.test(name));
  return { ...Object.fromEntries(kept), ...added };
}

/** A real tree has files that may not be read: the tools then end with a warning. */
export function orWarning(command: Command, code: number): Command {
  return { ...command, accepted: [0, code] };
}
