// The lock file must not say where packages come from: each machine has its own registry or mirror.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const named = Object.entries(packages).filter(([, entry]) => entry.resolved !== undefined);
for (const [name, entry] of named) console.log(`package-lock.json: ${name} is resolved to ${entry.resolved}`);
if (named.length > 0) {
  console.log("Install with the project's .npmrc (omit-lockfile-registry-resolved), or delete the `resolved` lines.");
  process.exitCode = 1;
}
