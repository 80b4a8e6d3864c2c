// Runs another program in place of this one. Plain JavaScript for any Node from 18 on: it runs before anything is installed.
import { spawn } from "node:child_process";
import { constants } from "node:os";

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a program with this one's terminal and ends as it ended: same exit code, or killed by the same signal.
 *
 * Signals are the program's to answer, so this process survives them and hands them on. Only Ctrl-C on a terminal is
 * not handed on: the terminal sends it to the whole foreground group, and a second one could be read as impatience.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<void>}
 */
export async function becomeProgram(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: "inherit" });
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !hasTerminal) child.kill(signal);
    });
  }
  const { code, signal } = await ended(child);
  for (const name of SIGNALS) process.removeAllListeners(name);
  if (signal === null) process.exitCode = code ?? 1;
  else endBySignal(signal);
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}

/** @param {NodeJS.Signals} signal */
function endBySignal(signal) {
  process.exitCode = 128 + (constants.signals[signal] ?? 0);
  if (process.platform !== "win32") process.kill(process.pid, signal);
}
