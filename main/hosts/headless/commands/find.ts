import { type Command, Option } from "commander";
import { localTime } from "../../../../shared/figures/index.ts";
import {
  type FindItem,
  type FindQuery,
  find,
  longLine,
  matchJson,
  type StoredSnapshot,
  toText,
} from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import { type Session, withRepository } from "../session.ts";
import { collect, parseTimeOption } from "../values.ts";
import { Lines } from "./lines.ts";
import { readingOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions {
  readonly ignoreCase?: true;
  readonly long?: true;
  readonly newest?: bigint;
  readonly oldest?: bigint;
  readonly reverse?: true;
  readonly snapshot?: readonly string[];
  readonly blob?: true;
  readonly tree?: true;
  readonly pack?: true;
  readonly showPackId?: true;
}

export const findCommand: CommandSpec<Options> = {
  about: "Looks through all snapshots, the newest first. Patterns are those of a shell: * ? [a-z]; ** for any folders.",
  examples: [
    { line: "find 'invoice*.pdf'", says: "every version of such files" },
    { line: "find -l -i --oldest 2026-01-01 '*.odt'", says: "changed this year, in any case of letters" },
    { line: "find --blob 420f620f", says: "which files a part of the repository belongs to" },
  ],
  declare,
  run: (context, patterns, options) => withRepository(context, (session) => run(context, session, patterns, options)),
};

function declare(command: Command): void {
  command.argument("<pattern...>", "names or paths; with --blob, --tree or --pack ids");
  command.option("-i, --ignore-case", "whatever the case of letters");
  command.option("-l, --long", "permissions, owner, size and time as well");
  command.addOption(new Option("-O, --oldest <time>", "only modified then or later").argParser(parseTimeOption));
  command.addOption(new Option("-N, --newest <time>", "only modified then or earlier").argParser(parseTimeOption));
  command.option("-R, --reverse", "the oldest snapshot first");
  command.addOption(new Option("-s, --snapshot <id>", "only in this snapshot; may be given again").argParser(collect));
  command.option("--blob", "look for blobs by id");
  command.option("--tree", "look for trees by id");
  command.option("--pack", "look for all that is in packs, by id");
  command.option("--show-pack-id", "with ids: where they are stored");
  addSnapshotFilter(command);
}

async function run(context: Context, { open }: Session, patterns: readonly string[], options: Options): Promise<void> {
  const { snapshot, reverse } = options;
  const items = find(open, {
    ...readingOptions(context),
    ...{ query: queryOf(patterns, options), filter: snapshotFilter(options, context.env) },
    ...(snapshot === undefined ? {} : { snapshots: snapshot }),
    oldestFirst: reverse === true,
  });
  const lines = new Lines(context.output);
  if (context.output.json) await tellData(lines, items);
  else await tellPeople(lines, items, options.long === true);
  await lines.end();
}

function queryOf(patterns: readonly string[], options: Options): FindQuery {
  const { blob, tree, pack, ignoreCase, oldest, newest, showPackId } = options;
  const kinds = [
    blob === true ? "blob" : undefined,
    tree === true ? "tree" : undefined,
    pack === true ? "pack" : undefined,
  ];
  const [by, ...others] = kinds.filter((kind) => kind !== undefined) as ("blob" | "tree" | "pack")[]; // all that is left
  if (others.length > 0) throw new UsageError("--blob, --tree and --pack do not go together.", "Choose one of them.");
  if (by !== undefined) return { by, ids: patterns, showPacks: showPackId === true };
  return {
    ...{ by: "name", patterns, ignoreCase: ignoreCase === true },
    ...(oldest === undefined ? {} : { oldestNs: oldest }),
    ...(newest === undefined ? {} : { newestNs: newest }),
  };
}

async function tellPeople(lines: Lines, items: AsyncIterable<FindItem>, isLong: boolean): Promise<void> {
  let last: StoredSnapshot | undefined;
  for await (const item of items) {
    if (item.type === "stored") {
      const where = `offset ${item.offset}, ${item.length} bytes`;
      await lines.text(`${item.object} ${item.id}\n ... in pack ${item.pack}, ${where}`);
      continue;
    }
    if (item.type === "entry") {
      if (item.snapshot.id !== last?.id) await lines.text(`${last === undefined ? "" : "\n"}${heading(item.snapshot)}`);
      last = item.snapshot;
      await lines.name(isLong ? longLine(item.path, item.node) : item.path);
      continue;
    }
    await lines.text(`Found ${item.object} ${item.id} in snapshot ${item.snapshot.id.slice(0, 8)}, as a part of`);
    await lines.name(item.path);
  }
}

function heading({ id, time }: StoredSnapshot): string {
  return `Found in snapshot ${id.slice(0, 8)} from ${localTime(time)}:`;
}

/** restic's form: one array; names grouped by snapshot, uses of objects one by one. */
async function tellData(lines: Lines, items: AsyncIterable<FindItem>): Promise<void> {
  let group: { readonly snapshot: string; readonly matches: string[] } | undefined;
  let separator = "[";
  const put = async (json: string): Promise<void> => {
    await lines.part(`${separator}${json}`);
    separator = ",";
  };
  const putGroup = async (): Promise<void> => {
    if (group === undefined) return;
    const { snapshot, matches } = group;
    await put(`{"matches":[${matches.join(",")}],"hits":${matches.length},"snapshot":"${snapshot}"}`);
  };
  for await (const item of items) {
    if (item.type === "object") {
      const { object, id, path, snapshot, parentTree } = item;
      const where = { path: toText(path), parent_tree: parentTree, snapshot: snapshot.id, time: snapshot.time };
      await put(JSON.stringify({ object_type: object, id, ...where }));
    } else if (item.type === "entry") {
      if (item.snapshot.id !== group?.snapshot) {
        await putGroup();
        group = { snapshot: item.snapshot.id, matches: [] };
      }
      group.matches.push(matchJson(item.path, item.node));
    }
  }
  await putGroup();
  await lines.text(separator === "[" ? "[]" : "]");
}
