import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { type CliUser, lastJson, newUser } from "./cli.ts";

let user: CliUser;
beforeEach(async () => {
  user = newUser();
  const folder = tempFolder();
  mkdirSync(join(folder, "Documents"));
  const where = ["--folder", join(folder, "Documents"), "--to", join(folder, "blue")];
  const made = await user.run(["plan", "add", "Documents", ...where, "--daily", "12:00", "--weekly", "sun 03:00 full"]);
  expect(made.code, made.stderr).toBe(0);
});

async function said(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await user.run(args);
  expect(code, stderr).toBe(0);
  return stdout;
}

describe("when plans run by themselves", () => {
  it("is said when they are made, shown, and changed", async () => {
    const shown = await said("plan", "show", "doc");
    expect(shown).toContain("runs daily 12:00\n");
    expect(shown).toContain("runs weekly sun 03:00 full\n");
    const options = ["--every", "2h", "--on-mains", "--quiet-hours", "22:00-07:00", "--before", "true"];
    expect(await said("plan", "change", "doc", ...options)).toContain("“Documents” runs every 2h.");
    expect(lastJson(await said("plan", "change", "doc", "--idle", "5m", "--json"))).toMatchObject({
      plan: {
        schedules: [{ when: { type: "interval", minutes: 120 } }],
        conditions: { onMains: true, idleMinutes: 5, quietHours: [{ from: "22:00", to: "07:00" }] },
        commands: { before: { command: "true", timeoutSeconds: 3600 } },
      },
    });
  });

  it("is foretold", async () => {
    const entries: unknown = JSON.parse(await said("forecast", "--days", "14", "--json"));
    if (!Array.isArray(entries)) throw new Error("it is a list");
    expect(entries.filter(({ action }) => action.mode === "full")).toHaveLength(2);
    expect(entries.length).toBeGreaterThanOrEqual(15);
    expect(await said("forecast")).toMatch(/\d\d-\d\d 12:00:00 +Documents +incremental/);
  });

  it("can be paused for a while, and resumed", async () => {
    expect(await said("pause", "--for", "1h")).toContain("No run begins by itself until 20");
    expect(lastJson(await said("status", "--json"))).toMatchObject({ plans: [{ activity: { type: "paused" } }] });
    expect(await said("resume")).toContain("begin by themselves again");
    expect(lastJson(await said("status", "--json"))).toMatchObject({ plans: [{ activity: { type: "idle" } }] });
    expect(lastJson(await said("pause", "--until", "tomorrow", "--json"))).toHaveProperty("paused.until");
    expect(await said("pause")).toContain("until “holdfast resume”");
    expect(await said("forecast")).toContain("Nothing is going to begin by itself.");
  });

  it("is refused if it makes no sense, and nothing is changed", async () => {
    for (const [args, says] of [
      [["plan", "change", "doc", "--daily", "25:00"], "is nothing that --daily can mean"],
      [["plan", "change", "doc", "--cron", "0 3 31 2 *"], "is a time that never comes"],
      [["plan", "change", "doc", "--battery-above", "150"], "out of range"],
      [["plan", "change", "doc"], "Nothing is to be changed."],
      [["pause", "--for", "1h", "--until", "tomorrow"], "do not go together"],
    ] as const) {
      const { code, stderr } = await user.run(args);
      expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
    }
    expect(await said("plan", "show", "doc")).toContain("runs daily 12:00\n");
  });
});
