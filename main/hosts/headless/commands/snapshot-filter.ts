import { type Command, Option } from "commander";
import type { SnapshotFilter } from "../../../engine/index.ts";
import { type Environment, variable } from "../environment.ts";
import { collect, tagLists } from "../values.ts";

/** Options that choose among snapshots. */
export interface SnapshotFilterOptions {
  readonly host?: readonly string[];
  readonly tag?: readonly string[];
  readonly path?: readonly string[];
}

/** @param hostFlag where `-H` means something else, the option without it */
export function addSnapshotFilter(command: Command, hostFlag: "-H, --host" | "--host" = "-H, --host"): void {
  const group = "Which snapshots:";
  const add = (flags: string, text: string): unknown =>
    command.addOption(new Option(flags, text).argParser(collect).helpGroup(group));
  add(`${hostFlag} <host>`, "only of this computer; may be given more than once");
  add("--tag <tag[,tag...]>", "only with all these tags (“” means none); given again, the others will do as well");
  add("--path <path>", "only with this path among what was asked for; given again, with both");
}

/** `--host ""` means every host, also when HOLDFAST_HOST is set. */
export function snapshotFilter(options: SnapshotFilterOptions, env: Environment): SnapshotFilter {
  const fromEnv = variable(env, "HOLDFAST_HOST", "RESTIC_HOST");
  const hosts = (options.host ?? (fromEnv === undefined ? [] : [fromEnv.value])).filter((host) => host !== "");
  return { hosts, tags: tagLists(options.tag), paths: options.path ?? [] };
}

/** `id:folder` as restic takes it: a part of a snapshot. */
export function snapshotAndFolder(text: string): { readonly snapshot: string; readonly folder?: string } {
  const colon = text.indexOf(":");
  if (colon < 0) return { snapshot: text };
  return { snapshot: text.slice(0, colon), folder: text.slice(colon + 1) };
}
