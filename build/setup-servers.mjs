// Installs the servers of tests/servers/package.json, once: packages that only tests start, far too large to be among the program's
// own. Into node_modules/.cache, so that no other tool takes them for parts of the project. Called by build/setup-system.mjs.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./install.mjs";
import { readStamp } from "./stamps.mjs";
import { ROOT } from "./step.mjs";

const WANTED = join(ROOT, "tests/servers");
const SERVERS = join(ROOT, "node_modules/.cache/holdfast/servers");
const STAMP = "installed.stamp";
const FILES = ["package.json", "package-lock.json"];
/** They need no compiled parts and no steps of their own after the install. */
const FLAGS = ["--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

/** @returns {boolean} whether they are there now, in the versions of the lock file */
export function getServers() {
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(readFileSync(join(WANTED, file)));
  const stamp = hash.digest("hex");
  if (readStamp(join(SERVERS, STAMP)) === stamp) return true;
  console.log("installing the servers of tests/servers …");
  const draft = `${SERVERS}.${process.pid}.tmp`;
  try {
    mkdirSync(draft, { recursive: true });
    for (const file of FILES) copyFileSync(join(WANTED, file), join(draft, file));
    const { command, args, options } = npm(process.execPath, ["ci", ...FLAGS]);
    const { status } = spawnSync(command, args, { ...options, cwd: draft, stdio: "ignore", timeout: 10 * 60 * 1000 });
    if (status !== 0) return false;
    writeFileSync(join(draft, STAMP), `${stamp}\n`);
    rmSync(SERVERS, { recursive: true, force: true });
    renameSync(draft, SERVERS);
    return true;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
