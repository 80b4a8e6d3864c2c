import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ProgramResult } from "../support/programs.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type CliUser, defaultRepository, jsonLines, keptPassphrase, keptSecrets, newUser } from "./cli.ts";

describe("the first backup of somebody who set up nothing", () => {
  const source = tempFolder();
  const user = newUser();
  let first: ProgramResult;
  const kit = (): string => {
    const name = readdirSync(join(user.home, "data")).find((each) => each.startsWith("recovery-kit-")) ?? "";
    return join(user.home, "data", name);
  };

  beforeAll(async () => {
    writeFileSync(join(source, "letter.txt"), "Dear Ada");
    first = await user.run(["backup", source]);
  });

  it("makes a repository of their own and a snapshot in it", () => {
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toMatch(/^Saved 1 file, 8 bytes \(1 new, 0 changed, 0 unchanged\) in /);
    expect(first.stdout).toMatch(/^Snapshot [0-9a-f]{8}\.$/m);
  });

  it("says where it is, where its passphrase and the recovery kit are, and that a second copy is missing", () => {
    expect(first.stderr).toContain(defaultRepository(user));
    expect(first.stderr).toContain(keptSecrets(user));
    expect(first.stderr).toContain(kit());
    expect(first.stderr).toContain("A copy on another disk or in the cloud is still missing");
  });

  it.skipIf(process.platform === "win32")("lets nobody else read the passphrase and the kit", () => {
    const folder = keptSecrets(user);
    const secrets = readdirSync(folder).map((name) => join(folder, name));
    expect(secrets).toHaveLength(1);
    for (const path of [kit(), ...secrets]) expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("writes the passphrase on the kit, and nowhere else", () => {
    const passphrase = keptPassphrase(user);
    expect(passphrase).toMatch(/^(?:\w{4}-){7}\w{4}$/);
    expect(readFileSync(kit(), "utf8")).toContain(passphrase);
    expect(first.stdout + first.stderr).not.toContain(passphrase);
  });

  it("is found by all later commands without asking", async () => {
    const second = await user.run(["backup", source]);
    expect(second.code, second.stderr).toBe(0);
    expect(second.stdout).toContain("(0 new, 0 changed, 1 unchanged)");
    expect(second.stdout).toContain("is still missing");
    expect(second.stderr).toBe("");
    const snapshots = await user.run(["snapshots", "--json"]);
    expect(JSON.parse(snapshots.stdout)).toHaveLength(2);
    const target = tempFolder();
    expect((await user.run(["restore", "latest", "--target", target])).code).toBe(0);
    expect(readFileSync(join(target, source, "letter.txt"), "utf8")).toBe("Dear Ada");
  });

  describeWithEachRestic("and without Holdfast, with what is on the kit", (program) => {
    it("is sound and comes back", async () => {
      const passphrase = keptPassphrase(user);
      const check = await restic(program.path, defaultRepository(user), passphrase, ["check", "--read-data"]);
      expect(check.code, check.stderr).toBe(0);
      const target = tempFolder();
      await restic(program.path, defaultRepository(user), passphrase, ["restore", "latest", "--target", target]);
      expect(readFileSync(join(target, source, "letter.txt"), "utf8")).toBe("Dear Ada");
    });
  });
});

describe("the default repository", () => {
  const source = tempFolder();
  writeFileSync(join(source, "a"), "a");

  async function started(): Promise<CliUser> {
    const user = newUser();
    expect((await user.run(["backup", source])).code).toBe(0);
    return user;
  }

  it("is never a part of its own backup", async () => {
    const user = await started();
    await user.run(["backup", "--no-default-excludes", user.home]);
    const { stdout } = await user.run(["ls", "latest"]);
    expect(stdout).toContain(join(user.home, "data", "default"));
    expect(stdout).not.toContain(join(defaultRepository(user), "config"));
  });

  it("is not made by a dry run, nor by a command that only reads", async () => {
    const user = newUser();
    for (const args of [["backup", "--dry-run", source], ["snapshots"], ["check"]]) {
      const { code, stderr } = await user.run(args);
      expect(code).toBe(10);
      expect(stderr).toContain("you have no default one yet");
    }
  });

  it("is made by init, once", async () => {
    const user = newUser();
    expect((await user.run(["init"])).code).toBe(0);
    const { code, stderr } = await user.run(["init"]);
    expect(code).toBe(1);
    expect(stderr).toContain("You have a repository already");
  });

  it("is made once by two first backups at the same time", async () => {
    const user = newUser();
    const runs = await Promise.all([user.run(["backup", source]), user.run(["backup", source])]);
    expect(runs.map(({ code, stderr }) => `${code} ${code === 0 ? "" : stderr}`)).toEqual(["0 ", "0 "]);
    expect(JSON.parse((await user.run(["snapshots", "--json"])).stdout)).toHaveLength(2);
    expect(readdirSync(join(user.home, "data"))).toHaveLength(2); // the repository's folder and one kit
  });

  it("takes a passphrase that is given, and keeps it", async () => {
    const user = newUser();
    expect((await user.run(["backup", source], { HOLDFAST_PASSWORD: "of my own" })).code).toBe(0);
    expect(keptPassphrase(user)).toBe("of my own");
    expect((await user.run(["snapshots"])).code).toBe(0);
  });

  it("says what to do when its passphrase is gone, and takes it from the kit again", async () => {
    const user = await started();
    const passphrase = keptPassphrase(user);
    rmSync(keptSecrets(user), { recursive: true });
    const lost = await user.run(["snapshots"]);
    expect(lost.code).toBe(1);
    expect(lost.stderr).toContain("It is on the recovery kit");
    expect((await user.run(["snapshots"], { HOLDFAST_PASSWORD: passphrase })).code).toBe(0);
    expect((await user.run(["snapshots"])).code).toBe(0);
  });

  it("opens after a change of its password", async () => {
    const user = await started();
    const file = join(tempFolder(), "new");
    writeFileSync(file, "the new one\n");
    expect((await user.run(["key", "passwd", "--new-password-file", file])).code).toBe(0);
    expect(keptPassphrase(user)).toBe("the new one");
    expect((await user.run(["snapshots"])).code).toBe(0);
    const keys = JSON.parse((await user.run(["key", "list", "--json"])).stdout);
    expect(keys).toHaveLength(1);
  });

  it("is not looked into with restic's variables, which are for restic's repository", async () => {
    const user = await started();
    const { code, stderr } = await user.run(["snapshots"], { RESTIC_PASSWORD: "of another" });
    expect(code, stderr).toBe(0);
  });

  it("tells a program what it is", async () => {
    const { stdout } = await newUser().run(["backup", "--json", source]);
    const [made] = jsonLines(stdout);
    expect(made).toMatchObject({ message_type: "initialized", copies: 1 });
    expect(Object.keys(made ?? {})).toEqual(expect.arrayContaining(["id", "repository", "recovery_kit"]));
  });
});
