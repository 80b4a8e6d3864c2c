import { existsSync } from "node:fs";
import { Option } from "commander";
import { DEFAULT_CHOICES, DEFAULT_FILTER, type PlanFilter, type TargetId } from "../../../../../shared/model/index.ts";
import { type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { UsageError } from "../../errors.ts";
import { collect, parseSize } from "../../values.ts";
import { named } from "./naming.ts";
import { applyPlanOptions, declarePlanOptions, type PlanOptions } from "./plan-options.ts";
import { addTarget, isLocation, pathOf } from "./target-add.ts";

interface Options extends PlanOptions {
  readonly folder?: readonly string[];
  readonly to?: readonly string[];
  readonly exclude?: readonly string[];
  /** Bytes. */
  readonly excludeLargerThan?: number;
  readonly oneFileSystem?: true;
  /** False with --no-default-excludes. */
  readonly defaultExcludes?: boolean;
}

export const planAddCommand: CommandSpec<Options> = {
  about:
    "A folder behind --to that is no target yet becomes one, with a new repository or the one that is there. Without --to\n" +
    "the plan saves to the only target that there is.",
  examples: [
    { line: "plan add Documents --folder ~/Documents --to Blue", says: "to a target by its name" },
    {
      line: "plan add Photos --folder ~/Pictures --to /media/blue/backup",
      says: "to a folder, which becomes a target",
    },
    {
      line: "plan add Mail --folder ~/Mail --to Blue --on-changes --weekly 'sun 03:00 full'",
      says: "after changes, and all of it on Sundays",
    },
    { line: "plan add Work --folder ~/work -e '*.iso' --to Blue --to Office", says: "two copies, some files left out" },
  ],
  declare(command) {
    command.argument("<name>", "what the plan is called");
    command.addOption(
      new Option("--folder <folder>", "a folder or file to save; may be given again").argParser(collect),
    );
    command.addOption(
      new Option("--to <target>", "a target, or a folder to save to; may be given again").argParser(collect),
    );
    command.addOption(
      new Option("-e, --exclude <pattern>", "a line of gitignore syntax to leave out").argParser(collect),
    );
    command.addOption(new Option("--exclude-larger-than <size>", "leave out larger files").argParser(parseSize));
    command.option("-x, --one-file-system", "leave out what is on other disks than the folder");
    command.option("--no-default-excludes", "leave out nothing by default");
    declarePlanOptions(command);
  },
  run: (context, [name = ""], options) => withAgent(context.env, ({ client }) => add(context, client, name, options)),
};

async function add(context: Context, client: AgentClient, name: string, options: Options): Promise<void> {
  const { folder: folders = [] } = options;
  if (folders.length === 0) throw new UsageError("No folder to save is named.", "Name one with --folder DIR.");
  // Before a target is made: what cannot be understood changes nothing.
  const when = applyPlanOptions(options, DEFAULT_CHOICES);
  const targetIds = await targetsOf(context, client, options.to ?? []);
  const choices = { name, folders: folders.map(pathOf), filter: filterOf(options), targetIds, ...when };
  const made = await client.plans.create(choices);
  const { output } = context;
  if (output.json) output.data({ message_type: "plan", ...made });
  output.remark(
    output.name(`The plan “${made.plan.name}” is made. “holdfast run ${shellWord(made.plan.name)}” backs up now.`),
  );
}

async function targetsOf(context: Context, client: AgentClient, asked: readonly string[]): Promise<TargetId[]> {
  const known = (await client.targets.list()).map(({ target }) => target);
  const [only, ...others] = known;
  if (asked.length === 0 && only !== undefined && others.length === 0) return [only.id];
  if (asked.length === 0) throw new UsageError("Where to save to is not said.", "Name a target or a folder with --to.");
  const ids: TargetId[] = [];
  for (const each of asked) {
    // One after the other: two may be the same folder.
    const isPlace = isLocation(each) || (existsSync(each) && !known.some(({ name }) => name === each));
    const id = isPlace
      ? (await addTarget(context, client, each)).target.id
      : named(known, each, "target", "target list").id;
    if (!ids.includes(id)) ids.push(id);
  }
  return ids;
}

function filterOf({ exclude = [], excludeLargerThan, oneFileSystem, defaultExcludes }: Options): PlanFilter {
  return {
    ...DEFAULT_FILTER,
    useDefaultExcludes: defaultExcludes !== false,
    patterns: exclude,
    oneFileSystem: oneFileSystem === true,
    ...(excludeLargerThan === undefined ? {} : { largerThanBytes: excludeLargerThan }),
  };
}

function shellWord(name: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(name) ? name : `"${name}"`;
}
