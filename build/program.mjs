// Runs another program in place of this one. Plain JavaScript for any Node from 18 on: it runs before anything is installed.
import { spawn } from "node:child_process";
import { constants } from "node:os";

const PARENT_POLL_MS = 500;
const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a program with this one's terminal and ends as it ended: same exit code, or killed by the same signal.
 *
 * Signals are the program's to answer, so this process survives them and hands them on. Only Ctrl-C on a terminal is
 * not handed on: the terminal sends it to the whole foreground group, and a second one could be read as impatience.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, diesWithParent?: boolean }} [options] `diesWithParent`: the loss of the process that started this
 *   one stands for a signal. npm answers a signal by ending the shell between it and its script, which never hears of it.
 * @returns {Promise<void>}
 */
export async function becomeProgram(command, args, { cwd = process.cwd(), diesWithParent = false } = {}) {
  const child = spawn(command, args, { cwd, stdio: "inherit" });
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !hasTerminal) child.kill(signal);
    });
  }
  const watch = diesWithParent ? endWithParent(child) : undefined;
  const { code, signal } = await ended(child);
  clearInterval(watch);
  for (const name of SIGNALS) process.removeAllListeners(name);
  if (signal === null) process.exitCode = code ?? 1;
  else endBySignal(signal);
}

/** @param {import("node:child_process").ChildProcess} child */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent && child.kill("SIGTERM")) clearInterval(watch);
  }, PARENT_POLL_MS);
  return watch;
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
