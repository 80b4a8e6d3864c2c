import { join } from "node:path";
import { expect } from "vitest";
import { DEFAULT_FILTER, type Run } from "../../../shared/model/index.ts";
import { clientIn, startAgent } from "../../support/agent.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { newestRestic, restic } from "../../support/restic.ts";
import { writeTree } from "../../support/source-tree.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { agentPid, answerQuestions, start } from "./launched.ts";

const PASSPHRASE = "correct horse battery staple";
/** Enough that a run is in its middle for seconds, on any machine. */
const LARGE = { folders: 40, filesInEach: 100, bytesInEach: 128 * 1024 };
export const QUIT = 0;
export const STAY = 1;

/** The desktop in the middle of a large backup. */
export async function inMidRun(...args: string[]) {
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
export async function told(home: string, runId: Run["id"]): Promise<Run> {
  const agent = await startAgent({ home });
  try {
    return await agent.client.runs.get({ runId });
  } finally {
    await agent.stop();
  }
}

const RESTIC = newestRestic();
export const isPossible = CHROMIUM !== undefined && RESTIC !== undefined;

/** What restic says of the repository. */
export function check(repository: string, ...args: string[]) {
  return restic(RESTIC?.path ?? "restic", repository, PASSPHRASE, ["check", ...args]);
}
