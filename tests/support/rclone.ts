import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newerProgram } from "./newer-programs.ts";
import { findProgram } from "./programs.ts";
import { tempFolder } from "./temp-folder.ts";

export interface RcloneProgram {
  /** For test titles. */
  readonly name: string;
  readonly path: string;
}

/** The rclones there are here: the installed one and a newer one. */
export function rcloneVersions(): readonly RcloneProgram[] {
  const [installed, newer] = [findProgram("rclone"), newerProgram("rclone")];
  return [
    ...(installed === undefined ? [] : [{ name: "the installed rclone", path: installed }]),
    ...(newer === undefined ? [] : [{ name: "a newer rclone", path: newer }]),
  ];
}

/** Settings for rclone with one remote, `place`: a folder of this machine. */
export function rcloneSettings(): { readonly configFile: string; readonly folder: string } {
  const folder = tempFolder();
  const configFile = join(tempFolder(), "rclone.conf");
  writeFileSync(configFile, `[place]\ntype = alias\nremote = ${folder}\n`);
  return { configFile, folder };
}
