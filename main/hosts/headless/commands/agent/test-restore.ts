import { type PlanId, type RunId, SnapshotId, TestAmount } from "../../../../../shared/model/index.ts";
import { type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { UsageError } from "../../errors.ts";
import { EXIT_CODES } from "../../exit-codes.ts";
import { followRuns } from "./follow-runs.ts";
import { named } from "./naming.ts";
import { planCalled } from "./run.ts";
import { RunTeller, reportRuns } from "./run-report.ts";

interface Options {
  readonly amount: string;
  readonly target?: string;
  readonly snapshot?: string;
  readonly seed?: string;
}

const MOST_SEED = 0xffff_ffff;

export const testCommand: CommandSpec<Options> = {
  about:
    "Brings a part of a plan's newest backup back into a scratch folder, from each of its targets, reads it again and compares\n" +
    "it with what was saved, and with its source where that has not changed since. Nothing is read from a cache. Ends with 1\n" +
    "if anything did not come back as it was saved.",
  examples: [
    { line: "test Documents", says: "some files" },
    { line: "test Documents --amount all", says: "every file of the newest backup" },
    { line: "test Documents --seed 7", says: "the same files as the last time with this seed" },
  ],
  declare(command) {
    command.argument("<plan>", "its name, or the beginning of it");
    command.option(
      "--amount <amount>",
      "sample, large (what was proven longest ago, within the day's bytes), or all",
      "sample",
    );
    command.option("--target <target>", "only from this one");
    command.option("--snapshot <id>", "this one, and not the newest");
    command.option("--seed <number>", "chooses the files");
  },
  run: (context, [asked = ""], options) =>
    withAgent(context.env, async ({ client }) => {
      const { id: planId } = planCalled(await client.plans.list(), asked);
      const wish = {
        planId,
        amount: amountOf(options.amount),
        trigger: "command-line" as const,
        ...seedOf(options.seed),
      };
      const target = options.target === undefined ? {} : { targetId: await targetCalled(client, options.target) };
      const snapshot = await snapshotOf(client, planId, options.snapshot);
      return follow(context, client, (await client.proof.start({ ...wish, ...target, ...snapshot })).runIds);
    }),
};

async function follow({ output, signal }: Context, client: AgentClient, runIds: readonly RunId[]): Promise<number> {
  const teller = new RunTeller(output);
  const ended = await followRuns(client, runIds, teller.tell, signal).finally(() => teller.end());
  const code = await reportRuns(output, client, ended);
  // What does not come back is no warning: it is damage, as a check would find it.
  const hasFailed = ended.some(({ figures }) => figures?.kind === "test-restore" && figures.failures > 0);
  return hasFailed ? EXIT_CODES.failed.code : code;
}

/** @throws {UsageError} */
function amountOf(text: string): TestAmount {
  const amount = TestAmount.safeParse(text);
  if (amount.success) return amount.data;
  throw new UsageError(`“${text}” is no amount.`, `Give --amount one of ${TestAmount.options.join(", ")}.`);
}

/** @throws {UsageError} */
function seedOf(text: string | undefined): { readonly seed?: number } {
  if (text === undefined) return {};
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= MOST_SEED) return { seed };
  throw new UsageError(`“${text}” is no seed.`, `Give --seed a whole number from 0 to ${MOST_SEED}.`);
}

async function targetCalled(client: AgentClient, asked: string) {
  const all = (await client.targets.list()).map(({ target }) => target);
  return named(all, asked, "target", "target list").id;
}

/** The start of an id, as restic takes it. @throws {UsageError} */
async function snapshotOf(client: AgentClient, planId: PlanId, asked: string | undefined) {
  if (asked === undefined) return {};
  const { plan } = await client.plans.get({ planId });
  const lists = await Promise.all(
    plan.targetIds.map((targetId) => client.snapshots.list({ targetId, planId }).catch(() => [])),
  );
  const ids = new Set(lists.flat().flatMap(({ id }) => (id.startsWith(asked) ? [id] : [])));
  const [id] = ids;
  if (id !== undefined && ids.size === 1) return { snapshotId: SnapshotId.parse(id) };
  throw new UsageError(
    ids.size === 0 ? `The plan has no snapshot “${asked}”.` : `Several snapshots begin with “${asked}”.`,
    "“holdfast snapshots” lists them; give more of the id.",
  );
}
