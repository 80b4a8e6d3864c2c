// One step of the set-up: a program whose output matters only when it fails. Plain JavaScript for any Node from 18 on.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { ended } from "./program.mjs";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const NODE = process.platform === "win32" ? "node.exe" : "node";

/**
 * Where the Node package's program is, once it is installed in a folder.
 * @param {string} folder one that has a node_modules
 */
export function nodeIn(folder) {
  return join(folder, "node_modules/node/bin", NODE);
}

/** The Node that the project is pinned to; there once `ensureInstalled` has run. */
export const PINNED_NODE = nodeIn(ROOT);

/** A step failed, and its log was shown. The message is one sentence for the person who started it. */
export class SetupFailed extends Error {}

/**
 * @typedef {object} Step
 * @property {string} command
 * @property {readonly string[]} args
 * @property {import("node:child_process").SpawnOptions} [options]
 * @property {string} failure what to say when it fails
 */

/**
 * Runs a step in the project's folder, and shows all that it wrote if it fails.
 * @param {Step} step
 * @param {(pid: number | undefined) => void} noteProgram told what runs, for the lock around the set-up
 */
export async function runStep({ command, args, options = {}, failure }, noteProgram) {
  const child = spawn(command, args, { cwd: ROOT, ...options, stdio: ["ignore", "pipe", "pipe"] });
  noteProgram(child.pid);
  /** @type {Buffer[]} */
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => log.push(bytes));
  const { code, signal } = await ended(child);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(log));
  throw new SetupFailed(signal === null ? failure : `${failure} (It was ended by ${signal}.)`);
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`holdfast: ${line}\n`);
}

/**
 * Shows an error of the set-up as one sentence; anything else is a bug and keeps its stack.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof SetupFailed) say(error.message);
  else process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
}
