import { AgentNotRunning, askForLink, runningAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { showWindow } from "../../serving/index.ts";

interface Options {
  /** False with --print. */
  readonly print?: true;
}

export const openCommand: CommandSpec<Options> = {
  about: "The link that it prints works once, within five minutes, and lets one browser in.",
  examples: [
    { line: "open", says: "open the window of the running agent in the browser" },
    { line: "open --print", says: "only print a link" },
  ],
  declare: (command) => void command.option("--print", "open no browser"),
  async run(context, _operands, { print }) {
    const running = await runningAgent(context.env);
    if (running === undefined) throw new AgentNotRunning();
    await showWindow(context, () => askForLink(running), { isWanted: print !== true, isNew: false });
  },
};
