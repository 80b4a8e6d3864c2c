import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { lastJson, newUser } from "./cli.ts";

it("finds files and tells their versions without an agent that runs", async () => {
  const user = newUser();
  const folder = tempFolder();
  const documents = join(folder, "Documents");
  mkdirSync(documents);
  writeFileSync(join(documents, "Budget 2024.ods"), "one");
  const said = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await user.run(args);
    expect(code, stderr).toBe(0);
    return stdout;
  };
  await said("plan", "add", "Documents", "--folder", documents, "--to", join(folder, "blue"));
  await said("run", "Documents");
  writeFileSync(join(documents, "Budget 2024.ods"), "three");
  await said("run", "Documents");
  const path = join(documents, "Budget 2024.ods");
  expect(await said("search", "2024", "BUDGET")).toMatch(new RegExp(`5 bytes .* 2 .* ${path}\n`));
  expect(lastJson(await said("search", "*.ods", "--plan", "doc", "--json"))).toMatchObject({
    hits: [{ path, versions: 2, isGone: false, bytes: 5 }],
    state: { snapshots: 2, snapshotsIndexed: 2 },
  });
  expect(await said("search", "nothing like it")).toContain("No snapshot has a file of such a name.");
  expect(lastJson(await said("versions", path, "--json"))).toMatchObject({ versions: [{ bytes: 5 }, { bytes: 3 }] });
  expect(await said("versions", path)).toMatch(/ 5 bytes .*\n.* 3 bytes /);
  expect((await user.run(["search", "x", "--target", "Green"])).code).not.toBe(0);
});
