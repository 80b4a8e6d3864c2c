import { describe, expect, it } from "vitest";
import { lastJson, newUser } from "./cli.ts";

const COMMANDS = [
  "backup",
  "restore",
  "snapshots",
  "ls",
  "find",
  "diff",
  "dump",
  "stats",
  "check",
  "forget",
  "tag",
  "init",
  "unlock",
  "cat",
];
const user = newUser();

describe("the help", () => {
  it.each([...COMMANDS, "version", "key", "key list", "key add", "key remove", "key passwd"])(
    "of %s has its options and examples",
    async (command) => {
      const { code, stdout, stderr } = await user.run([...command.split(" "), "--help"]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`Usage: holdfast ${command}`);
      expect(stdout).toContain("Examples:\n  holdfast ");
      for (const option of ["--repo", "--json", "--quiet"]) expect(stdout).toContain(option);
    },
  );

  it("lists all commands and the exit codes", async () => {
    const { code, stdout } = await user.run(["--help"]);
    expect(code).toBe(0);
    for (const command of [...COMMANDS, "key", "version"]) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
    expect(stdout).toContain("130  it was stopped");
  });

  it("explains a command that is asked about", async () => {
    const { code, stdout } = await user.run(["help", "backup"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--exclude <pattern>");
  });

  it("is shown, with exit code 1, when no command is given", async () => {
    const { code, stdout, stderr } = await user.run([]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("Usage: holdfast");
  });
});

describe("a command that was not understood", () => {
  it.each([
    [["snapshot"], "There is no command “snapshot”.", "Did you mean snapshots?"],
    [["snapshots", "--jsn"], "There is no option “--jsn”.", "Did you mean --json?"],
    [["key", "lst"], "There is no command “lst”.", "Did you mean list?"],
    [["diff", "1a2b3c4d"], "The argument “after” is missing.", "holdfast diff --help"],
    [["restore", "latest", "--target"], "The option “-t, --target <folder>” needs a value.", "holdfast restore --help"],
    [["version", "x"], "There are more arguments than it takes: x.", "holdfast version --help"],
    [["stats", "--mode", "x"], "“x” does not fit “--mode <mode>”", "holdfast stats --help"],
    [["backup"], "No file or folder to back up is named.", "holdfast backup ~/Documents"],
    [["backup", "--exclude-larger-than", "big", "."], "“big” is no size.", "100M"],
    [["snapshots", "--retry-lock", "soon"], "“soon” is no duration.", "5m"],
    [["restore", "latest"], "It is not said where to restore to.", "--target"],
  ])("%s is told in one sentence with a hint", async (args, sentence, hint) => {
    const { code, stdout, stderr } = await user.run(args);
    expect([code, stdout]).toEqual([1, ""]);
    const [first, second, ...rest] = stderr.trimEnd().split("\n");
    expect(first).toContain(`holdfast: ${sentence}`);
    expect(second).toContain(hint);
    expect(rest).toEqual([]);
  });

  it("is told to a program as one line of JSON", async () => {
    const { code, stdout, stderr } = await user.run(["snapshots", "--json", "--jsn"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(lastJson(stderr)).toMatchObject({ message_type: "exit_error", code: 1, error: "cli/usage" });
  });
});

describe("the version", () => {
  it("is told to people and to programs", async () => {
    expect((await user.run(["version"])).stdout).toMatch(/^holdfast \d+\.\d+\.\d+ on Node 24\./);
    const { stdout } = await user.run(["version", "--json"]);
    expect(lastJson(stdout)).toMatchObject({ message_type: "version", version: expect.stringMatching(/^\d/) });
  });
});
