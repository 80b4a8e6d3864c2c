import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULT_FILTER, type Run } from "../../../shared/model/index.ts";
import { clientIn, startAgent } from "../../support/agent.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { newestRestic, restic } from "../../support/restic.ts";
import { writeTree } from "../../support/source-tree.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { agentPid, answerQuestions, LAUNCHER, questions, seen, start } from "./launched.ts";

const PASSPHRASE = "correct horse battery staple";
/** Enough that a run is in its middle for seconds, on any machine. */
const LARGE = { folders: 40, filesInEach: 100, bytesInEach: 128 * 1024 };
const QUIT = 0;
const STAY = 1;

/** The desktop in the middle of a large backup. */
async function inMidRun(...args: string[]) {
  const home = tempFolder();
  const [source, repository] = [join(home, "Documents"), join(home, "Blue")];
  writeTree(source, LARGE);
  const desktop = await start(home, ...args);
  await answerQuestions(desktop, STAY);
  await expect.poll(() => agentPid(home)).toBeDefined();
  const client = clientIn(home);
  const { target } = await client.targets.create({
    ...{ name: "Blue", location: repository, passphrase: PASSPHRASE, keepInFile: true },
  });
  const { plan } = await client.plans.create({
    ...{ name: "Documents", folders: [source], filter: DEFAULT_FILTER, targetIds: [target.id] },
  });
  const { runIds } = await client.plans.start({ planId: plan.id });
  const runId = runIds[0] as Run["id"]; // a plan with a target starts a run
  const stop = new AbortController();
  for await (const event of await client.agent.watch(undefined, { signal: stop.signal })) {
    const run = event.type === "run" && event.run.id === runId ? event.run : undefined;
    if ((run?.progress?.bytesStored ?? 0) > 40_000_000) break;
  }
  stop.abort();
  return { home, desktop, client, runId, repository };
}

/** What became of the run, as the next agent tells it. */
async function told(home: string, runId: Run["id"]): Promise<Run> {
  const agent = await startAgent({ home });
  try {
    return await agent.client.runs.get({ runId });
  } finally {
    await agent.stop();
  }
}

const RESTIC = newestRestic();
const isPossible = CHROMIUM !== undefined && RESTIC !== undefined;

/** What restic says of the repository. */
function check(repository: string, ...args: string[]) {
  return restic(RESTIC?.path ?? "restic", repository, PASSPHRASE, ["check", ...args]);
}

describe.runIf(isPossible)(`the desktop app in mid-run ${LAUNCHER.title}`, () => {
  it("asks before it quits, and then brings the run to a safe stop", async () => {
    const { home, desktop, client, runId, repository } = await inMidRun();
    await desktop.evaluate(({ app }) => app.quit());
    await expect.poll(() => questions(desktop)).toHaveLength(1);
    expect((await questions(desktop))[0]).toMatchObject({
      message: "A run is going on.",
      buttons: ["Quit safely", "Keep running"],
      ...{ defaultId: STAY, cancelId: STAY },
    });
    expect(await client.runs.get({ runId })).toMatchObject({ state: "running" });
    expect(await seen(desktop)).toMatchObject({ windows: 1 });
    await answerQuestions(desktop, QUIT);
    await desktop.evaluate(({ app }) => app.quit());
    expect(await desktop.ended).toBe(0);
    expect(await told(home, runId)).toMatchObject({ state: "ended", outcome: "interrupted" });
    expect(await check(repository)).toMatchObject({ code: 0, stderr: "" });
  });

  it("asks the system to wait when it shuts down, nobody else, and stops safely", async () => {
    const { home, desktop, runId, repository } = await inMidRun("--hidden");
    const isPutOff = await desktop.evaluate(({ powerMonitor }) => {
      let isPrevented = false;
      powerMonitor.emit("shutdown", {
        preventDefault: () => {
          isPrevented = true;
        },
      });
      return isPrevented;
    });
    expect(isPutOff).toBe(true);
    const askedAt = performance.now();
    expect(await desktop.ended).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(5000); // what logind gives unless it is told otherwise
    expect(await told(home, runId)).toMatchObject({ state: "ended", outcome: "interrupted" });
    expect(await check(repository, "--read-data")).toMatchObject({ code: 0 });
  });
});
