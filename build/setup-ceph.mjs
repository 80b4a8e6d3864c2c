// Unpacks a Ceph object gateway with all that it needs into node_modules/.cache, installing nothing: the tests of S3 storage that many
// machines share run on it. Debian's packages; elsewhere these tests are skipped. Called by build/setup-system.mjs.
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./step.mjs";

const CEPH = join(ROOT, "node_modules/.cache/holdfast/ceph");
const PACKAGES = ["radosgw", "ceph-mon", "ceph-osd", "ceph-common"];

/** @returns {boolean} whether it is there now */
export function getCephGateway() {
  if (existsSync(CEPH)) return true;
  if (process.platform !== "linux" || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  const draft = `${CEPH}.${process.pid}.tmp`;
  try {
    return unpackInto(draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** @param {string} draft */
function unpackInto(draft) {
  const archives = join(draft, "archives");
  mkdirSync(join(archives, "partial"), { recursive: true });
  // Only downloads: nothing of the system is changed, so its lock is not needed either. What is installed is not fetched again.
  const options = [
    "-o",
    `Dir::Cache::archives=${archives}`,
    "-o",
    "Debug::NoLocking=1",
    "-o",
    "APT::Sandbox::User=root",
  ];
  const download = ["install", "--download-only", "--no-install-recommends", "-y", "-qq", ...options, ...PACKAGES];
  if (!run("apt-get", download) && !(run("apt-get", ["update", "-qq"]) && run("apt-get", download))) return false;
  for (const archive of globSync("*.deb", { cwd: archives })) {
    if (!run("dpkg-deb", ["-x", join(archives, archive), draft])) return false;
  }
  rmSync(archives, { recursive: true });
  if (!existsSync(join(draft, "usr/bin/radosgw"))) return false;
  renameSync(draft, CEPH);
  return true;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: "ignore", timeout: 5 * 60 * 1000, env }).status === 0;
}
