import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openRepository } from "../../main/engine/index.ts";
import { RepositoryLock } from "../../main/engine/repository/index.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { lastJson, newUser } from "./cli.ts";

const PASSWORD = "correct horse";

describe("a repository that is named", () => {
  const user = newUser();
  const folder = tempFolder();
  const source = join(folder, "source");
  const repo = join(folder, "repo");
  const passwordFile = join(folder, "pw");
  const named = ["--repo", repo, "--password-file", passwordFile];

  beforeAll(async () => {
    mkdirSync(source);
    writeFileSync(join(source, "letter.txt"), "Dear Ada");
    writeFileSync(passwordFile, `${PASSWORD}\n`);
    const { code, stderr } = await user.run(["backup", source, ...named]);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(`There was no repository at “${repo}”, so a new one was made`);
  });

  it("is made by the first backup, and nothing else is", () => {
    expect(readdirSync(user.home)).toEqual([]);
  });

  describeWithEachRestic("as restic sees it", (program) => {
    it("is sound, and its snapshot comes back", async () => {
      const check = await restic(program.path, repo, PASSWORD, ["check", "--read-data"]);
      expect(check.code, check.stderr).toBe(0);
      const target = tempFolder();
      await restic(program.path, repo, PASSWORD, ["restore", "latest", "--target", target]);
      expect(readFileSync(join(target, source, "letter.txt"), "utf8")).toBe("Dear Ada");
    });
  });

  it("may be named before and after the command, and in the environment", async () => {
    const passed = { HOLDFAST_PASSWORD: PASSWORD };
    expect((await user.run(["-r", repo, "snapshots"], passed)).code).toBe(0);
    expect((await user.run(["snapshots", "-r", repo], passed)).code).toBe(0);
    expect((await user.run(["snapshots"], { ...passed, HOLDFAST_REPOSITORY: repo })).code).toBe(0);
    expect((await user.run(["snapshots"], { RESTIC_REPOSITORY: repo, RESTIC_PASSWORD: PASSWORD })).code).toBe(0);
    expect((await user.run(["snapshots", "-r", repo, "--password-command", `cat "${passwordFile}"`])).code).toBe(0);
  });

  it("ends with 12 when the password is wrong", async () => {
    const { code, stderr } = await user.run(["snapshots", "-r", repo], { HOLDFAST_PASSWORD: "wrong" });
    expect(code).toBe(12);
    expect(stderr).toMatch(/^holdfast: The password does not open the repository .*\n {2}Check the password: .*\n$/);
    expect(stderr).not.toContain("wrong");
  });

  it("ends with 10 when there is none", async () => {
    for (const env of [{ HOLDFAST_PASSWORD: "x" }, {}]) {
      const { code, stderr } = await user.run(["snapshots", "-r", join(folder, "nowhere")], env);
      expect(code).toBe(10);
      expect(stderr).toContain("There is no repository at");
    }
  });

  it("opens with the key that is hinted at", async () => {
    const { stdout } = await user.run(["key", "list", ...named, "--json"]);
    const [key]: { id: string }[] = JSON.parse(stdout);
    for (const hint of [key?.id.slice(0, 6) ?? "", "ffffffff"])
      expect((await user.run(["snapshots", ...named, "--key-hint", hint])).code).toBe(0);
  });

  it("ends with 11 while somebody else uses it alone, and goes on when that one has finished", async () => {
    const open = await openRepository(repo, { password: PASSWORD });
    const { storage, sealer, version } = open.repository;
    const lock = await RepositoryLock.acquire({ storage, sealer, version, exclusive: true });
    try {
      const { code, stderr } = await user.run(["backup", source, ...named]);
      expect(code).toBe(11);
      expect(stderr).toContain(`process ${process.pid}`);
    } finally {
      await lock.release();
      await open.close();
    }
    expect((await user.run(["backup", source, ...named])).code).toBe(0);
  });

  it.each([
    ["exclusive", { backup: 11, snapshots: 11, "key list": 11, "snapshots --no-lock": 0, "key list --no-lock": 0 }],
    ["shared", { snapshots: 0, "key list": 0, check: 11, "key remove 00": 11 }],
  ] as const)("is locked as restic locks it, beside a lock that is %s", async (kind, codes) => {
    const open = await openRepository(repo, { password: PASSWORD });
    const { storage, sealer, version } = open.repository;
    const lock = await RepositoryLock.acquire({ storage, sealer, version, exclusive: kind === "exclusive" });
    try {
      for (const [command, code] of Object.entries(codes)) {
        const operands = command === "backup" ? [source] : [];
        const result = await user.run([...command.split(" "), ...operands, ...named]);
        expect(result.code, `${command}: ${result.stderr}`).toBe(code);
      }
    } finally {
      await lock.release();
      await open.close();
    }
  });

  it("ends with 1 when there is no password and nobody to ask", async () => {
    const { code, stderr } = await user.run(["backup", source, "-r", repo]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^holdfast: No password is given for .*\n {2}Give one with --password-file.*\n$/);
  });

  it("is not made with an empty password by accident", async () => {
    const empty = join(folder, "empty");
    writeFileSync(empty, "\n");
    const { code, stderr } = await user.run(["init", "-r", join(folder, "new"), "-p", empty]);
    expect(code).toBe(1);
    expect(stderr).toContain("The new password is empty");
  });

  it("is refused by init when it is there, before a password is asked for", async () => {
    const { code, stderr } = await user.run(["init", "-r", repo]);
    expect(code).toBe(1);
    expect(stderr).toContain("There is already a repository");
  });

  it("takes and loses further passwords", async () => {
    const second = join(folder, "second");
    writeFileSync(second, "another");
    const added = await user.run(["key", "add", ...named, "--new-password-file", second, "--json"]);
    expect(added.code, added.stderr).toBe(0);
    const id = String(lastJson(added.stdout)["key_id"]);
    expect((await user.run(["snapshots", "-r", repo, "-p", second])).code).toBe(0);
    expect((await user.run(["key", "remove", id.slice(0, 8), ...named])).code).toBe(0);
    expect((await user.run(["snapshots", "-r", repo, "-p", second])).code).toBe(12);
  });

  it("never shows a password", async () => {
    for (const args of [
      ["snapshots", "-v"],
      ["backup", source, "-v", "--json"],
      ["key", "list", "--json"],
      ["check"],
    ]) {
      const { stdout, stderr } = await user.run([...args, "-r", repo], { HOLDFAST_PASSWORD: PASSWORD });
      expect(stdout + stderr).not.toContain(PASSWORD);
    }
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "says in one sentence when its place may not be written to",
    async () => {
      const closed = join(folder, "closed");
      mkdirSync(closed);
      chmodSync(closed, 0o500);
      const { code, stderr } = await user.run(["backup", source, "-r", join(closed, "repo"), "-p", passwordFile]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^holdfast: .* is not allowed\.\n {2}Give the account .*\n$/);
    },
  );
});
