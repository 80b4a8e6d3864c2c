// `npm run setup:system`, and the first step of `npm test`: gets the programs that tests start for real. It installs only
// where it may without asking (as root, with a password-less sudo, with a package manager of the user) and says in one
// line each what it could not get; tests that need a missing program are skipped. HOLDFAST_SETUP=off leaves the system alone.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { getCephGateway } from "./setup-ceph.mjs";
import { getServers } from "./setup-servers.mjs";
import { ROOT } from "./step.mjs";

/**
 * What the tests want: any one of `programs` will do. The other fields name its package in each package manager.
 * @typedef {{ programs: readonly string[], apt?: string, brew?: string, choco?: string }} Wanted
 */

/** @type {readonly Wanted[]} */
const WANTED = [
  { programs: ["restic"], apt: "restic", brew: "restic", choco: "restic" },
  { programs: ["rclone"], apt: "rclone", brew: "rclone", choco: "rclone" },
  { programs: ["sshd"], apt: "openssh-server" },
  { programs: ["chromium", "chromium-browser", "google-chrome", "chrome"], apt: "chromium" },
  { programs: ["setfattr"], apt: "attr" },
  { programs: ["setfacl"], apt: "acl" },
  { programs: ["unzip"], apt: "unzip" },
  { programs: ["rsync"], apt: "rsync" },
];

/** Debian packages, each with a program of its name. */
const NEWER = ["restic", "rclone", "restic-rest-server"];
/** Where programs are that no user's PATH names. */
const MORE_PLACES = [
  "/usr/sbin",
  "/usr/local/sbin",
  "/opt/homebrew/bin",
  "/Applications/Google Chrome.app/Contents/MacOS",
  "C:\\Program Files\\Google\\Chrome\\Application",
  "C:\\Windows\\System32\\OpenSSH",
];

export function setUpSystem() {
  if (process.env["HOLDFAST_SETUP"] === "off") return;
  console.log("== programs for the tests");
  const missing = WANTED.filter((wanted) => isForThisSystem(wanted) && find(wanted) === undefined);
  if (missing.length > 0) install(missing);
  for (const wanted of missing.filter((one) => find(one) === undefined)) {
    console.log(`could not get ${wanted.programs[0]}: tests that need it are skipped`);
  }
  getNewerPrograms();
  if (!getCephGateway()) console.log("could not get a Ceph gateway: tests of Object Lock are skipped");
  if (!getServers()) console.log("could not get the servers of tests/servers: tests of Azure storage are skipped");
  console.log("ok");
}

/** Extended attributes and ACLs have these tools on Linux only; elsewhere the system brings its own. */
function isForThisSystem(/** @type {Wanted} */ wanted) {
  return process.platform === "linux" || wanted.brew !== undefined || wanted.choco !== undefined;
}

/** @param {Wanted} wanted */
function find(wanted) {
  const places = [...(process.env["PATH"] ?? "").split(delimiter), ...MORE_PLACES];
  const ending = process.platform === "win32" ? ".exe" : "";
  const candidates = wanted.programs.flatMap((program) => places.map((place) => join(place, program + ending)));
  return candidates.find((path) => existsSync(path));
}

/** @param {readonly Wanted[]} missing */
function install(missing) {
  if (process.platform === "linux") installWithApt(missing.flatMap((wanted) => wanted.apt ?? []));
  else if (process.platform === "darwin")
    installEach(
      "brew",
      ["install", "--quiet"],
      missing.flatMap((one) => one.brew ?? []),
    );
  else if (process.platform === "win32") {
    installEach(
      "choco",
      ["install", "-y", "--no-progress"],
      missing.flatMap((wanted) => wanted.choco ?? []),
    );
  }
}

/** @param {readonly string[]} packages */
function installWithApt(packages) {
  const rootly = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const environment = ["env", "DEBIAN_FRONTEND=noninteractive"];
  if (!run([...rootly, ...environment, "apt-get", "--version"])) return; // no apt here, or not allowed to use it
  console.log(`installing ${packages.join(", ")} …`);
  const installing = [...rootly, ...environment, "apt-get", "install", "-y", "-qq", "--no-install-recommends"];
  if (run([...installing, ...packages])) return;
  run([...rootly, ...environment, "apt-get", "update", "-qq"]);
  if (run([...installing, ...packages])) return;
  for (const name of packages) run([...installing, name]); // one that does not exist here must not cost the others
}

/**
 * @param {string} manager
 * @param {readonly string[]} verb
 * @param {readonly string[]} packages
 */
function installEach(manager, verb, packages) {
  for (const name of packages) {
    console.log(`installing ${name} …`);
    run([manager, ...verb, name]);
  }
}

/**
 * Newer versions of programs to be judged by, where a script beside the project can unpack them. Before any test runs: two test files that
 * unpacked the same program at the same time would find half of it.
 */
function getNewerPrograms() {
  const script = join(ROOT, "../shared/tools/newer-package.sh");
  if (process.platform !== "linux" || !existsSync(script)) return;
  for (const name of NEWER) {
    const folder = join(ROOT, `node_modules/.cache/holdfast/${name}-new`);
    if (existsSync(join(folder, "usr/bin", name))) continue;
    console.log(`unpacking the newest ${name} …`);
    if (!run(["bash", script, name, "sid", folder])) {
      console.log(`could not get the newest ${name}: tests use the installed one, or are skipped`);
    }
  }
}

/** @param {readonly string[]} command */
function run([program = "", ...args]) {
  // Its output is noise when it works and, where the tests go on without, no help when it does not.
  return spawnSync(program, args, { stdio: "ignore", timeout: 10 * 60 * 1000 }).status === 0;
}

if (import.meta.main) setUpSystem();
