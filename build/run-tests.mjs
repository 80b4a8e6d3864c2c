// Every check and every test, counted: the last line is "N passed, N failed, N skipped" over all of them.
// Each check counts as one. Fails when anything failed, and when no test ran at all.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKS } from "./checks.mjs";
import { setUpSystem } from "./setup-system.mjs";
import { PINNED_NODE, ROOT } from "./step.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const quick = process.argv.includes("--quick");
const filters = process.argv.slice(2).filter((argument) => argument !== "--quick");

const parts = filters.length > 0 ? [await runVitest(filters)] : await runAll();
const total = parts.reduce(add, { passed: 0, failed: 0, skipped: 0 });
const ranNoTest = (parts.at(-1)?.passed ?? 0) + (parts.at(-1)?.failed ?? 0) === 0;
if (ranNoTest) console.log("\nNo test ran, which counts as a failure.");
process.exitCode = total.failed > 0 || ranNoTest ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

async function runAll() {
  if (!quick) setUpSystem();
  const checks = CHECKS.map((check) => runCheck(check));
  return [...checks, await runVitest(quick ? ["--project", "unit"] : [])];
}

/**
 * @param {import("./checks.mjs").Check} check
 * @returns {Counts}
 */
function runCheck({ title, program, args }) {
  console.log(`\n== ${title}`);
  const { status, error } = runNode([join(ROOT, program), ...args], process.env);
  if (error) console.log(error.message);
  console.log(status === 0 ? "ok" : `FAILED: ${title}`);
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<Counts>}
 */
async function runVitest(args) {
  console.log("\n== tests");
  const folder = mkdtempSync(join(tmpdir(), "holdfast-counts-"));
  const countsFile = join(folder, "counts.json");
  const env = { ...process.env, HOLDFAST_COUNTS_FILE: countsFile };
  const { status } = runNode([join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...args], env);
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, "utf8")) : undefined;
  rmSync(folder, { recursive: true });
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0 }; // it died before it could count
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * Runs a script on the pinned Node. What it calls by name comes from node_modules, `node` among them; its output is plain text
 * where nobody is at a terminal.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function runNode(args, env) {
  const separator = process.platform === "win32" ? ";" : ":";
  const plain = process.stdout.isTTY || env["FORCE_COLOR"] !== undefined ? {} : { NO_COLOR: "1" };
  const path = [join(ROOT, "node_modules/.bin"), env["PATH"]].join(separator);
  return spawnSync(PINNED_NODE, args, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...env, ...plain, PATH: path },
  });
}

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
