import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { formatTime } from "../../main/engine/format/index.ts";
import { forget, openRepository, type StoredSnapshot } from "../../main/engine/index.ts";
import { listSnapshots, RepositoryLock, saveSnapshot } from "../../main/engine/repository/index.ts";
import { makeRepository } from "../support/made-repository.ts";
import type { ProgramResult } from "../support/programs.ts";
import { newestRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { jsonLines, lastJson, newUser } from "./cli.ts";

const PASSWORD = "pw";
const HOUR_NS = 3_600_000_000_000n;
/** In the morning of three days, and in the evening of the second. */
const TIMES = [10n, 34n, 44n, 58n].map((hours) => formatTime(1_714_521_600_000_000_000n + hours * HOUR_NS));

describe("the commands that change snapshots", () => {
  const user = newUser();
  let repo: string;
  let snapshots: readonly StoredSnapshot[];
  const run = (...args: string[]): Promise<ProgramResult> =>
    user.run(args, { HOLDFAST_REPOSITORY: repo, HOLDFAST_PASSWORD: PASSWORD, TZ: "UTC" });
  const list = async (): Promise<readonly StoredSnapshot[]> => {
    const open = await openRepository(repo, { password: PASSWORD, threads: 1 });
    const found = await listSnapshots(open.repository);
    await open.close();
    return found;
  };
  const ids = async (): Promise<string[]> => (await list()).map(({ id }) => id);

  const made = join(tempFolder(), "repo");
  beforeAll(async () => {
    await makeRepository(made, [{ name: "letter.txt", type: "file", chunks: [Buffer.from("Dear Ada")] }]);
    const open = await openRepository(made, { password: PASSWORD, threads: 1 });
    const [first] = await listSnapshots(open.repository);
    if (first === undefined) throw new Error("a made repository has a snapshot");
    for (const time of TIMES)
      await saveSnapshot(open.repository, { time, tree: first.tree, paths: ["/made"], hostname: "blue" });
    await forget(open, { snapshots: [first.id] }).result;
    await open.close();
  });

  beforeEach(async () => {
    repo = join(tempFolder(), "repo");
    cpSync(made, repo, { recursive: true });
    snapshots = await list();
  });

  const idAt = (place: number): string => snapshots[place]?.id ?? "";

  describe("forget", () => {
    it("tells what would stay and why, and what would go, without removing it", async () => {
      const { code, stdout, stderr } = await run("forget", "--keep-daily", "2", "--dry-run");
      expect([code, stderr]).toEqual([0, ""]);
      const [kept = "", removed = ""] = stdout.split("Would remove 2 snapshots:");
      for (const place of [3, 2]) expect(kept).toMatch(new RegExp(`${idAt(place).slice(0, 8)}.*daily snapshot`));
      for (const place of [1, 0]) expect(removed).toContain(idAt(place).slice(0, 8));
      expect(stdout).toContain("Rules: keep 2 daily snapshots.\n");
      expect(stdout).toMatch(/Snapshots of host blue, paths \/made\nKeep 2 snapshots:/);
      expect(stdout).toMatch(/2 snapshots would be removed. Nothing was.\n$/);
      expect(await ids()).toHaveLength(4);
      expect((await run("forget", "--keep-daily", "2", "--dry-run", "--compact")).stdout).not.toContain("Paths");
      expect((await run("forget", "--keep-daily", "2", "--dry-run", "--group-by", "")).stdout).not.toContain(" of ");
    });

    it("removes what no rule keeps", async () => {
      const { code, stdout } = await run("forget", "-l", "1", "--keep-within-daily", "1d");
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/Removed 2 snapshots\. What only they used takes room/),
      ]);
      expect(await ids()).toEqual([idAt(2), idAt(3)]);
      expect(await run("forget", "-l", "1", "-d", "unlimited", "--quiet")).toMatchObject({
        code: 0,
        stdout: "",
        stderr: "",
      });
      expect((await run("forget", "-l", "2")).stdout).toContain("There was nothing to remove.");
    });

    it("removes the snapshots that are named", async () => {
      const { code, stdout } = await run("forget", idAt(0).slice(0, 10), "latest");
      expect([code, stdout]).toEqual([0, expect.stringContaining("Removed 2 snapshots.")]);
      expect(await ids()).toEqual([idAt(1), idAt(2)]);
      expect(await run("forget", idAt(1), "--json")).toMatchObject({ code: 0, stdout: "" });
    });

    it.each([
      ["no rule", [], "Nothing is said of what to keep", "--keep-last"],
      ["a name that is none", ["abcdef", "latest"], "There is no snapshot “abcdef”.", "holdfast snapshots"],
      ["names and rules", ["latest", "--keep-last", "3"], "Named snapshots and rules do not go together.", "Name"],
      ["a number below zero", ["--keep-last", "-1"], "“-1” is no number of snapshots to keep.", "unlimited"],
      ["a time without a unit", ["--keep-within", "3"], "“3” is no duration.", "7d12h"],
      ["a group of nothing", ["-l", "1", "-g", "user"], "Snapshots cannot be grouped by “user”.", "host"],
      ["to prune without a lock", ["-l", "1", "-n", "--no-lock", "--prune"], "--no-lock does not go with", "Leave out"],
      ["no lock", ["-l", "1", "--no-lock"], "--no-lock is for looking only.", "--dry-run"],
      [
        "rules that keep nothing",
        ["--keep-tag", "x"],
        "The rules would remove every snapshot of host blue",
        "--keep-last 1",
      ],
      ["everything at once", ["--unsafe-allow-remove-all"], "Removing every snapshot is not done", "--host"],
    ])("refuses %s, and removes nothing", async (_title, args, sentence, hint) => {
      const { code, stdout, stderr } = await run("forget", ...args);
      const [first, second] = stderr.split("\n");
      expect([code, stdout, first, second]).toEqual([
        1,
        "",
        expect.stringContaining(sentence),
        expect.stringContaining(hint),
      ]);
      expect(await ids()).toHaveLength(4);
    });

    it("refuses a filter beside names, which it would not be used for", async () => {
      const { code, stderr } = await run("forget", idAt(0), "--host", "red");
      expect([code, stderr]).toEqual([1, expect.stringContaining("do not choose among snapshots that are named")]);
      expect(await ids()).toHaveLength(4);
    });

    it("prunes when it is told to and has removed something, in a dry run as if it had", async () => {
      const size = async (...args: string[]): Promise<number> => {
        const { code, stdout } = await run("forget", "--prune", "--json", ...args);
        expect(code).toBe(0);
        return jsonLines(stdout).length;
      };
      const packs = (): number => readdirSync(join(repo, "data"), { recursive: true }).length;
      const before = packs();
      expect(await size("--keep-last", "4")).toBe(1);
      expect(await size("--host", "blue", "--unsafe-allow-remove-all", "--dry-run")).toBe(2);
      expect([await ids(), packs()]).toEqual([snapshots.map(({ id }) => id), before]);
      expect(await size("--host", "blue", "--unsafe-allow-remove-all")).toBe(2);
      expect(await ids()).toEqual([]);
      expect(packs()).toBeLessThan(before);
    });

    it("removes all of what a filter chooses when it is told to", async () => {
      await run("tag", "--add", "old", idAt(0), idAt(1));
      const { code } = await run("forget", "--tag", "old", "--unsafe-allow-remove-all");
      expect([code, await ids()]).toEqual([0, [idAt(2), idAt(3)]]);
      await run("tag", "--add", "new", idAt(2));
      expect((await run("forget", "--tag", "", "--unsafe-allow-remove-all")).code).toBe(0);
      expect((await list()).map(({ original }) => original)).toEqual([idAt(2)]);
    });

    it("waits for nobody unless told to, and ends with 11 when the repository is in use", async () => {
      const open = await openRepository(repo, { password: PASSWORD, threads: 1 });
      const { storage, sealer, version } = open.repository;
      const lock = await RepositoryLock.acquire({ storage, sealer, version, exclusive: false });
      expect((await run("forget", "--keep-last", "1")).code).toBe(11);
      expect((await run("forget", "--keep-last", "1", "--dry-run")).code).toBe(0);
      expect((await run("tag", "--add", "x")).code).toBe(11);
      await lock.release();
      await open.close();
      expect(readdirSync(join(repo, "locks"))).toEqual([]);
      expect(await ids()).toEqual(snapshots.map(({ id }) => id));
    });
  });

  describe("tag", () => {
    it("adds, removes and sets tags, and keeps the id that a snapshot had first", async () => {
      expect((await run("tag", "--add", "a,b", "--add", "c", "latest")).stdout).toBe(
        "Changed the tags of 1 snapshot.\n",
      );
      expect((await list()).at(-1)).toMatchObject({ tags: ["a", "b", "c"], original: idAt(3) });
      await run("tag", "--remove", "b", "--tag", "a");
      expect((await list()).at(-1)).toMatchObject({ tags: ["a", "c"], original: idAt(3) });
      await run("tag", "--set", "");
      const all = await list();
      expect([all.length, all.at(-1)?.original, all.at(-1)?.tags]).toEqual([4, idAt(3), undefined]);
      expect((await run("tag", "--remove", "z")).stdout).toBe("No tags changed.\n");
    });

    it("tells programs the old and the new ids, as restic does", async () => {
      const lines = jsonLines((await run("tag", "--set", "x", "--json", idAt(0))).stdout);
      expect(lines).toEqual([
        { message_type: "changed", old_snapshot_id: idAt(0), new_snapshot_id: (await ids())[0] },
        { message_type: "summary", changed_snapshots: 1 },
      ]);
    });

    it.each([[[]], [["--set", "a", "--add", "b"]], [["--add", "a", "abcdef"]]])("refuses %j", async (args) => {
      const { code, stderr } = await run("tag", ...args, "--json");
      expect([code, lastJson(stderr)]).toEqual([1, expect.objectContaining({ message_type: "exit_error", code: 1 })]);
      expect(await ids()).toEqual(snapshots.map(({ id }) => id));
    });
  });

  // 0.14 tells counters, which later ones leave out, and no ids beside the reasons.
  describe.skipIf(newestRestic()?.name.includes(" 0.14") ?? true)("beside restic", () => {
    const newest = newestRestic()?.path ?? "";
    const theirs = (...args: string[]): Promise<ProgramResult> =>
      restic(newest, repo, PASSWORD, args, { env: { TZ: "UTC" } });

    it("forget tells programs exactly what restic tells them", async () => {
      await run("tag", "--add", "b,a", idAt(1), idAt(0));
      for (const flags of [
        ["--keep-daily", "2"],
        ["--keep-last", "unlimited", "--group-by", "host,tags"],
        ["--keep-tag", "a,b", "--keep-within", "1d", "--group-by", ""],
        ["--tag", "a", "--unsafe-allow-remove-all"],
      ]) {
        const expected = JSON.parse((await theirs("forget", "--dry-run", "--json", ...flags)).stdout);
        const ours = JSON.parse((await run("forget", "--dry-run", "--json", ...flags)).stdout);
        const inOrder = (groups: object[]): object[] =>
          groups.toSorted((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
        expect(inOrder(ours)).toEqual(inOrder(expected));
      }
    });

    it("finds the repository sound afterwards, with what is left and the tags it has", async () => {
      await run("forget", "--keep-last", "2");
      await run("tag", "--add", "kept", "latest");
      const listed: readonly StoredSnapshot[] = JSON.parse((await theirs("snapshots", "--json")).stdout);
      expect(listed.map(({ original, tags }) => [original, tags])).toEqual([
        [undefined, undefined],
        [idAt(3), ["kept"]],
      ]);
      expect((await theirs("check", "--read-data")).code).toBe(0);
      expect((await theirs("tag", "--remove", "kept")).code).toBe(0);
      expect((await list()).map(({ tags, original }) => [tags, original])).toEqual([
        [undefined, undefined],
        [undefined, idAt(3)],
      ]);
    });
  });
});

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
