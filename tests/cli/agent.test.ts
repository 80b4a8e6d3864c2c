import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeEach, describe, expect, it } from "vitest";
import { type RunningAgent, startAgent } from "../support/agent.ts";
import { HOLDFAST } from "../support/holdfast.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type CliUser, jsonLines, lastJson, newUser } from "./cli.ts";

interface World {
  readonly user: CliUser;
  readonly source: string;
  readonly target: string;
}

function newWorld(): World {
  const folder = tempFolder();
  const source = join(folder, "Documents");
  mkdirSync(source);
  writeFileSync(join(source, "letter.txt"), "Dear Ada");
  return { user: newUser(), source, target: join(folder, "blue") };
}

let world: World;
beforeEach(() => {
  world = newWorld();
});

async function addPlan(name = "Documents", ...more: readonly string[]): Promise<void> {
  const { user, source, target } = world;
  const added = await user.run(["plan", "add", name, "--folder", source, ...more, "--to", target]);
  expect(added.code, added.stderr).toBe(0);
}

describe("commands of the agent, when none runs", () => {
  it("make a plan, run it, and tell how it is", async () => {
    const { user, source, target } = world;
    const empty = await user.run(["status"]);
    expect(empty.stdout).toContain("Nothing is backed up yet.");
    await addPlan();
    const run = await user.run(["run", "doc"]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("Saved 1 file, 8 bytes (1 new, 0 changed, 0 unchanged)");
    const status = await user.run(["status"]);
    expect(status.stdout).toContain("Documents is saved; not yet proven.");
    expect(status.stdout).toContain("to blue: 1 snapshot, the newest just now, 8 bytes");
    expect(status.stdout).toContain("The agent does not run; “holdfast serve” starts it.");
    const shown = await user.run(["plan", "show", "Documents"]);
    for (const part of [source, target, "1 snapshot"]) expect(shown.stdout).toContain(part);
    const targets = await user.run(["target", "list"]);
    expect(targets.stdout).toMatch(/blue .*connected, .* free/);
    const runs = await user.run(["runs", "--json"]);
    expect(JSON.parse(runs.stdout)).toMatchObject([{ outcome: "completed", trigger: "command-line" }]);
  });

  it("read the folders once for several targets, and follow the copy to its end", async () => {
    const { user, target } = world;
    const green = `${target}-green`;
    await addPlan("Documents", "--to", green);
    const run = await user.run(["run", "Documents"]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain("Saved 1 file, 8 bytes (1 new, 0 changed, 0 unchanged)");
    expect(run.stdout).toContain("Copied 1 snapshot, ");
    const runs = JSON.parse((await user.run(["runs", "--json"])).stdout);
    expect(runs).toMatchObject([
      { kind: "copy", targetName: "blue" },
      { kind: "backup", targetName: "blue-green" },
    ]);
    const shown = (await user.run(["plan", "show", "Documents"])).stdout;
    expect(shown).toContain(`to blue-green, ${green}: 1 snapshot, the newest just now`);
    expect(shown).toContain("3 copies all on this computer, none in another building. 1 of 5:");
    expect(shown).toContain("yes  3 copies, with the original");
    expect((await user.run(["status"])).stdout).toContain("Add a place in another building");
  });

  it("make the repository, and save its recovery kit for its user only", async () => {
    const { user, target } = world;
    const added = await user.run(["target", "add", target, "--name", "Blue"]);
    expect(added.code, added.stderr).toBe(0);
    const [, kit = ""] = /Recovery kit: (.*)/.exec(added.stderr) ?? [];
    expect(existsSync(kit)).toBe(true);
    expect(added.stdout + added.stderr).not.toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}-/); // a passphrase
    const again = await user.run(["target", "add", target]);
    expect(again.stdout).toContain("is your target “Blue” already");
  });

  it("use a repository that is there, with the passphrase that is given", async () => {
    const { user, source, target } = world;
    const made = await user.run(["backup", "--repo", target, source], { HOLDFAST_PASSWORD: "a long password" });
    expect(made.code, made.stderr).toBe(0);
    const missing = await user.run(["target", "add", target]);
    expect(missing.code).toBe(1);
    const wrong = await user.run(["target", "add", target], { HOLDFAST_PASSWORD: "another" });
    expect(wrong.code, wrong.stderr).toBe(12);
    const added = await user.run(["target", "add", target], { HOLDFAST_PASSWORD: "a long password" });
    expect(added.code, added.stderr).toBe(0);
    expect(added.stdout).toContain("Using the repository");
  });

  it("say with exit code 3 what could not be saved", async () => {
    await addPlan("Documents", "--folder", join(world.source, "..", "gone"));
    const run = await world.user.run(["run", "Documents"]);
    expect(run.code, run.stderr).toBe(3);
    expect(run.stderr).toContain("Completed with 1 warning");
    expect(run.stderr).toContain("gone");
  });

  it("say what to do about names that are unknown, unclear or taken", async () => {
    await addPlan("Photos");
    const { user, source, target } = world;
    await user.run(["plan", "add", "Photos of Ada", "--folder", source, "--to", "blue"]);
    const unknown = await user.run(["run", "Fotos"]);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining("Did you mean “Photos”?") });
    const unclear = await user.run(["run", "pho"]);
    expect(unclear.stderr).toContain("“pho” may be any of these: “Photos”");
    const unused = await user.run(["target", "remove", "blue"]);
    expect(unused).toMatchObject({ code: 1, stderr: expect.stringContaining("“Photos") });
    const nowhere = await user.run(["plan", "add", "X", "--folder", source, "--to", "red"]);
    expect(nowhere.stderr).toContain("There is no target “red”.");
    expect(existsSync(join(target, "config"))).toBe(true);
  });

  it("remove plans and targets, and leave the repository alone", async () => {
    const { user, target } = world;
    await addPlan();
    await user.run(["run", "Documents"]);
    expect((await user.run(["plan", "remove", "Documents"])).code).toBe(0);
    expect((await user.run(["target", "remove", "blue"])).code).toBe(0);
    expect(existsSync(join(target, "config"))).toBe(true);
    expect((await user.run(["plan", "list"])).stdout).toContain("There is no plan yet");
  });

  it("tell with --json what programs need, and nothing else", async () => {
    await addPlan();
    const { user } = world;
    const run = await user.run(["run", "Documents", "--json"]);
    const lines = jsonLines(run.stdout);
    expect(lines.at(-1)).toMatchObject({ message_type: "summary", run: { outcome: "completed" } });
    const status = lastJson((await user.run(["status", "--json"])).stdout);
    expect(status).toMatchObject({ running: false, plans: [{ health: { state: "attention" } }] });
  });

  it("show what rules would keep before they are saved, and remove the rest only when asked to", async () => {
    const { user, source } = world;
    await addPlan();
    for (const content of ["one", "two", "three"]) {
      writeFileSync(join(source, "letter.txt"), content);
      await user.run(["run", "Documents"]);
    }
    const shown = await user.run(["plan", "keep", "Documents", "--last", "2"]);
    expect(shown.stdout).toContain("On blue: 2 snapshots stay, 1 would go.");
    expect(shown.stdout).toContain("Nothing is saved yet");
    expect((await user.run(["plan", "keep", "Documents"])).stdout).toContain("No rules: every snapshot stays.");
    await user.run(["plan", "keep", "Documents", "--last", "2", "--save"]);
    const own = await user.run(["plan", "keep", "Documents", "--json"]);
    expect(JSON.parse(own.stdout)).toMatchObject([{ kept: 2, removed: 1, isHeld: false }]);
    const tidied = await user.run(["plan", "tidy", "Documents"]);
    expect(tidied.code, tidied.stderr).toBe(0);
    expect(tidied.stdout).toContain("Removed 1 snapshot; the repository is");
    const wrong = await user.run(["plan", "keep", "Documents", "--within", "soon"]);
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining("“--within”") });
  });

  it("tidy up and repair a target, and close a warning that is none", async () => {
    const { user } = world;
    await addPlan();
    await user.run(["run", "Documents"]);
    const tidied = await user.run(["target", "tidy", "blue"]);
    expect(tidied.code, tidied.stderr).toBe(0);
    const repaired = await user.run(["target", "repair", "blue"]);
    expect(repaired.code, repaired.stderr).toBe(0);
    expect(repaired.stdout).toContain("rewrote 0 snapshots");
    expect((await user.run(["plan", "accept", "Documents"])).stdout).toContain("No warning is open for “Documents”.");
  });

  it("know that there is nothing to open, stop or leave to", async () => {
    const { user } = world;
    await addPlan();
    expect(await user.run(["open"])).toMatchObject({ code: 1, stderr: expect.stringContaining("holdfast serve") });
    expect(await user.run(["stop"])).toMatchObject({ code: 0 });
    expect(await user.run(["run", "Documents", "--detach"])).toMatchObject({ code: 1 });
  });
});

describe("commands of the agent, when one runs", () => {
  let agent: RunningAgent;
  beforeEach(async () => {
    agent = await startAgent({ home: world.user.home });
  });

  it("have the same plans and the same queue as its window", async () => {
    const { user } = world;
    await addPlan();
    expect(await agent.client.plans.list()).toMatchObject([{ plan: { name: "Documents" } }]);
    const run = await user.run(["run", "Documents"]);
    expect(run.code, run.stderr).toBe(0);
    // A test-restore follows it.
    const { runs } = await agent.client.runs.list({ kind: "backup" });
    expect(runs).toMatchObject([{ outcome: "completed", trigger: "command-line" }]);
    expect((await user.run(["status"])).stdout).not.toContain("does not run");
  });

  it("give new links, and a second start shows the first one's window", async () => {
    const { user } = world;
    const opened = lastJson((await user.run(["open", "--no-open", "--json"])).stdout);
    const second = await user.run(["serve", "--no-open", "--json"]);
    expect(second.code, second.stderr).toBe(0);
    for (const { url } of [opened, lastJson(second.stdout)]) {
      expect(url).toContain(`${agent.origin}/open?key=`);
      expect((await fetch(String(url))).status).toBe(200);
    }
  });

  it("end it, with 0 and nothing left behind", async () => {
    const { user } = world;
    expect(await user.run(["stop"])).toMatchObject({ code: 0, stdout: "Holdfast has ended.\n" });
    expect(await agent.ended()).toBe(0);
    expect(existsSync(join(user.home, "data", "agent.json"))).toBe(false);
  });

  it("work alone again once it was killed", async () => {
    await agent.kill();
    const status = await world.user.run(["status"]);
    expect(status.code, status.stderr).toBe(0);
    expect(status.stdout).toContain("Nothing is backed up yet.");
  });

  it("refuse a port that is taken", async () => {
    const other = newUser();
    const taken = await other.run(["serve", "--no-open", "--port", new URL(agent.origin).port]);
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining("is in use by another program") });
    expect(existsSync(join(other.home, "data", "agent.json"))).toBe(false);
  });

  it.skipIf(process.platform === "win32")("leave it running when restic asks whether it lives", async () => {
    process.kill(agent.pid, "SIGHUP");
    expect((await world.user.run(["status"])).stdout).not.toContain("does not run");
    expect(await agent.stop()).toBe(0);
  });

  it.skipIf(process.platform === "win32")("stop their run with Ctrl-C, and not the agent", async () => {
    const { user, source } = world;
    await addPlan();
    const huge = join(source, "huge");
    writeFileSync(huge, "");
    truncateSync(huge, 2 ** 40); // a hole: no room on the disk, hours of reading
    const env = { ...process.env, ...user.env };
    const child = spawn(process.execPath, [HOLDFAST, "run", "Documents", "--json"], { env });
    for await (const line of createInterface({ input: child.stdout })) {
      if ((JSON.parse(line).run?.progress?.bytesDone ?? 0) > 8 << 20) break;
    }
    child.stdout.resume();
    child.kill("SIGINT");
    const [code] = await once(child, "close");
    truncateSync(huge, 0);
    expect(code).toBe(130);
    expect((await agent.client.runs.list({})).runs).toMatchObject([{ outcome: "cancelled" }]);
    const next = await user.run(["run", "Documents"]);
    expect(next.code, next.stderr).toBe(0);
  });

  it("stop a run by its plan's name", async () => {
    const { user, source } = world;
    await addPlan();
    const huge = join(source, "huge");
    writeFileSync(huge, "");
    truncateSync(huge, 2 ** 40);
    const started = await user.run(["run", "--detach", "Documents", "--json"]);
    expect(started.code, started.stderr).toBe(0);
    const stopped = await user.run(["cancel", "Documents"]);
    expect(stopped.code, stopped.stderr).toBe(0);
    await expect
      .poll(async () => (await agent.client.runs.list({})).runs[0]?.outcome, { timeout: 60_000 })
      .toBe("cancelled");
    truncateSync(huge, 0);
    const again = await user.run(["cancel", "Documents"]);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("no run that goes on") });
  });
});
