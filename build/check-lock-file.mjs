// The lock file must work for everyone: no word on where packages come from, since each machine has its own registry or
// mirror, and an entry for each system's variant of a package, since `npm ci` fails without, on every system.
import { readFileSync } from "node:fs";

const LOCK_FILES = ["package-lock.json", "tests/servers/package-lock.json"];

/**
 * @param {string} file
 * @returns {string[]} what is wrong with it
 */
function problemsOf(file) {
  const { packages } = JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
  return Object.entries(packages).flatMap(([path, entry]) => [
    ...(entry.resolved === undefined
      ? []
      : [`${path} is resolved to ${entry.resolved}: install with the project's .npmrc`]),
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter(
        (name) =>
          packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined,
      )
      .map((name) => `${path} wants ${name}, which is not in the file: pin a version whose variants all exist`),
  ]);
}

const problems = LOCK_FILES.flatMap((file) => problemsOf(file).map((problem) => `${file}: ${problem}`));
for (const problem of problems) process.stdout.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
