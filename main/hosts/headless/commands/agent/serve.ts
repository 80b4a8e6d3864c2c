import { Option } from "commander";
import { hasCode } from "../../../../../shared/errors/index.ts";
import { endSoon } from "../../agent-client/end-soon.ts";
import { askForLink, runningAgent } from "../../agent-client/index.ts";
import { type OwnAgent, openOwnAgent } from "../../agent-client/own-agent.ts";
import type { CommandSpec, Context } from "../../command.ts";
import type { AgentServer } from "../../server/index.ts";
import { onHangUp, showWindow } from "../../serving/index.ts";
import { startServing } from "../../serving/start-serving.ts";
import { parsePort } from "../../values.ts";

interface Options {
  readonly port?: number;
  /** False with --no-open. */
  readonly open?: boolean;
}

export const serveCommand: CommandSpec<Options> = {
  about:
    "Runs the agent with its plans, and serves its window to browsers on this computer only. Ends with Ctrl-C, SIGTERM or\n" +
    "“holdfast stop”: runs are stopped safely, and go on with the next start. If it runs already, a new link is made.",
  examples: [
    { line: "serve", says: "run the agent, and open its window in the browser" },
    { line: "serve --no-open --port 8477", says: "on a computer without a display; prints the link" },
  ],
  declare(command) {
    command.addOption(
      new Option("--port <number>", "port on 127.0.0.1; otherwise one that is free").argParser(parsePort),
    );
    command.option("--no-open", "open no browser");
  },
  run: (context, _operands, options) => serve(context, options),
};

async function serve(context: Context, options: Options): Promise<void> {
  if (await showRunning(context, options)) return;
  const own = await openUnlessRunning(context, options);
  if (own === undefined) return;
  try {
    const server = await startServing(own, options.port);
    await serveUntilStopped(context, own, server, options);
  } finally {
    await own.close().finally(endSoon);
  }
}

async function showRunning(context: Context, { open }: Options): Promise<boolean> {
  const running = await runningAgent(context.env);
  if (running === undefined) return false;
  await showWindow(context, () => askForLink(running), { isWanted: open !== false, isNew: false });
  return true;
}

/** @returns undefined if another process became the agent meanwhile, and its window was shown */
async function openUnlessRunning(context: Context, options: Options): Promise<OwnAgent | undefined> {
  try {
    return await openOwnAgent(context.env, "resident");
  } catch (error) {
    if (hasCode(error, "agent/already-running") && (await showRunning(context, options))) return undefined;
    throw error;
  }
}

async function serveUntilStopped(
  context: Context,
  { agent, secrets }: OwnAgent,
  server: AgentServer,
  { open }: Options,
): Promise<void> {
  const { signal, output } = context;
  onHangUp(() => agent.stop());
  signal.addEventListener("abort", () => agent.stop(), { once: true });
  if (signal.aborted) agent.stop();
  await showWindow(context, server.newLink, { isWanted: open !== false, isNew: true });
  if (secrets.keychainProblem !== undefined)
    output.note(`There is no keychain here: passphrases are kept in ${secrets.where}.`);
  try {
    await agent.stopped;
    await agent.close();
  } finally {
    await server.close(); // last, so that windows see how their runs ended
  }
}
