import { setTimeout as wait } from "node:timers/promises";
import { runningAgent, stopRunning } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";

const LOOK_EVERY_MS = 200;

export const stopCommand: CommandSpec<object> = {
  about: "Runs are stopped safely: what they have stored stays, and the next start goes on from there.",
  examples: [{ line: "stop", says: "end the running agent, and wait until it has ended" }],
  declare: () => undefined,
  async run({ env, output, signal }) {
    const running = await runningAgent(env);
    if (running === undefined) {
      output.remark("Holdfast is not running.");
      return;
    }
    await stopRunning(running);
    while (!signal.aborted && (await isThere(env, running.pid))) await wait(LOOK_EVERY_MS);
    output.remark(signal.aborted ? "Holdfast is ending." : "Holdfast has ended.");
  },
};

async function isThere(env: Parameters<typeof runningAgent>[0], pid: number): Promise<boolean> {
  return (await runningAgent(env))?.pid === pid;
}
