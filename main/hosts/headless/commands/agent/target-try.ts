import { hasCode } from "../../../../../shared/errors/index.ts";
import type { ConnectionReport, PathText } from "../../../../../shared/model/index.ts";
import { type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { EXIT_CODES } from "../../exit-codes.ts";
import type { Output } from "../../output.ts";
import { table } from "../../terminal/table.ts";
import { named } from "./naming.ts";
import { isLocation, locationOf } from "./target-add.ts";
import { type AccessOptions, addAccessOptions, givenAccess } from "./target-connection.ts";

const STEPS: Readonly<Record<ConnectionReport["steps"][number]["step"], string>> = {
  connect: "Connect and log in",
  list: "List files",
  write: "Write a file",
  read: "Read it back",
  remove: "Remove it",
};

export const targetTryCommand: CommandSpec<AccessOptions> = {
  about:
    "Connects, lists, writes a probe of no size, reads it back and removes it, and says which right is missing. A place that\n" +
    "can do all but removing is of use, too: nothing there can be deleted from here.",
  examples: [
    { line: "target try NAS", says: "a target, with what is kept of its connection" },
    { line: "target try s3:https://host/bucket --access-file keys.txt", says: "a place that may become one" },
  ],
  declare(command) {
    command.argument("<target-or-location>", "a target's name, or a place as for “target add”");
    addAccessOptions(command);
  },
  run: (context, [asked = ""], options) =>
    withAgent(context.env, async ({ client }) => {
      const targetId = await targetIdOf(client, asked);
      const location = locationOf(asked);
      const report = await client.targets.tryConnection(
        targetId === undefined ? { location, access: await givenAccess(context, location, options) } : { targetId },
      );
      tell(context.output, report);
      return report.isUsable ? EXIT_CODES.done.code : EXIT_CODES.failed.code;
    }),
};

/** @returns undefined for what is no target's name, and so a place */
async function targetIdOf(client: AgentClient, asked: PathText) {
  const all = (await client.targets.list()).map(({ target }) => target);
  try {
    return named(all, asked, "target", "target list").id;
  } catch (error) {
    if (hasCode(error, "cli/name-unclear") && isLocation(asked)) return undefined;
    throw error;
  }
}

function tell(output: Output, report: ConnectionReport): void {
  if (output.json) output.data({ message_type: "connection", ...report });
  const rows = report.steps.map(({ step, outcome, milliseconds }) => [
    ...[STEPS[step], outcome === "skipped" ? "not tried" : outcome],
    outcome === "skipped" ? "" : `${milliseconds} ms`,
  ]);
  for (const line of table([{ title: "Step" }, { title: "Result" }, { title: "Took", alignRight: true }], rows)) {
    output.line(line);
  }
  const problem = report.steps.find((step) => step.problem !== undefined)?.problem;
  if (report.isAppendOnly) output.remark("It is append-only: nothing stored there can be deleted from here.");
  else if (problem !== undefined) output.alarm(output.name(`${problem.message}\n  ${problem.hint}`));
  else output.remark("It has all that a repository needs.");
}
