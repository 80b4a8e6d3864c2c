import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { copyOf, filesOf, flipBit, packPath, placeOfContent } from "../faults/surgery.ts";
import type { ProgramResult } from "../support/programs.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { defaultRepository, jsonLines, lastJson, newUser } from "./cli.ts";

const PASSWORD = "pw";
const LETTER = "Dear Ada, this letter will be lost";

describe("copy and repair", () => {
  const user = newUser();
  const folder = tempFolder();
  const source = join(folder, "source");
  const repo = join(folder, "repo");
  const named = { HOLDFAST_PASSWORD: PASSWORD };
  const at = (place: string, ...args: string[]): Promise<ProgramResult> => user.run([...args, "--repo", place], named);

  beforeAll(async () => {
    mkdirSync(source, { recursive: true });
    writeFileSync(join(source, "letter.txt"), LETTER);
    writeFileSync(join(source, "list.md"), "milk");
    expect((await at(repo, "backup", source, "--tag", "one")).code).toBe(0);
    expect((await at(repo, "backup", source, "--force", "--tag", "two")).code).toBe(0);
  });

  it("copy takes the other repository from --from-repo and its password from its own options", async () => {
    const target = join(folder, "target");
    const passwords = [join(folder, "a.txt"), join(folder, "b.txt")] as const;
    writeFileSync(passwords[0], PASSWORD);
    writeFileSync(passwords[1], "another");
    const to = ["--repo", target, "--password-file", passwords[1]];
    const from = ["--from-repo", repo, "--from-password-file", passwords[0]];
    expect((await user.run(["init", ...to, ...from])).stderr).toContain("--copy-chunker-params");
    expect((await user.run(["init", ...to, ...from, "--copy-chunker-params"])).code).toBe(0);
    const [here, there] = [await at(repo, "cat", "config"), await user.run(["cat", "config", ...to])];
    expect(JSON.parse(there.stdout).chunker_polynomial).toBe(JSON.parse(here.stdout).chunker_polynomial);

    const one = await user.run(["copy", ...to, ...from, "--tag", "one"]);
    expect([one.code, one.stdout]).toEqual([0, expect.stringContaining("Copied 1 snapshot, ")]);
    const env = { HOLDFAST_FROM_REPOSITORY: repo, RESTIC_FROM_PASSWORD: PASSWORD };
    const rest = await user.run(["copy", "--json", ...to], env);
    expect(jsonLines(rest.stdout)).toMatchObject([
      { message_type: "copied" },
      { message_type: "summary", copied: 1, skipped: 1, failed: 0 },
    ]);
    expect((await user.run(["copy", ...to, ...from])).stdout).toContain("2 snapshots had been there already");
    expect((await user.run(["check", "--read-data", ...to])).code).toBe(0);
  });

  it("copy goes from your own repository to the one that is named, and needs two", async () => {
    const owner = newUser();
    expect((await owner.run(["backup", source])).code).toBe(0);
    const target = join(tempFolder(), "target");
    const env = { HOLDFAST_PASSWORD: PASSWORD };
    expect((await owner.run(["init", "--repo", target], env)).code).toBe(0);
    const pw = join(folder, "target.txt");
    writeFileSync(pw, PASSWORD);
    const copied = await owner.run(["copy", "--repo", target, "--password-file", pw]);
    expect([copied.code, copied.stdout]).toEqual([0, expect.stringContaining("Copied 1 snapshot")]);
    expect(existsSync(defaultRepository(owner))).toBe(true);
    const alone = await owner.run(["copy"]);
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining("a copy needs two")]);
  });

  it("copy says which snapshot cannot be copied, and ends with 1", async () => {
    const place = copyOf(repo);
    const target = join(tempFolder(), "target");
    const { pack, offset } = await placeOfContent(place, LETTER);
    flipBit(place, packPath(pack), offset + 20);
    const env = { ...named, HOLDFAST_FROM_REPOSITORY: place, HOLDFAST_FROM_PASSWORD: PASSWORD };
    expect((await user.run(["init", "--repo", target], named)).code).toBe(0);
    const { code, stderr, stdout } = await user.run(["copy", "--repo", target], env);
    expect([code, stderr, stdout]).toEqual([1, expect.stringContaining("cannot be copied"), "Copied 0 snapshots.\n"]);
    expect(filesOf(target, "snapshots")).toEqual([]);
  });

  it("repair index makes an index where there is none", async () => {
    const place = copyOf(repo);
    expect((await at(place, "repair", "index")).stdout).toBe("The index is in order.\n");
    for (const file of filesOf(place, "index")) rmSync(join(place, "index", file));
    const dry = await at(place, "repair", "index", "--dry-run");
    expect([dry.code, dry.stdout]).toEqual([
      0,
      expect.stringMatching(/^Would repair the index: \d packs that were not/),
    ]);
    expect(filesOf(place, "index")).toEqual([]);
    const { stdout } = await at(place, "repair", "index", "--json");
    expect(lastJson(stdout)).toMatchObject({
      message_type: "summary",
      changed: true,
      missing_packs: [],
      lost_blobs: [],
    });
    expect((await at(place, "check", "--read-data")).code).toBe(0);
  });

  it("repair packs and repair snapshots go on from what a check names", async () => {
    const [place, cwd] = [copyOf(repo), tempFolder()];
    const { pack, offset } = await placeOfContent(place, LETTER);
    flipBit(place, packPath(pack), offset + 20);
    const checked = lastJson((await at(place, "check", "--read-data", "--json")).stdout);
    expect(checked).toMatchObject({ broken_packs: [pack] });

    const packs = await user.run(["repair", "packs", pack.slice(0, 12), "--repo", place], named, cwd);
    expect([packs.code, packs.stdout]).toEqual([0, expect.stringContaining("1 pack removed.")]);
    expect(packs.stderr).toContain("1 piece of data or folder list is lost");
    expect(readdirSync(cwd)).toEqual([`pack-${pack}`]);
    expect((await user.run(["repair", "packs", pack, "--repo", place], named, cwd)).stderr).toContain("has no pack");

    const dry = await at(place, "repair", "snapshots", "--dry-run", "--no-lock");
    expect(dry.stderr).toContain(`${join(source, "letter.txt")} loses what is missing of its content.`);
    expect(filesOf(place, "snapshots")).toHaveLength(2);
    const repaired = await at(place, "repair", "snapshots", "--forget");
    expect([repaired.code, repaired.stdout]).toEqual([0, expect.stringContaining("Repaired 2 snapshots")]);
    expect((await at(place, "check", "--read-data")).code).toBe(0);
    expect((await at(place, "repair", "snapshots")).stdout).toBe("No snapshot has to be repaired.\n");
    expect((await at(place, "dump", "latest", join(source, "list.md"))).stdout).toBe("milk");
  });
});
