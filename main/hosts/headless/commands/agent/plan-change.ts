import { withAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { UsageError } from "../../errors.ts";
import { applyPlanOptions, declarePlanOptions, type PlanOptions } from "./plan-options.ts";
import { planCalled } from "./run.ts";
import { scheduleText } from "./schedule-text.ts";

interface Options extends PlanOptions {
  readonly name?: string;
}

export const planChangeCommand: CommandSpec<Options> = {
  about:
    "Changes when a plan runs by itself, under which conditions, and its commands. Times that are given take the place of all\n" +
    "its times; of conditions and commands only those that are given change. A time may be followed by what is done then:\n" +
    "incremental (as without a word), differential, full, check, check-data, tidy.",
  examples: [
    {
      line: "plan change Documents --on-changes --weekly 'sun 03:00 full'",
      says: "after changes, and all of it on Sundays",
    },
    {
      line: "plan change Documents --every 2h --on-mains --quiet-hours 22:00-07:00",
      says: "while plugged in, not at night",
    },
    { line: "plan change Documents --by-hand", says: "only when asked" },
  ],
  declare(command) {
    command.argument("<plan>", "its name, or the beginning of it");
    command.option("--name <name>", "call it something else");
    declarePlanOptions(command);
  },
  run: ({ env, output }, [asked = ""], options) =>
    withAgent(env, async ({ client }) => {
      if (Object.keys(options).length === 0)
        throw new UsageError("Nothing is to be changed.", "Say what, such as --daily 12:00.");
      const { id: planId, createdAt: _, ...before } = planCalled(await client.plans.list(), asked);
      const { name = before.name } = options;
      const choices = { ...before, name, ...applyPlanOptions(options, before) };
      const state = await client.plans.update({ planId, choices });
      if (output.json) output.data({ message_type: "plan", ...state });
      const times = state.plan.schedules.map(scheduleText);
      output.remark(output.name(`Saved. “${name}” runs ${times.length === 0 ? "when asked" : times.join("; ")}.`));
    }),
};
