import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ProgramResult } from "../support/programs.ts";
import { restic, resticVersions } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { jsonLines, lastJson, newUser } from "./cli.ts";

const PASSWORD = "pw";

describe("the commands", () => {
  const user = newUser();
  const folder = tempFolder();
  const source = join(folder, "source");
  const repo = join(folder, "repo");
  const run = (...args: string[]): Promise<ProgramResult> => {
    return user.run(args, { HOLDFAST_REPOSITORY: repo, HOLDFAST_PASSWORD: PASSWORD });
  };
  let ids: string[] = [];

  beforeAll(async () => {
    mkdirSync(join(source, "sub"), { recursive: true });
    writeFileSync(join(source, "letter.txt"), "Dear Ada");
    writeFileSync(join(source, "sub", "list.md"), "milk");
    expect((await run("backup", source, "--tag", "one,two", "--host", "blue")).code).toBe(0);
    writeFileSync(join(source, "letter.txt"), "Dear Ada, hello");
    expect((await run("backup", source, "--host", "blue")).code).toBe(0);
    const snapshots: { id: string }[] = JSON.parse((await run("snapshots", "--json")).stdout);
    ids = snapshots.map(({ id }) => id);
  });

  it("list snapshots, all or those with a tag, of a host, the last", async () => {
    const { stdout } = await run("snapshots");
    for (const id of ids) expect(stdout).toContain(id.slice(0, 8));
    expect(stdout).toContain("2 snapshots");
    expect((await run("snapshots", "--tag", "two")).stdout).toContain("1 snapshot\n");
    expect((await run("snapshots", "--host", "red")).stdout).toBe("0 snapshots\n");
    expect((await run("snapshots", "--latest", "1")).stdout).not.toContain(ids[0]?.slice(0, 8));
    expect((await run("snapshots", "--group-by", "host")).stdout).toContain("Snapshots of host blue:");
  });

  it("list the files of a snapshot, nothing but paths on standard output", async () => {
    const { stdout } = await run("ls", "latest");
    expect(stdout.trim().split("\n").slice(-3)).toEqual([
      join(source, "letter.txt"),
      join(source, "sub"),
      join(source, "sub", "list.md"),
    ]);
    expect((await run("ls", "-l", "latest", join(source, "sub"))).stdout).toMatch(/ 4 .* \S+list\.md\n$/);
    expect((await run("ls", `latest:${source}`)).stdout).toBe("/letter.txt\n/sub\n/sub/list.md\n");
  });

  it("find files in all snapshots", async () => {
    const { stdout } = await run("find", "*.MD", "--ignore-case");
    expect(stdout.match(/list\.md/g)).toHaveLength(2);
    expect((await run("find", "nothing*")).stdout).toBe("");
  });

  it("tell what changed between snapshots", async () => {
    const { stdout } = await run("diff", ids[0] ?? "", "latest");
    expect(stdout).toContain(`M    ${join(source, "letter.txt")}\n`);
    expect(stdout).not.toContain("list.md");
  });

  it("count what snapshots hold", async () => {
    expect((await run("stats", "latest")).stdout).toContain("Size         19 bytes\n");
    expect((await run("stats", "--mode", "raw-data")).stdout).toContain("by compression");
  });

  it("check the repository, with and without its data", async () => {
    const quick = await run("check");
    expect([quick.code, quick.stdout]).toEqual([0, expect.stringContaining("No errors were found.")]);
    const whole = await run("check", "--read-data");
    expect([whole.code, whole.stdout]).toEqual([0, expect.stringContaining("read whole")]);
    expect((await run("check", "--read-data-subset", "1/3")).code).toBe(0);
    expect((await run("check", "--read-data-subset", "7/5")).code).toBe(1);
  });

  it("show internal objects", async () => {
    expect(JSON.parse((await run("cat", "config")).stdout)).toMatchObject({ version: 2 });
    expect(JSON.parse((await run("cat", "snapshot", "latest")).stdout)).toMatchObject({ hostname: "blue" });
    expect((await run("cat", "thing")).stderr).toContain("There is no kind of object “thing”");
  });

  it("write a file, or a folder as an archive", async () => {
    expect((await run("dump", "latest", join(source, "letter.txt"))).stdout).toBe("Dear Ada, hello");
    const file = join(folder, "sub.tar");
    expect((await run("dump", "latest", join(source, "sub"), "--target", file)).code).toBe(0);
    expect(statSync(file).size % 512).toBe(0);
    expect(readFileSync(file).includes("milk")).toBe(true);
  });

  it("restore a part, and say what would be done without doing it", async () => {
    const target = join(folder, "restored");
    const dry = await run("restore", `latest:${source}`, "--target", target, "--dry-run");
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining("Nothing was written.")]);
    expect(statSync(target, { throwIfNoEntry: false })).toBeUndefined();
    expect((await run("restore", `${ids[0]}:${source}`, "--target", target, "-i", "*.txt")).code).toBe(0);
    expect(readFileSync(join(target, "letter.txt"), "utf8")).toBe("Dear Ada");
    expect(statSync(join(target, "sub", "list.md"), { throwIfNoEntry: false })).toBeUndefined();
  });

  it("write nothing to a terminal's standard error that is piped but what they have to say", async () => {
    const { stdout, stderr } = await run("backup", "--force", source);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(stderr).toBe("");
  });

  it("say only what matters with --quiet", async () => {
    for (const args of [["backup", source], ["check"], ["unlock"], ["restore", "latest", "-t", join(folder, "q")]]) {
      const { code, stdout, stderr } = await run(...args, "--quiet");
      expect([code, stdout, stderr]).toEqual([0, "", ""]);
    }
  });

  it("leave out what is excluded: by pattern, by size, by file, by name of a cache", async () => {
    const messy = join(folder, "messy");
    mkdirSync(join(messy, "cache"), { recursive: true });
    writeFileSync(join(messy, "cache", "CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55");
    writeFileSync(join(messy, "cache", "made-again"), "x");
    for (const name of ["keep", "a.iso", "B.ISO", "big", "by-file"]) writeFileSync(join(messy, name), name);
    writeFileSync(join(messy, "big"), Buffer.alloc(3000));
    writeFileSync(join(messy, ".holdfastignore"), "by-file\n");
    const options = ["-e", "*.iso", "--iexclude", "b.iso", "--exclude-larger-than", "2k"];
    expect((await run("backup", messy, ...options)).code).toBe(0);
    const names = (await run("ls", `latest:${messy}`)).stdout.trim().split("\n");
    expect(names).toEqual(["/.holdfastignore", "/cache", "/cache/CACHEDIR.TAG", "/keep"]);
    expect((await run("backup", messy, "--no-default-excludes")).code).toBe(0);
    expect((await run("ls", `latest:${messy}/cache`)).stdout).toContain("/made-again");
  });

  it("save what lists of files name", async () => {
    const list = join(folder, "list");
    writeFileSync(list, `# comment\n${source}/*.txt\n`);
    expect((await run("backup", "--files-from", list)).code).toBe(0);
    expect((await run("ls", `latest:${source}`)).stdout).toBe("/letter.txt\n");
  });

  it.skipIf(process.platform !== "linux")("save what lists of files name by bytes that are no text", async () => {
    const path = Buffer.from(`${source}-raw/\xff\xe9`, "latin1");
    mkdirSync(`${source}-raw`);
    writeFileSync(path, "raw");
    const list = join(folder, "raw-list");
    for (const [option, end] of [
      ["--files-from-raw", "\0"],
      ["--files-from-verbatim", "\n"],
    ] as const) {
      writeFileSync(list, Buffer.concat([path, Buffer.from(end)]));
      expect((await run("backup", option, list)).code).toBe(0);
      const { bytes } = await run("ls", `latest:${source}-raw`);
      expect(bytes.toString("latin1")).toBe("/\xff\xe9\n");
    }
  });

  it("make no snapshot with --dry-run, nor of what is unchanged with --skip-if-unchanged", async () => {
    const env = { HOLDFAST_REPOSITORY: repo, HOLDFAST_PASSWORD: PASSWORD };
    // A relative path: the folders above it, which others may change meanwhile, are then not in the snapshot.
    const backup = (...options: string[]) => user.run(["backup", ...options, "source"], env, folder);
    expect((await backup()).code).toBe(0);
    const before = (await run("snapshots", "--json")).stdout;
    expect((await backup("--dry-run")).stdout).toContain("Nothing was written.");
    expect((await backup("--skip-if-unchanged")).stdout).toContain("Nothing changed");
    expect((await run("snapshots", "--json")).stdout).toBe(before);
  });

  it.skipIf(process.platform !== "linux")(
    "end with 3 when something could not be read, and save the rest",
    async () => {
      const { code, stdout, stderr } = await run("backup", source, "/proc/1/mem", "--json");
      expect(code).toBe(3);
      expect(lastJson(stdout)).toMatchObject({ message_type: "summary", warnings: 1, total_files_processed: 2 });
      expect(lastJson(stderr)).toMatchObject({ message_type: "error", during: "archival", item: "/proc/1/mem" });
      const people = await run("backup", source, "/proc/1/mem");
      expect(people.stderr).toContain("Completed with 1 warning: not everything is in the snapshot.");
      expect(people.stderr).toContain("    /proc/1/mem");
    },
  );

  it("end with 1 when there is nothing to save", async () => {
    const { code, stderr } = await run("backup", join(folder, "nothing-here"));
    expect([code, stderr]).toEqual([1, expect.stringContaining("There is nothing to back up at")]);
  });

  describe.skipIf(resticVersions().length === 0)("with --json", () => {
    const newest = resticVersions().at(-1)?.path ?? "";
    const theirs = async (...args: string[]): Promise<string> => {
      return (await restic(newest, repo, PASSWORD, [...args, "--json"])).stdout;
    };
    const keysOf = (value: unknown): string[] => Object.keys(value ?? {}).sort();

    it.each([
      ["stats", ["stats"]],
      ["raw stats", ["stats", "--mode", "raw-data"]],
      ["a difference", ["diff", "0", "1"]],
      ["a check", ["check"]],
      ["a listing", ["ls", "latest"]],
      ["a restore", ["restore", "latest", "--target", "T"]],
      ["a backup", ["backup", source, "--force"]],
    ])("have the keys of restic for %s", async (_title, args) => {
      const filled = (target: string): string[] =>
        args.map((arg) => ({ "0": ids[0] ?? "", "1": ids[1] ?? "", T: join(folder, target) })[arg] ?? arg);
      const expected = lastJson(await theirs(...filled("theirs")));
      const ours = lastJson((await run(...filled("ours"), "--json")).stdout);
      expect(keysOf(ours)).toEqual(expect.arrayContaining(keysOf(expected)));
    });

    it.each([
      ["snapshots", ["snapshots"]],
      ["keys", ["key", "list"]],
      ["found files", ["find", "letter.txt"]],
    ])("have the keys of restic for lists of %s", async (_title, args) => {
      const [expected] = JSON.parse(await theirs(...args));
      const [ours] = JSON.parse((await run(...args, "--json")).stdout);
      expect(keysOf(ours)).toEqual(expect.arrayContaining(keysOf(expected)));
    });

    it("list exactly what restic lists", async () => {
      for (const args of [
        ["ls", ids[0] ?? ""],
        ["find", "list.md"],
        ["diff", ids[0] ?? "", ids[1] ?? ""],
      ]) {
        const ours = (await run(...args, "--json")).stdout;
        expect(jsonLines(ours)).toEqual(jsonLines(await theirs(...args)));
      }
    });
  });
});
