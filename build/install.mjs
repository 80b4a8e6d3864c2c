// Installs the packages of the lock file, Node among them. Plain JavaScript for any Node from 18 on.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { withSetupLock } from "./setup-lock.mjs";
import { installStamp, readStamp } from "./stamps.mjs";
import { nodeIn, PINNED_NODE, ROOT, runStep, SetupFailed, say } from "./step.mjs";

const INSTALL_STAMP = join(ROOT, "node_modules/.holdfast-install");
const FAILURE = "The packages could not be installed. Check the network connection, then start again.";
// --loglevel: `npm --silent start` must not hide the errors of what it starts.
const QUIET = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=warn"];

/** Installs the packages of the lock file, unless they are there. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withSetupLock(ROOT, say, async (noteProgram) => {
    if (isInstalled()) return;
    say("Installing packages, which takes about a minute …");
    await withPinnedNode(noteProgram, async (node) => {
      // --include: with NODE_ENV=production npm would leave out what the build needs.
      const step = npm(node, ["ci", "--include=dev", "--include=optional", ...QUIET]);
      await runStep({ ...step, failure: FAILURE }, noteProgram);
    });
    requireNode(PINNED_NODE);
    recordInstall();
  });
}

/** npm's own postinstall step calls this too, so that an `npm install` by hand is not repeated at the next start. */
export function recordInstall() {
  const onlyLocked = process.env["npm_config_package_lock_only"] === "true";
  if (onlyLocked || !existsSync(PINNED_NODE)) return; // nothing, or not all, was installed
  if (!existsSync(join(ROOT, "package-lock.json"))) return; // this is no clone but the package: it is built, and stays so
  writeFileSync(INSTALL_STAMP, `${installStamp(ROOT)}\n`);
}

/** @returns {boolean} */
function isInstalled() {
  return readStamp(INSTALL_STAMP) === installStamp(ROOT) && existsSync(PINNED_NODE);
}

/**
 * npm leaves out optional packages that ask for a newer Node than the one it runs on, without a word, and the compiled parts
 * of many tools are such packages. So an older Node first fetches the pinned one, to a folder that is removed afterwards.
 *
 * @param {(pid: number | undefined) => void} noteProgram
 * @param {(node: string) => Promise<void>} work
 */
async function withPinnedNode(noteProgram, work) {
  const { dependencies, allowScripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  if (majorOf(process.versions.node) >= majorOf(dependencies.node)) return work(process.execPath);
  const folder = mkdtempSync(join(tmpdir(), "holdfast-node-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, allowScripts }));
    const step = npm(process.execPath, ["install", `node@${dependencies.node}`, ...QUIET]);
    await runStep({ ...step, options: { ...step.options, cwd: folder }, failure: FAILURE }, noteProgram);
    requireNode(nodeIn(folder));
    await work(nodeIn(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} version */
function majorOf(version) {
  return Number(version.split(".")[0]);
}

/** @param {string} node */
function requireNode(node) {
  if (existsSync(node)) return;
  throw new SetupFailed(
    "npm left out the pinned Node, as it does when told to ignore scripts. Allow them for this project: " +
      "`npm config set ignore-scripts false --location=project`.",
  );
}

/**
 * How to call npm: by its own file when npm started us, since on Windows `npm` is no program but a script for the shell.
 * @param {string} node the Node that npm is to run on
 * @param {readonly string[]} args
 * @returns {{ command: string, args: readonly string[], options: import("node:child_process").SpawnOptions }}
 */
export function npm(node, args) {
  const env = { ...process.env, PATH: [dirname(node), process.env["PATH"]].join(delimiter) };
  const file = process.env["npm_execpath"];
  if (file?.endsWith("npm-cli.js")) return { command: node, args: [file, ...args], options: { env } };
  return { command: "npm", args, options: { env, shell: process.platform === "win32" } };
}
