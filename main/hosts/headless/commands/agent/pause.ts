import { Option } from "commander";
import { localTime } from "../../../../../shared/figures/index.ts";
import { withAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { UsageError } from "../../errors.ts";
import { parseDuration, parseTimeOption } from "../../values.ts";

interface PauseOptions {
  /** Milliseconds. */
  readonly for?: number;
  readonly until?: string;
}

export const pauseCommand: CommandSpec<PauseOptions> = {
  about: "No run begins by itself for a while; what runs by now goes on, and “holdfast run” works all the same.",
  examples: [
    { line: "pause", says: "until “holdfast resume”" },
    { line: "pause --for 1h", says: "for an hour" },
    { line: "pause --until tomorrow", says: "for the rest of the day" },
  ],
  declare(command) {
    command.addOption(new Option("--for <span>", "for so long, such as 1h").argParser(parseDuration));
    command.option("--until <time>", "until “tomorrow”, or a time such as “2026-11-22 10:00”");
  },
  run: ({ env, output }, _operands, options) =>
    withAgent(env, async ({ client }) => {
      const { now } = await client.agent.status();
      const until = untilOf(options, now);
      const preferences = await client.preferences.pause(until === undefined ? {} : { until });
      if (output.json) output.data({ message_type: "preferences", ...preferences });
      const end = until === undefined ? "“holdfast resume”" : localTime(until);
      output.remark(`No run begins by itself until ${end}.`);
    }),
};

export const resumeCommand: CommandSpec<object> = {
  about: "Ends a pause: what has become due meanwhile begins, once.",
  examples: [{ line: "resume", says: "runs begin by themselves again" }],
  declare: () => undefined,
  run: ({ env, output }) =>
    withAgent(env, async ({ client }) => {
      const preferences = await client.preferences.resume();
      if (output.json) output.data({ message_type: "preferences", ...preferences });
      output.remark("Runs begin by themselves again.");
    }),
};

function untilOf({ for: span, until }: PauseOptions, now: number): number | undefined {
  if (span !== undefined && until !== undefined) throw new UsageError("--for and --until do not go together.");
  if (span !== undefined) return now + Math.round(span);
  if (until === undefined) return undefined;
  if (until === "tomorrow") return new Date(now).setHours(24, 0, 0, 0);
  const nanoseconds = parseTimeOption(until);
  const moment = nanoseconds === undefined ? now : Number(nanoseconds / 1_000_000n);
  if (moment <= now) throw new UsageError(`“${until}” is past.`);
  return moment;
}
