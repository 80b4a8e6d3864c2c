import { type Command, Option } from "commander";
import type { Grouping, GroupKey } from "../../../engine/index.ts";
import { UsageError } from "../errors.ts";

const BY: Readonly<Record<string, keyof Grouping>> = {
  host: "host",
  hosts: "host",
  path: "paths",
  paths: "paths",
  tag: "tags",
  tags: "tags",
};

/** @param says what happens without it */
export function addGroupingOption(command: Command, says: string): void {
  const text = `group by host, paths and tags, or some of them, with commas between (${says})`;
  command.addOption(new Option("-g, --group-by <group>", text).argParser(parseGrouping));
}

/** `host,paths` as restic takes it; nothing at all is one group. */
function parseGrouping(text: string): Grouping {
  const words = text.split(",").filter((word) => word !== "");
  const parts = words.map((word) => {
    const by = BY[word];
    if (by === undefined)
      throw new UsageError(`Snapshots cannot be grouped by “${word}”.`, "It may be host, paths or tags.");
    return [by, true];
  });
  return Object.fromEntries(parts);
}

/** What a group is of, in words; nothing when there is one group only. */
export function groupTitle({ hostname, paths, tags }: GroupKey, by: Grouping): string {
  const parts = [
    ...(by.host === true ? [`host ${hostname}`] : []),
    ...(by.paths === true ? [`paths ${(paths ?? []).join(", ")}`] : []),
    ...(by.tags === true ? [`tags ${tags?.join(", ") ?? "none"}`] : []),
  ];
  return parts.join(", ");
}
