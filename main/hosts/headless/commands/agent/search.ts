import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { bytes, countOf, localTime } from "../../../../../shared/figures/index.ts";
import type { FileVersion, SearchHit, SearchState } from "../../../../../shared/model/index.ts";
import { withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { table } from "../../terminal/table.ts";
import { parseCount } from "../../values.ts";
import { named } from "./naming.ts";

interface SearchOptions {
  readonly plan?: string;
  readonly target?: string;
  readonly limit: number;
}

const MOST_AT_ONCE = 200;

export const searchCommand: CommandSpec<SearchOptions> = {
  about:
    "Finds files in the snapshots of all targets by their names, from the agent's index: targets may be away. Words in any order, " +
    "a part of a path, or a glob with * and ?; case and accents do not matter.",
  examples: [
    { line: "search budget 2024", says: "both words in the path, at least one in the name" },
    { line: "search 'Documents/*/2024*.pdf' --plan Documents", says: "a glob, in one plan" },
  ],
  declare(command) {
    command.argument("<text...>", "words, a part of a path, or a glob");
    command.option("--plan <name>", "only what this plan has saved");
    command.option("--target <name>", "only on this target");
    command.addOption(new Option("--limit <number>", "how many at most").argParser(parseCount).default(50));
  },
  run: ({ env, output }, text, { plan, target, limit }) =>
    withAgent(env, async ({ client }) => {
      const [plans, targets] = await Promise.all([client.plans.list(), client.targets.list()]);
      const [names, planNames] = [targets.map((each) => each.target), plans.map((each) => each.plan)];
      const wanted = {
        text: text.join(" "),
        ...(plan === undefined ? {} : { planId: named(planNames, plan, "plan", "plan list").id }),
        ...(target === undefined ? {} : { targetId: named(names, target, "target", "target list").id }),
      };
      const hits: SearchHit[] = [];
      for (let hasMore = true; hasMore && hits.length < limit; ) {
        const page = { offset: hits.length, limit: Math.min(MOST_AT_ONCE, limit - hits.length) };
        const found = await client.search.find({ ...wanted, ...page });
        if (output.json) output.data({ message_type: "search", ...found });
        hits.push(...found.hits);
        hasMore = found.hasMore && found.hits.length > 0;
        if (!hasMore || hits.length >= limit) tell(output, hits, { names, state: found.state, hasMore });
      }
    }),
};

interface Told {
  readonly names: readonly { readonly id: string; readonly name: string }[];
  readonly state: SearchState;
  readonly hasMore: boolean;
}

function tell(output: Context["output"], hits: readonly SearchHit[], { names, state, hasMore }: Told): void {
  const columns = [
    { title: "Size", alignRight: true },
    { title: "Snapshot" },
    { title: "Versions", alignRight: true },
    { title: "Target" },
    { title: "Path" },
  ];
  const rows = hits.map((hit) => [
    ...[hit.bytes === undefined ? "" : bytes(hit.bytes), localTime(hit.snapshotAt), String(hit.versions)],
    output.name(names.find(({ id }) => id === hit.targetId)?.name ?? ""),
    `${output.name(hit.path.toWellFormed())}${hit.type === "folder" ? "/" : ""}${hit.isGone ? "  (gone since)" : ""}`,
  ]);
  for (const line of table(columns, rows)) output.line(line);
  if (rows.length === 0) output.remark("No snapshot has a file of such a name.");
  if (hasMore) output.remark("There are more; --limit shows them.");
  const missing = state.snapshots - state.snapshotsIndexed;
  if (missing > 0) output.note(`${countOf(missing, "snapshot")} of ${state.snapshots} cannot be searched yet.`);
}

interface VersionsOptions {
  readonly target?: string;
}

export const versionsCommand: CommandSpec<VersionsOptions> = {
  about:
    "One file through time, the newest content first. Snapshots that follow each other with the same content are one version.",
  examples: [
    { line: "versions ~/Documents/budget.ods", says: "on all targets" },
    { line: "versions /home/ada/notes.txt --target Blue", says: "on one of them" },
  ],
  declare(command: Command) {
    command.argument("<path>", "a path in the snapshots; one that is not absolute begins in this folder");
    command.option("--target <name>", "only on this target");
  },
  run: ({ env, output }, [path = ""], { target }) =>
    withAgent(env, async ({ client }) => {
      const all = (await client.targets.list()).map((each) => each.target);
      const chosen = target === undefined ? all : [named(all, target, "target", "target list")];
      let seen = 0;
      for (const { id, name } of chosen) {
        const versions = await client.search.versions({ targetId: id, path: inSnapshot(path) });
        seen += versions.length;
        if (output.json) output.data({ message_type: "versions", target_id: id, versions });
        else if (versions.length > 0) tellVersions(output, name, versions);
      }
      if (seen === 0) output.remark("No snapshot has it. “holdfast search” finds paths by parts of their names.");
    }),
};

function tellVersions(output: Context["output"], target: string, versions: readonly FileVersion[]): void {
  const columns = [
    ...[{ title: "Snapshot" }, { title: "Newest" }, { title: "Oldest" }, { title: "Snapshots", alignRight: true }],
    ...[{ title: "Size", alignRight: true }, { title: "Modified" }],
  ];
  const rows = versions.map(({ snapshots, bytes: size, modified }) => {
    const [newest, oldest] = [snapshots[0], snapshots.at(-1)];
    return [
      ...[newest?.id.slice(0, 8) ?? "", localTime(newest?.time ?? 0), localTime(oldest?.time ?? 0)],
      ...[String(snapshots.length), size === undefined ? "" : bytes(size)],
      modified === undefined ? "" : localTime(modified),
    ];
  });
  output.remark(`On ${output.name(target)}:`);
  for (const line of table(columns, rows)) output.line(line);
}

/** As snapshots spell it: with slashes, and `/C/Users` for `C:\Users`. */
function inSnapshot(path: string): string {
  if (path.startsWith("/")) return path;
  return resolve(path)
    .replaceAll("\\", process.platform === "win32" ? "/" : "\\")
    .replace(/^([A-Za-z]):/, "/$1");
}
