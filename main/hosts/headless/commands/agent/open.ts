import { AgentNotRunning, askForLink, runningAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { showWindow } from "../../serving/index.ts";

interface Options {
  /** False with --no-open. */
  readonly open?: boolean;
}

export const openCommand: CommandSpec<Options> = {
  about: "The link that it prints works once, within five minutes, and lets one browser in.",
  examples: [
    { line: "open", says: "open the window of the running agent in the browser" },
    { line: "open --no-open", says: "only print a link" },
  ],
  declare: (command) => void command.option("--no-open", "open no browser"),
  async run(context, _operands, { open }) {
    const running = await runningAgent(context.env);
    if (running === undefined) throw new AgentNotRunning();
    await showWindow(context, () => askForLink(running), { isWanted: open !== false, isNew: false });
  },
};
