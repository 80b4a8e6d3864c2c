import { assess, copiesScore, overall } from "../../../../../shared/health/index.ts";
import type { AgentStatus, PlanState, Run, TargetState } from "../../../../../shared/model/index.ts";
import { type AgentAtHand, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import type { Output } from "../../output.ts";
import { printable } from "../../terminal/text-width.ts";
import { activityText } from "./activity-words.ts";
import { copyLines, scoreLines } from "./copies-words.ts";
import { stateOf } from "./run-words.ts";
import { watchLines } from "./watch-words.ts";

export const statusCommand: CommandSpec<object> = {
  about: "Whether all is safe, what goes on, and what needs a decision. Also when the agent does not run.",
  examples: [
    { line: "status", says: "how the plans are" },
    { line: "status --json", says: "the same for a program" },
  ],
  declare: () => undefined,
  run: (context) => withAgent(context.env, (agent) => show(context, agent)),
};

interface Facts {
  readonly status: AgentStatus;
  readonly plans: readonly PlanState[];
  readonly targets: readonly TargetState[];
  readonly runs: readonly Run[];
  readonly isRunning: boolean;
}

async function show({ output }: Context, { client, isRunning }: AgentAtHand): Promise<void> {
  const [status, plans, targets, { runs }] = await Promise.all([
    client.agent.status(),
    client.plans.list(),
    client.targets.list(),
    client.runs.list({ limit: 50 }),
  ]);
  const facts = { status, plans, targets, runs: runs.filter(({ state }) => state !== "ended"), isRunning };
  if (output.json) tellData(output, facts);
  else tellPeople(output, facts);
}

function tellData(output: Output, { status, plans, targets, runs, isRunning }: Facts): void {
  const assessed = plans.map((plan) => ({
    ...plan,
    health: assess(plan, targets, status.now),
    copies: copiesScore(plan, targets, status.now),
  }));
  const health = overall(assessed.map((plan) => plan.health));
  output.data({ message_type: "status", running: isRunning, health, agent: status, plans: assessed, targets, runs });
}

function tellPeople(output: Output, { status, plans, targets, runs, isRunning }: Facts): void {
  const { now } = status;
  const health = plans.map((plan) => assess(plan, targets, now));
  const say = (line: string): void => output.line(output.isTerminal ? printable(line) : line);
  say(overall(health).says);
  for (const [at, plan] of plans.entries()) {
    say(`\n${plan.plan.name}: ${health[at]?.state ?? ""}`);
    for (const line of copyLines(plan, targets, now)) say(`  ${line}`);
    for (const line of scoreLines(plan, targets, now)) say(`  ${line}`);
    const activity = activityText(plan.activity);
    // Without an agent that stays nothing begins by itself.
    if (activity !== undefined && isRunning) say(`  ${activity}`);
    for (const line of isRunning ? watchLines(plan.watch) : []) say(`  ${line}`);
    const [, ...more] = health[at]?.reasons ?? [];
    for (const { says } of more) say(`  ${says}`);
  }
  if (runs.length > 0) say("");
  for (const run of runs) say(`${run.id.slice(0, 8)}  ${run.title} to ${run.targetName}: ${stateOf(run)}`);
  for (const { message, hint } of status.notices) say(`\n${message}\n  ${hint}`);
  if (plans.length === 0) say("Make a plan with “holdfast plan add NAME --folder DIR --to FOLDER”.");
  if (!isRunning) output.remark("\nThe agent does not run; “holdfast serve” starts it.");
}
