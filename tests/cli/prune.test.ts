import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ProgramResult } from "../support/programs.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { lastJson, newUser } from "./cli.ts";

describe("prune", () => {
  const user = newUser();
  const folder = tempFolder();
  const [source, repo] = [join(folder, "source"), join(folder, "repo")];
  const run = (...args: string[]): Promise<ProgramResult> => {
    return user.run(args, { HOLDFAST_REPOSITORY: repo, HOLDFAST_PASSWORD: "pw" });
  };
  const packs = (): number =>
    readdirSync(join(repo, "data"), { recursive: true }).filter((name) => name.length > 10).length;

  beforeAll(async () => {
    mkdirSync(source);
    for (let round = 0; round < 2; round++) {
      writeFileSync(join(source, "file"), randomBytes(300_000));
      expect((await run("backup", source)).code).toBe(0);
    }
    const snapshots: { id: string }[] = JSON.parse((await run("snapshots", "--json")).stdout);
    rmSync(join(repo, "snapshots", snapshots[0]?.id ?? ""));
  });

  it("tells what it would do and leaves all as it is", async () => {
    const before = packs();
    const { code, stdout } = await run("prune", "--dry-run");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Would remove 2 packs .*Nothing was changed\.\n$/s)]);
    expect(packs()).toBe(before);
  });

  it("does not take what makes no sense, and says how to say it", async () => {
    for (const limit of ["100%", "many", ""]) {
      const { code, stderr } = await run("prune", "--max-unused", limit);
      expect([limit, code, stderr]).toEqual([limit, 1, expect.stringContaining("holdfast: ")]);
    }
    expect((await run("prune", "--max-time", "soon")).code).toBe(1);
  });

  it("gives room back and tells how much there was and is", async () => {
    const { code, stdout } = await run("prune", "--max-unused", "0", "--max-repack-size", "1G");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Removed 2 packs .* and take now .* less\.\n$/s)]);
    expect(packs()).toBe(2);
    expect((await run("check", "--read-data")).code).toBe(0);
    expect((await run("prune")).stdout).toContain("as before");
  });

  it("tells it to programs", async () => {
    const { code, stdout } = await run("prune", "--json", "--dry-run");
    expect([code, lastJson(stdout)]).toEqual([
      0,
      expect.objectContaining({
        message_type: "summary",
        dry_run: true,
        packs_before: 2,
        packs_after: 2,
        removed_packs: 0,
      }),
    ]);
    const failed = await run("prune", "--json", "--max-unused", "100%");
    expect(lastJson(failed.stderr)).toMatchObject({ message_type: "exit_error", code: 1 });
  });
});
