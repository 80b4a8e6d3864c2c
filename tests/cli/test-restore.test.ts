import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { type CliUser, lastJson, newUser } from "./cli.ts";

let user: CliUser;
let folder: string;
beforeEach(async () => {
  user = newUser();
  folder = tempFolder();
  mkdirSync(join(folder, "Documents"));
  for (let file = 0; file < 40; file++) writeFileSync(join(folder, "Documents", `${file}`), `${file} `.repeat(2000));
  const where = ["--folder", join(folder, "Documents"), "--to", join(folder, "blue")];
  const made = await user.run(["plan", "add", "Documents", ...where, "--weekly", "sun 13:00 test"]);
  expect(made.code, made.stderr).toBe(0);
});

const told = (...args: string[]) => user.run(args);

/** Flips a bit in the largest pack. */
function damage(): void {
  const data = join(folder, "blue", "data");
  const packs = readdirSync(data, { recursive: true, encoding: "utf8" }).filter((name) => name.length > 60);
  const sizeOf = (name: string): number => statSync(join(data, name)).size;
  const [largest = ""] = packs.sort((a, b) => sizeOf(b) - sizeOf(a));
  const bytes = readFileSync(join(data, largest));
  bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
  writeFileSync(join(data, largest), bytes);
}

describe("a test-restore from the command line", () => {
  it("says what came back, and what is proven", async () => {
    expect((await told("test", "doc")).stderr).toContain("nothing to test");
    expect((await told("run", "doc")).code).toBe(0);
    const test = await told("test", "doc", "--amount", "all");
    expect(test).toMatchObject({ code: 0, stdout: expect.stringContaining("40 files") });
    expect((await told("proof")).stdout).toContain("Documents on blue: proven just now.\n");
    expect((await told("status")).stdout).toContain("Documents is safe. Proven");
    expect((await told("plan", "show", "doc")).stdout).toContain("runs weekly sun 13:00 test\n");
    const seeds = [
      await told("test", "doc", "--seed", "7", "--json"),
      await told("test", "doc", "--seed", "7", "--json"),
    ];
    const figures = seeds.map(({ stdout }) => lastJson(stdout));
    expect(figures[0]).toMatchObject({ run: { figures: { seed: 7, amount: "sample", files: 20, failures: 0 } } });
    expect(figures[1]).toMatchObject({ run: { figures: { seed: 7, files: 20 } } });
  });

  it("ends with 1 when something does not come back, and the plan is at risk", async () => {
    await told("run", "doc");
    damage();
    const test = await told("test", "doc", "--amount", "all");
    expect(test.code).toBe(1);
    expect(test.stderr).toContain("damaged");
    expect((await told("status")).stdout).toContain("Documents is at risk: the last test-restore from blue failed");
    expect((await told("proof")).stdout).toContain("FAILED");
  });

  it("refuses what makes no sense", async () => {
    for (const [args, says] of [
      [["test", "doc", "--amount", "most"], "“most” is no amount"],
      [["test", "doc", "--seed", "-1"], "is no seed"],
      [["test", "doc", "--snapshot", "abc"], "The plan has no snapshot “abc”"],
      [["test", "nothing"], "nothing"],
    ] as const) {
      const { code, stderr } = await user.run(args);
      expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
    }
  });
});
