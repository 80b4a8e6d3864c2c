import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_CHOICES,
  type Plan,
  type PlanCommands,
  PlanId,
  type RunId,
  type RunProblem,
  type Target,
  TargetId,
} from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { type EarlyContext, type RunEnd, type RunJob, RunStopped } from "../runs/index.ts";
import { withCommands } from "./with-commands.ts";

const target = { id: TargetId.parse(randomUUID()), name: "Blue" } as Target; // no more is looked at
const END: RunEnd = {
  figures: { kind: "check", seconds: 1, snapshots: 0, packs: 0, packsRead: 0, bytesRead: 0, errors: 0 },
  problems: 0,
};

function stage(commands: PlanCommands) {
  const folder = tempFolder();
  const notes: string[] = [];
  const problems: RunProblem[] = [];
  const stop = new AbortController();
  const context: EarlyContext = {
    ...{ runId: randomUUID() as RunId, signal: stop.signal, progress: () => undefined },
    problem: (problem) => problems.push(problem),
    note: (_, text) => notes.push(text),
  };
  const base = { name: "Documents", folders: ["/home/ada"], targetIds: [target.id], ...DEFAULT_CHOICES };
  const plan: Plan = { id: PlanId.parse(randomUUID()), createdAt: 0, ...base, commands };
  const env = { PATH: process.env["PATH"], HOME: folder, LANG: "C.UTF-8", RESTIC_PASSWORD: "secret", HOLDFAST_X: "y" };
  const job = withCommands({ kind: "backup" } as RunJob, { plan: () => plan, target, env }); // only `around` is used
  const around = async (work: () => Promise<RunEnd>) => (await job.around?.(context, work)) ?? END;
  const said = (name: string): string => readFileSync(join(folder, name), "utf8").trim();
  return { folder, notes, problems, stop, around, said, context };
}

const command = (line: string) => ({ command: line, timeoutSeconds: 30 });
const done = async (): Promise<RunEnd> => END;

describe.runIf(process.platform === "linux")("commands around a backup", () => {
  it("run before and after it, and are told of what", async () => {
    const line = 'echo "$HOLDFAST_PLAN $HOLDFAST_TARGET $HOLDFAST_OUTCOME" >> "$HOME/told"';
    const { around, said } = stage({ before: command(line), after: command(line) });
    await around(async () => {
      expect(said("told")).toBe("Documents Blue");
      return END;
    });
    expect(said("told").split("\n").at(-1)).toBe("Documents Blue completed");
  });

  it("get nothing of the agent's environment that may be secret", async () => {
    const { around, said } = stage({ before: command("env > $HOME/env") });
    await around(done);
    expect(said("env")).not.toContain("secret");
    expect(said("env")).not.toContain("HOLDFAST_X");
    expect(said("env")).toContain("LANG=C.UTF-8");
  });

  it("keep it from running when the one before fails; the one after is told", async () => {
    const { around, said, notes } = stage({
      before: command("echo the database is away; exit 3"),
      after: command("echo $HOLDFAST_OUTCOME > $HOME/outcome"),
    });
    const running = around(() => Promise.reject(new Error("it ran")));
    await expect(running).rejects.toMatchObject({
      ...{ code: "agent/command-failed", message: "The command before the backup failed with exit code 3." },
      retry: "later",
    });
    expect(said("outcome")).toBe("failed");
    expect(notes).toContain("before: the database is away");
  });

  it("make a failure of the one after a problem of the run", async () => {
    const { around, problems } = stage({ after: command("exit 1") });
    expect(await around(done)).toMatchObject({ problems: 1 });
    expect(problems).toMatchObject([{ cause: "command-failed" }]);
  });

  it("run after it also when it fails or is stopped, and what was thrown is thrown on", async () => {
    const { around, said } = stage({ after: command("echo $HOLDFAST_OUTCOME > $HOME/outcome") });
    await expect(around(() => Promise.reject(new RunStopped("cancel")))).rejects.toThrow("the user stopped the run");
    expect(said("outcome")).toBe("cancelled");
    await expect(around(() => Promise.reject(new TypeError("bug")))).rejects.toThrow("bug");
    expect(said("outcome")).toBe("failed");
  });

  it("stop with the run", async () => {
    const { around, stop, folder } = stage({ before: command("touch $HOME/begun; sleep 1000") });
    const running = around(done);
    const poll = setInterval(() => {
      if (existsSync(join(folder, "begun"))) stop.abort(new RunStopped("stop"));
    }, 20);
    await expect(running)
      .rejects.toThrow("the agent ends")
      .finally(() => clearInterval(poll));
  });

  it("are none for a plan without any", async () => {
    const { around, notes } = stage({});
    expect(await around(done)).toBe(END);
    expect(notes).toEqual([]);
  });
});
