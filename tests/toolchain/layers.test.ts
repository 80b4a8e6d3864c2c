import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the check on a small project with these files. */
function checkLayers(files: Readonly<Record<string, string>>): { text: string; failed: boolean } {
  const project = tempFolder();
  cpSync(join(ROOT, "build"), join(project, "build"), { recursive: true });
  for (const name of [".dependency-cruiser.mjs", "package.json"]) cpSync(join(ROOT, name), join(project, name));
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"), "junction");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const { stdout, stderr, status } = spawnSync(process.execPath, ["build/check-layers.mjs"], {
    cwd: project,
    encoding: "utf8",
  });
  return { text: stdout + stderr, failed: status !== 0 };
}

const VALUE = "export const value = 1;\n";

it("accepts a room that looks down through the doors of lower rooms", () => {
  const { text, failed } = checkLayers({
    "main/engine/names/index.ts": VALUE,
    "main/engine/format/index.ts": 'export { value } from "../names/index.ts";\n',
    "main/engine/storage/targets/local.ts": 'import "node:fs";\n',
    "main/engine/tasks/a.ts": 'import type { BigIntStats } from "node:fs";\nexport type A = BigIntStats;\n',
  });
  expect({ text, failed }).toEqual({ text: "", failed: false });
});

it.each([
  ["engine-format-looks-down", "main/engine/format/a.ts", "main/engine/storage/index.ts"],
  ["engine-source-looks-down", "main/engine/source/a.ts", "main/engine/repository/index.ts"],
  ["engine-has-no-host", "main/engine/tasks/a.ts", "main/hosts/headless/flags.ts"],
  ["engine-has-one-door", "main/hosts/headless/a.ts", "main/engine/repository/index.ts"],
  ["rooms-have-one-door", "main/engine/repository/a.ts", "main/engine/format/tree.ts"],
  ["shared-imports-nothing", "shared/model/a.ts", "main/engine/index.ts"],
  ["product-needs-no-tests", "main/engine/names/a.ts", "tests/support/clock.ts"],
])("catches what %s forbids", (rule, from, to) => {
  const path = `${"../".repeat(from.split("/").length - 1)}${to}`;
  const { text, failed } = checkLayers({ [from]: `import { value } from "${path}";\nvalue;\n`, [to]: VALUE });
  expect(failed).toBe(true);
  expect(text).toContain(`${from} must not import ${to} (${rule})`);
});

it.each([
  ["koffi", "home-of-koffi"],
  ["sodium-native", "home-of-sodium-native"],
  ["@napi-rs/keyring", "home-of-napi-rskeyring"],
  ["commander", "home-of-commander"],
  ["node:fs", "file-system-has-homes"],
  ["node:fs/promises", "file-system-has-homes"],
])("catches %s outside of its home", (library, rule) => {
  const { text, failed } = checkLayers({ "main/engine/repository/a.ts": `import "${library}";\n` });
  expect(failed).toBe(true);
  expect(text).toContain(`(${rule})`);
});

it("catches an import of types alone, and one made while running", () => {
  const door = { "main/engine/storage/index.ts": "export interface Storage {}\n" };
  const types = checkLayers({
    ...door,
    "main/engine/format/a.ts": 'import type { Storage } from "../storage/index.ts";\nexport type A = Storage;\n',
  });
  const late = checkLayers({ ...door, "main/engine/format/a.ts": 'await import("../storage/index.ts");\n' });
  expect([types.text, late.text].every((text) => text.includes("engine-format-looks-down"))).toBe(true);
});

it("catches a circle of imports", () => {
  const { text } = checkLayers({
    "main/engine/names/a.ts": 'import "./b.ts";\n',
    "main/engine/names/b.ts": 'import "./a.ts";\n',
  });
  expect(text).toContain("(no-cycles)");
});

it("fails on a source file that it could not read", () => {
  const { failed } = checkLayers({ "main/engine/names/a.ts": "export const = broken(((\n" });
  expect(failed).toBe(true);
});
