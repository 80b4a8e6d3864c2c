import { Option } from "commander";
import { localTime } from "../../../../../shared/figures/index.ts";
import { withAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { table } from "../../terminal/table.ts";
import { parseCount } from "../../values.ts";
import { actionText } from "./schedule-text.ts";

interface Options {
  readonly days?: number;
}

export const forecastCommand: CommandSpec<Options> = {
  about: "What begins by itself in the next days. Runs after changes are not foretold.",
  examples: [
    { line: "forecast", says: "the next seven days" },
    { line: "forecast --days 31 --json", says: "a month, for a program" },
  ],
  declare(command) {
    command.addOption(new Option("--days <number>", "how many, 31 at most").argParser(parseCount).default(7));
  },
  run: ({ env, output }, _operands, { days = 7 }) =>
    withAgent(env, async ({ client }) => {
      const [entries, plans] = await Promise.all([client.plans.forecast({ days }), client.plans.list()]);
      if (output.json) output.data(entries);
      const nameOf = (id: string): string => plans.find(({ plan }) => plan.id === id)?.plan.name ?? "gone";
      const columns = [{ title: "When" }, { title: "Plan" }, { title: "What" }, { title: "" }];
      const rows = entries.map(({ at, heldUntil, planId, action }) => {
        const held = heldUntil === undefined ? "" : `due ${localTime(at)}, held`;
        return [localTime(heldUntil ?? at), output.name(nameOf(planId)), actionText(action), held];
      });
      for (const line of table(columns, rows)) output.line(line);
      if (entries.length === 0) output.remark("Nothing is going to begin by itself.");
    }),
};
