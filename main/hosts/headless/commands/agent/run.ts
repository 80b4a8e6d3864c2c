import type { PlanId, PlanState, Run, RunId } from "../../../../../shared/model/index.ts";
import { type AgentAtHand, type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { UsageError } from "../../errors.ts";
import { followRuns } from "./follow-runs.ts";
import { named } from "./naming.ts";
import { RunTeller, reportRuns } from "./run-report.ts";

interface Options {
  readonly detach?: true;
}

export const runCommand: CommandSpec<Options> = {
  about:
    "In the running agent if there is one, so that its window shows it, too; otherwise here. Ctrl-C stops the run and keeps\n" +
    "what was stored. The exit codes are those of backup.",
  examples: [
    { line: "run Documents", says: "back up now, to each target of the plan" },
    { line: "run --detach Documents", says: "ask the running agent for it, and do not wait" },
  ],
  declare(command) {
    command.argument("<plan>", "its name, or the beginning of it");
    command.option("-d, --detach", "do not wait for the end; only with a running agent");
  },
  run: (context, [plan = ""], options) => withAgent(context.env, (agent) => run(context, agent, plan, options)),
};

async function run(context: Context, { client, isRunning }: AgentAtHand, asked: string, options: Options) {
  const { output, signal } = context;
  if (options.detach === true && !isRunning) {
    throw new UsageError("--detach needs a running agent.", "Start it with “holdfast serve”, or leave --detach out.");
  }
  const { id: planId, name } = await planCalled(await client.plans.list(), asked);
  const { runIds } = await client.plans.start({ planId, trigger: "command-line" });
  if (options.detach === true) {
    if (output.json) output.data({ message_type: "started", runs: runIds });
    output.remark(`${name} is being backed up. “holdfast status” tells how far it is.`);
    return 0;
  }
  const teller = new RunTeller(output);
  const follow = (ids: readonly RunId[]) => followRuns(client, ids, teller.tell, signal).finally(() => teller.end());
  const ended = await follow(runIds);
  const copies = await copiesAfter(client, planId, ended);
  return reportRuns(output, client, [...ended, ...(copies.length === 0 ? [] : await follow(copies))]);
}

/** What the plan's other targets get of it: queued in the moment in which a backup ends. */
async function copiesAfter(client: AgentClient, planId: PlanId, backups: readonly Run[]): Promise<readonly RunId[]> {
  const since = Math.max(0, ...backups.map(({ endedAt = 0 }) => endedAt));
  const { runs } = await client.runs.list({ planId, kind: "copy", limit: 50 });
  return runs.filter(({ queuedAt, state }) => state !== "ended" || queuedAt >= since).map(({ id }) => id);
}

/** @throws {NameUnclear} */
export function planCalled(plans: readonly PlanState[], asked: string) {
  const all = plans.map(({ plan }) => plan);
  return named(all, asked, "plan", "plan list");
}
