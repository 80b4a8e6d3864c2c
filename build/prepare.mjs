// Brings a clone to the point where it runs: packages installed, sources built. Plain JavaScript for any Node from 18 on.
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { ended } from "./program.mjs";
import { withSetupLock } from "./setup-lock.mjs";
import { installStamp, readStamp, sourceStamp } from "./stamps.mjs";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The Node that the project is pinned to; there once `ensureInstalled` has run. */
export const PINNED_NODE = join(ROOT, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

const INSTALL_STAMP = join(ROOT, "node_modules/.holdfast-install");
const BUILD_STAMP = join(ROOT, "dist/.stamp");

/** A step of the set-up failed; its log was shown. The message is one sentence for the person who started it. */
export class SetupFailed extends Error {}

/** Installs the packages of the lock file, unless they are there. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withSetupLock(ROOT, say, async (noteProgram) => {
    if (isInstalled()) return;
    say("Installing packages, which takes about a minute …");
    // --include: NODE_ENV=production would leave out what the build needs. --loglevel: `npm --silent start` must not hide errors.
    const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=warn"];
    const sentence = "The packages could not be installed. Check the network connection, then start again.";
    await runQuietly(...npm(args), sentence, noteProgram);
    if (!existsSync(PINNED_NODE)) {
      throw new SetupFailed(
        "npm left out the pinned Node, as it does when told to ignore scripts. Run `npm ci --ignore-scripts=false`.",
      );
    }
    recordInstall();
  });
}

/** Builds `dist/`, unless it is there and made from exactly these sources. Needs `ensureInstalled` first. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await withSetupLock(ROOT, say, async (noteProgram) => {
    if (isBuilt()) return;
    say("Building …");
    const script = join(ROOT, "build/bundle.mjs");
    await runQuietly(PINNED_NODE, [script], {}, "Holdfast could not be built from these sources.", noteProgram);
  });
}

/** @returns {boolean} */
function isInstalled() {
  return readStamp(INSTALL_STAMP) === installStamp(ROOT) && existsSync(PINNED_NODE);
}

function isBuilt() {
  return existsSync(join(ROOT, "dist/holdfast.mjs")) && readStamp(BUILD_STAMP) === sourceStamp(ROOT);
}

/** npm's own postinstall step calls this too, so that an `npm install` by hand is not repeated at the next start. */
function recordInstall() {
  const onlyLocked = process.env["npm_config_package_lock_only"] === "true";
  if (onlyLocked || !existsSync(PINNED_NODE)) return; // nothing, or not all, was installed
  writeFileSync(INSTALL_STAMP, `${installStamp(ROOT)}\n`);
}

/**
 * Runs a program whose output matters only when it fails; then all of it is shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @param {string} sentence what to say when it fails
 * @param {(pid: number | undefined) => void} noteProgram
 */
async function runQuietly(command, args, options, sentence, noteProgram) {
  const child = spawn(command, args, { ...options, cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  noteProgram(child.pid);
  /** @type {Buffer[]} */
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => log.push(bytes));
  const { code, signal } = await ended(child);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(log));
  throw new SetupFailed(signal === null ? sentence : `${sentence} (It was ended by ${signal}.)`);
}

/**
 * How to call npm: by its own file when npm started us, since on Windows `npm` is no program but a script for the shell.
 * @param {readonly string[]} args
 * @returns {[string, readonly string[], import("node:child_process").SpawnOptions]}
 */
function npm(args) {
  const file = process.env["npm_execpath"];
  if (file?.endsWith("npm-cli.js")) return [process.execPath, [file, ...args], {}];
  return ["npm", args, { shell: process.platform === "win32" }];
}

/** @param {string} line */
function say(line) {
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

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] === "--installed") recordInstall();
  else await ensureInstalled().then(ensureBuilt).catch(explain);
}
