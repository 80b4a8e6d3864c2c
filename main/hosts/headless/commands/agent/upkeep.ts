import type { RunId } from "../../../../../shared/model/index.ts";
import { type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { followRuns } from "./follow-runs.ts";
import { named } from "./naming.ts";
import { planCalled } from "./run.ts";
import { RunTeller, reportRuns } from "./run-report.ts";

export const planTidyCommand: CommandSpec<object> = {
  about:
    "Removes the snapshots that the plan's rules do not keep, on each of its targets, and gives the room back. “plan keep”\n" +
    "shows before what that is. Ctrl-C stops it safely; the exit codes are those of backup.",
  examples: [{ line: "plan tidy Documents", says: "now" }],
  declare: (command) => void command.argument("<plan>", "its name, or the beginning of it"),
  run: (context, [asked = ""]) =>
    withAgent(context.env, async ({ client }) => {
      const { id: planId } = planCalled(await client.plans.list(), asked);
      const { runIds } = await client.plans.tidy({ planId });
      return follow(context, client, runIds);
    }),
};

export const targetTidyCommand: CommandSpec<object> = {
  about: "Gives the room of what no snapshot needs back. It removes no snapshot.",
  examples: [{ line: "target tidy Blue", says: "also on a disk that is full to the last byte" }],
  declare: (command) => void command.argument("<target>", "its name, or the beginning of it"),
  run: (context, [asked = ""]) =>
    withAgent(context.env, async ({ client }) => {
      const { runId } = await client.targets.tidy({ targetId: await targetCalled(client, asked) });
      return follow(context, client, [runId]);
    }),
};

export const targetRepairCommand: CommandSpec<object> = {
  about:
    "Lists again what is stored, saves what is sound of the packs that the last check found damaged, and makes the snapshots\n" +
    "that lost something anew without it. The old snapshots stay. Run “check --read-data” before, so that it is known what\n" +
    "is damaged; a copy of damaged packs is kept in the data folder.",
  examples: [{ line: "target repair Blue", says: "after a check that found damage" }],
  declare: (command) => void command.argument("<target>", "its name, or the beginning of it"),
  run: (context, [asked = ""]) =>
    withAgent(context.env, async ({ client }) => {
      const { runId } = await client.targets.repair({ targetId: await targetCalled(client, asked) });
      return follow(context, client, [runId]);
    }),
};

/** The user has looked at what a warning told. */
export const planAcceptCommand: CommandSpec<object> = {
  about:
    "Says that an unusual change, of which a backup has warned, was meant: from now on the plan's rules apply again. Look at\n" +
    "“status” before: it names the last good backup.",
  examples: [{ line: "plan accept Documents", says: "the files were meant to change" }],
  declare: (command) => void command.argument("<plan>", "its name, or the beginning of it"),
  run: ({ env, output }, [asked = ""]) =>
    withAgent(env, async ({ client }) => {
      const { id: planId, name } = planCalled(await client.plans.list(), asked);
      const { targets } = await client.plans.get({ planId });
      const warned = targets.filter(({ massChange }) => massChange !== undefined);
      for (const { targetId } of warned) await client.plans.acceptMassChange({ planId, targetId });
      output.remark(
        output.name(warned.length === 0 ? `No warning is open for “${name}”.` : `The warning for “${name}” is closed.`),
      );
    }),
};

async function targetCalled(client: AgentClient, asked: string) {
  const all = (await client.targets.list()).map(({ target }) => target);
  return named(all, asked, "target", "target list").id;
}

async function follow({ output, signal }: Context, client: AgentClient, runIds: readonly RunId[]): Promise<number> {
  const teller = new RunTeller(output);
  const ended = await followRuns(client, runIds, teller.tell, signal).finally(() => teller.end());
  return reportRuns(output, client, ended);
}
