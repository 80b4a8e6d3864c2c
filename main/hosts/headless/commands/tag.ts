import { Option } from "commander";
import { countOf } from "../../../../shared/figures/index.ts";
import { type TagChange, type TaggedSnapshot, tag } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import type { Output } from "../output.ts";
import { type Session, withRepository } from "../session.ts";
import { collect, tagsOf } from "../values.ts";
import { taskOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions {
  readonly set?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

export const tagCommand: CommandSpec<Options> = {
  about:
    "A snapshot's id is made of its content, so one with other tags has another id; what it was first called is kept in it.",
  examples: [
    { line: "tag --add keep 1a2b3c4d", says: "a tag more on one snapshot" },
    { line: "tag --remove draft --host blue", says: "a tag less on all snapshots of a computer" },
    { line: "tag --set a,b latest", says: "these tags and no others; --set '' for none at all" },
  ],
  declare(command) {
    command.argument("[snapshot...]", "ids, their first digits, or “latest”; all without");
    const add = (flags: string, text: string): unknown => command.addOption(new Option(flags, text).argParser(collect));
    add("--set <tag[,tag...]>", "give them these tags instead of those they have; may be given more than once");
    add("--add <tag[,tag...]>", "give them these tags, too");
    add("--remove <tag[,tag...]>", "take these tags from them");
    addSnapshotFilter(command);
  },
  run: (context, snapshots, options) => {
    const change = changeOf(options);
    return withRepository(context, (session) => run(context, session, snapshots, options, change));
  },
};

function changeOf({ set, add, remove }: Options): TagChange {
  if (set === undefined && add === undefined && remove === undefined)
    throw new UsageError("Nothing is said of which tags.", "Give --add, --remove or --set.");
  if (set === undefined) return { add: tagsOf(add), remove: tagsOf(remove) };
  if (add !== undefined || remove !== undefined)
    throw new UsageError("--set does not go with --add and --remove.", "--set says which tags there are afterwards.");
  return { set: tagsOf(set) };
}

async function run(
  context: Context,
  { open }: Session,
  snapshots: readonly string[],
  filter: SnapshotFilterOptions,
  change: TagChange,
): Promise<void> {
  const { output, env } = context;
  const { changed } = await tag(open, {
    ...taskOptions(context),
    ...{ snapshots, filter: snapshotFilter(filter, env), change },
    onChange: (each) => tellChange(output, each),
  });
  if (output.json) output.data({ message_type: "summary", changed_snapshots: changed.length });
  else
    output.remark(
      changed.length === 0 ? "No tags changed." : `Changed the tags of ${countOf(changed.length, "snapshot")}.`,
    );
}

function tellChange(output: Output, { oldId, snapshot }: TaggedSnapshot): void {
  if (output.json) output.data({ message_type: "changed", old_snapshot_id: oldId, new_snapshot_id: snapshot.id });
  else output.detail(`Snapshot ${oldId.slice(0, 8)} is ${snapshot.id.slice(0, 8)} now.`);
}
