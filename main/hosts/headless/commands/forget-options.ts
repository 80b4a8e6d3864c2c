import { type Command, Option } from "commander";
import { type Duration, type Grouping, type KeepPolicy, parseDuration } from "../../../engine/index.ts";
import { UsageError } from "../errors.ts";
import { collect, tagLists } from "../values.ts";
import { addGroupingOption } from "./grouping.ts";
import { addPruneOptions, type PruneFlags } from "./prune-options.ts";
import { addSnapshotFilter, type SnapshotFilterOptions } from "./snapshot-filter.ts";

/** Options that say what stays. */
interface KeepOptions {
  readonly keepLast?: number;
  readonly keepHourly?: number;
  readonly keepDaily?: number;
  readonly keepWeekly?: number;
  readonly keepMonthly?: number;
  readonly keepYearly?: number;
  readonly keepWithin?: Duration;
  readonly keepWithinHourly?: Duration;
  readonly keepWithinDaily?: Duration;
  readonly keepWithinWeekly?: Duration;
  readonly keepWithinMonthly?: Duration;
  readonly keepWithinYearly?: Duration;
  readonly keepTag?: readonly string[];
}

export interface ForgetCommandOptions extends KeepOptions, SnapshotFilterOptions, PruneFlags {
  readonly groupBy?: Grouping;
  readonly unsafeAllowRemoveAll?: true;
  readonly dryRun?: true;
  readonly prune?: true;
  readonly compact?: true;
}

export function declareForget(command: Command): void {
  command.argument("[snapshot...]", "ids, their first digits, or “latest”, to be removed; without, the rules decide");
  addKeepOptions(command);
  command.option("--unsafe-allow-remove-all", "without any rule, remove all that --host, --tag and --path choose");
  addGroupingOption(command, "host,paths without; '' for a single group");
  command.option("-n, --dry-run", "remove nothing, and tell what would be");
  command.option("-c, --compact", "leave out the paths");
  addSnapshotFilter(command, "--host");
  command.option(
    "--prune",
    "then free what no snapshot needs any more, if any was removed; with the options of “prune”:",
  );
  addPruneOptions(command);
}

/** The policy that the options make; without any rule, an empty one. */
export function policyOf(options: KeepOptions): KeepPolicy {
  const { keepTag, ...rules } = options;
  const named = Object.entries(rules)
    .filter(([name]) => name.startsWith("keep"))
    .map(([name, value]) => [name.charAt(4).toLowerCase() + name.slice(5), value]);
  // The options are called as the rules are, with “keep” before: KeepOptions and KeepPolicy say so both.
  const policy = Object.fromEntries(named) as KeepPolicy;
  return keepTag === undefined ? policy : { ...policy, tags: tagLists(keepTag) };
}

function addKeepOptions(command: Command): void {
  const add = <T>(flags: string, text: string, parse: (value: string, before: T | undefined) => T): unknown =>
    command.addOption(new Option(flags, text).argParser(parse).helpGroup("What stays:"));
  add("-l, --keep-last <n>", "the newest n snapshots, or “unlimited” for all", parseKeepCount);
  for (const [short, span, each] of [
    ["-H", "hourly", "hour"],
    ["-d", "daily", "day"],
    ["-w", "weekly", "week"],
    ["-m", "monthly", "month"],
    ["-y", "yearly", "year"],
  ])
    add(`${short}, --keep-${span} <n>`, `the newest of each of the newest n ${each}s that have any`, parseKeepCount);
  add("--keep-within <duration>", "all of this time before the newest, such as 1y5m7d2h", parseDuration);
  for (const [span, each] of [
    ["hourly", "hour"],
    ["daily", "day"],
    ["weekly", "week"],
    ["monthly", "month"],
    ["yearly", "year"],
  ])
    add(`--keep-within-${span} <duration>`, `the newest of each ${each} of this time`, parseDuration);
  add("--keep-tag <tag[,tag...]>", "those with all these tags; given again, the others will do as well", collect);
}

/** A number of snapshots to keep: 0 and up, or all of them. */
function parseKeepCount(text: string): number {
  if (text === "unlimited") return -1;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new UsageError(`“${text}” is no number of snapshots to keep.`, "Give 0 or more, or “unlimited”.");
  return value;
}
