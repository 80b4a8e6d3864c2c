import { Option } from "commander";
import { duration } from "../../../../../shared/figures/index.ts";
import type { Run } from "../../../../../shared/model/index.ts";
import { type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { table } from "../../terminal/table.ts";
import { parseCount } from "../../values.ts";
import { planCalled } from "./run.ts";
import { momentOf, stateOf } from "./run-words.ts";

interface Options {
  readonly plan?: string;
  readonly limit?: number;
}

export const runsCommand: CommandSpec<Options> = {
  examples: [
    { line: "runs", says: "the last 20, those that go on first" },
    { line: "runs --plan Documents --limit 100 --json", says: "of one plan, for a program" },
  ],
  declare(command) {
    command.option("--plan <plan>", "only those of a plan");
    command.addOption(new Option("--limit <n>", "how many").default(20).argParser(parseCount));
  },
  run: (context, _operands, options) => withAgent(context.env, ({ client }) => show(context, client, options)),
};

async function show({ output }: Context, client: AgentClient, { plan, limit = 20 }: Options): Promise<void> {
  const of = plan === undefined ? {} : { planId: planCalled(await client.plans.list(), plan).id };
  const { runs, hasMore } = await client.runs.list({ ...of, limit: Math.min(limit, 500) });
  if (output.json) output.data(runs);
  const columns = [{ title: "ID" }, { title: "Time" }, { title: "Run" }, { title: "Target" }, { title: "State" }];
  const rows = runs.map((run) => [
    ...[run.id.slice(0, 8), momentOf(run), output.name(run.title), output.name(run.targetName)],
    `${stateOf(run)}${tookOf(run)}`,
  ]);
  for (const line of table([...columns], rows)) output.line(line);
  if (runs.length === 0) output.remark("Nothing was run yet.");
  if (hasMore) output.remark("There are more; --limit shows them.");
}

function tookOf({ figures }: Run): string {
  return figures === undefined ? "" : ` in ${duration(figures.seconds)}`;
}
