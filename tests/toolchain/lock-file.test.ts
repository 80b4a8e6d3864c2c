import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { run } from "../support/programs.ts";
import { tempFolder } from "../support/temp-folder.ts";

const CHECK = fileURLToPath(new URL("../../build/check-lock-file.mjs", import.meta.url));

/** What the check says about a lock file with these packages. */
async function check(packages: object): Promise<{ stdout: string; code: number | null }> {
  const project = tempFolder();
  for (const folder of ["build", "tests/servers"]) mkdirSync(join(project, folder), { recursive: true });
  cpSync(CHECK, join(project, "build/check-lock-file.mjs"));
  writeFileSync(join(project, "package-lock.json"), JSON.stringify({ packages }));
  writeFileSync(join(project, "tests/servers/package-lock.json"), JSON.stringify({ packages: {} }));
  const { stdout, code } = await run(process.execPath, [join(project, "build/check-lock-file.mjs")]);
  return { stdout, code };
}

it("accepts packages without a place and with all their variants", async () => {
  const packages = {
    "": {},
    "node_modules/a": { optionalDependencies: { "a-linux": "1" } },
    "node_modules/a-linux": {},
  };
  expect(await check(packages)).toEqual({ stdout: "", code: 0 });
});

it("finds a package that is tied to one registry", async () => {
  const { stdout, code } = await check({ "node_modules/a": { resolved: "https://registry.example/a.tgz" } });
  expect(code).toBe(1);
  expect(stdout).toContain("node_modules/a is resolved to https://registry.example/a.tgz");
});

it("finds a variant that is missing for another system", async () => {
  const { stdout, code } = await check({ "node_modules/a": { optionalDependencies: { "a-darwin": "1" } } });
  expect(code).toBe(1);
  expect(stdout).toContain("node_modules/a wants a-darwin");
});
