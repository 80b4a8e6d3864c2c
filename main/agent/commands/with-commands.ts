import type { Plan, PlanCommand, RunOutcome, Target } from "../../../shared/model/index.ts";
import { type CommandEnd, runCommand } from "../../platform/index.ts";
import { type EarlyContext, endingOf, type RunEnd, type RunJob, RunStopped } from "../runs/index.ts";
import { commandEnvironment } from "./command-environment.ts";
import { CommandFailed, howInWords } from "./errors.ts";

/** When the agent ends or the user stops the run, a command after it may still take so long. */
const AFTER_STOP_MS = 10_000;

export interface CommandDeps {
  /** As the plan is when the run's turn comes. */
  readonly plan: () => Plan;
  readonly target: Target;
  /** The agent's own environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * A job with the plan's commands around it. `before`: if it fails, the run fails and the job is not done. `after` is run
 * however the rest ended, and told so; if it fails, that is a problem of the run. What they say goes into the run's log.
 */
export function withCommands(job: RunJob, deps: CommandDeps): RunJob {
  return {
    ...job,
    around: (context, work) => {
      const { before, after } = deps.plan().commands;
      if (before === undefined && after === undefined) return work();
      return withBoth(context, work, { ...deps, before, after });
    },
  };
}

interface Both extends CommandDeps {
  readonly before: PlanCommand | undefined;
  readonly after: PlanCommand | undefined;
}

async function withBoth(context: EarlyContext, work: () => Promise<RunEnd>, deps: Both): Promise<RunEnd> {
  let end: RunEnd;
  try {
    if (deps.before !== undefined) await runBefore(deps.before, context, deps);
    end = await work();
  } catch (error) {
    await runAfter(context, outcomeOf(error), deps);
    throw error;
  }
  const { outcome } = endingOf({ type: "done", problems: end.problems });
  const isWell = await runAfter(context, outcome, deps);
  return isWell ? end : { ...end, problems: end.problems + 1 };
}

async function runBefore(command: PlanCommand, context: EarlyContext, deps: Both): Promise<void> {
  const { signal, runId } = context;
  signal.throwIfAborted();
  const env = commandEnvironment(deps.env, { plan: deps.plan(), target: deps.target, runId });
  context.note("info", "The command before the backup begins.");
  const { how, lines } = await runCommand(command.command, { env, timeoutMs: command.timeoutSeconds * 1000, signal });
  tell("before", { how, lines }, context);
  signal.throwIfAborted();
  if (!isGood(how)) throw new CommandFailed(deps.plan(), how);
}

/** @returns whether it ended well, or there is none. It runs though the run is to stop: it may put things in order. */
async function runAfter(context: EarlyContext, outcome: RunOutcome, { after, plan, target, env: own }: Both) {
  if (after === undefined) return true;
  const env = commandEnvironment(own, { plan: plan(), target, runId: context.runId, outcome });
  const signal = delayed(context.signal, AFTER_STOP_MS);
  const { how, lines } = await runCommand(after.command, { env, timeoutMs: after.timeoutSeconds * 1000, signal });
  tell("after", { how, lines }, context);
  if (isGood(how)) return true;
  context.problem({ cause: "command-failed", message: `The command after the backup ${howInWords(how)}.` });
  return false;
}

/** Aborts so long after another signal does. */
function delayed(signal: AbortSignal, ms: number): AbortSignal {
  const late = new AbortController();
  const begin = (): void => void setTimeout(() => late.abort(signal.reason), ms).unref();
  if (signal.aborted) begin();
  else signal.addEventListener("abort", begin, { once: true });
  return late.signal;
}

function tell(which: "before" | "after", { how, lines }: CommandEnd, context: EarlyContext): void {
  for (const line of lines) context.note("info", `${which}: ${line}`);
  context.note(isGood(how) ? "info" : "warning", `The command ${which} the backup ${howInWords(how)}.`);
}

function isGood(how: CommandEnd["how"]): boolean {
  return how.type === "exited" && how.code === 0;
}

function outcomeOf(error: unknown): RunOutcome {
  const wish = error instanceof RunStopped ? error.wish : undefined;
  return endingOf({ type: "thrown", error, wish }).outcome;
}
