// Checks the arrows of .dependency-cruiser.mjs: who may import whom.
import { existsSync, globSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import config from "../.dependency-cruiser.mjs";

const FOLDERS = ["main", "shared", "renderer", "tests"];

/**
 * @param {string} root a project's folder
 * @returns {Promise<readonly string[]>} one text for each forbidden import, and for each source file that was not looked at
 */
export async function findForbiddenImports(root) {
  const folders = FOLDERS.filter((folder) => existsSync(resolve(root, folder)));
  const { forbidden = [], options } = config;
  const answer = await cruise(folders, { ...options, baseDir: root, validate: true, ruleSet: { forbidden } });
  if (typeof answer.output === "string") throw new Error("dependency-cruiser answered with text, not with modules");
  const seen = new Set(answer.output.modules.map((module) => module.source));
  const onDisk = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root, exclude: ["tests/fixtures/**"] },
  ).map((path) => path.replaceAll("\\", "/"));
  const unseen = onDisk.filter((path) => !path.endsWith(".as.ts") && !seen.has(path));
  const comments = new Map(forbidden.map((rule) => [rule.name, rule.comment]));
  return [
    ...answer.output.summary.violations.map(
      ({ rule, from, to }) => `${from} must not import ${to} (${rule.name})\n  ${comments.get(rule.name) ?? ""}`,
    ),
    ...unseen.map((path) => `${path} was not checked: the parser did not see it`),
  ];
}

if (import.meta.main) {
  const found = await findForbiddenImports(resolve(fileURLToPath(new URL("..", import.meta.url))));
  for (const text of found) process.stdout.write(`${text}\n`);
  if (found.length > 0) process.exitCode = 1;
}
