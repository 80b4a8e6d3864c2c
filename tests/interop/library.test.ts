import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { prepareHoldfast } from "../support/holdfast.ts";
import { run } from "../support/programs.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("exports the engine as package.json says", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: unknown };
  expect(exports).toEqual({ "./engine": { types: "./main/engine/index.ts", default: "./dist/engine.mjs" } });
});

it("runs the program of docs/manual/library.md as it stands there", async () => {
  await prepareHoldfast();
  const [source, work] = [tempFolder(), tempFolder()];
  mkdirSync(join(source, "folder"));
  for (const name of ["one", "folder/two"]) writeFileSync(join(source, name), name);
  const page = readFileSync(join(root, "docs/manual/library.md"), "utf8");
  const code = /```ts\n(.*?)```/s.exec(page)?.[1] ?? "";
  // What the package exports under that name, since the program is not inside the package.
  const engine = pathToFileURL(join(root, "dist/engine.mjs")).href;
  const program = join(work, "program.ts");
  writeFileSync(program, code.replace('"holdfast/engine"', JSON.stringify(engine)));

  const [place, target] = [join(work, "repository"), join(work, "restored")];
  const { code: exit, stdout, stderr } = await run(process.execPath, [program, source, place, target]);
  expect(stderr).not.toContain("Error");
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^saved 2 files as [0-9a-f]{64}\nrestored 2 files, 0 problems\nchecked: 0 errors\n$/);
  expect(treeFacts(join(target, source))).toEqual(treeFacts(source));
});
