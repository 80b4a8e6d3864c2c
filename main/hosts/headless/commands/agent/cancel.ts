import { withAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { named } from "./naming.ts";
import { stateOf } from "./run-words.ts";

const MOST_RUNS = 500;

export const cancelCommand: CommandSpec<object> = {
  about: "What the run has stored stays, and the next run goes on from there.",
  examples: [{ line: "cancel 1a2b3c4d", says: "a run by the first digits of its id; “holdfast status” shows it" }],
  declare: (command) => void command.argument("<run>", "its id, or the first digits; or the name of its plan"),
  run: ({ env, output }, [asked = ""]) =>
    withAgent(env, async ({ client }) => {
      const { runs } = await client.runs.list({ limit: MOST_RUNS });
      const going = runs.filter(({ state }) => state !== "ended");
      const runId = named(going.map(nameOf), asked, "run that goes on", "status").runId;
      const run = await client.runs.cancel({ runId });
      if (output.json) output.data(run);
      output.remark(`${output.name(run.title)}: ${stateOf(run)}.`);
    }),
};

function nameOf<Id extends string>({ id, planName, title }: { id: Id; planName?: string | undefined; title: string }) {
  return { id: String(id), runId: id, name: planName ?? title };
}
