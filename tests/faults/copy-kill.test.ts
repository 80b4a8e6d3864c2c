import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { DEFAULT_FILTER, type Run, type TargetState } from "../../shared/model/index.ts";
import { type RunningAgent, startAgent } from "../support/agent.ts";
import { newestRestic, restic } from "../support/restic.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PASSPHRASE = "correct horse battery staple";
/** Enough that a copy is in its middle for a while, on any machine. */
const LARGE = { folders: 40, filesInEach: 100, bytesInEach: 64 * 1024 };
const RESTIC = newestRestic();

let agent: RunningAgent | undefined;

afterEach(async () => {
  await agent?.kill();
  agent = undefined;
});

const targetAt = ({ client }: RunningAgent, name: string, location: string): Promise<TargetState> =>
  client.targets.create({ name, location, passphrase: PASSPHRASE, keepInFile: true });

/** Waits, through the stream of events, for a run as wanted. */
async function until({ client }: RunningAgent, isWanted: (run: Run) => boolean): Promise<Run> {
  const stop = new AbortController();
  try {
    for await (const _ of await client.agent.watch(undefined, { signal: stop.signal })) {
      const { runs } = await client.runs.list({ limit: 50 });
      const found = runs.find(isWanted);
      if (found !== undefined) return found;
    }
  } finally {
    stop.abort();
  }
  throw new Error("the stream of events ended");
}

async function judged(location: string): Promise<readonly string[]> {
  const ask = (...args: string[]) => restic(RESTIC?.path ?? "", location, PASSPHRASE, args);
  // A killed agent leaves its lock.
  expect(await ask("check", "--read-data", "--no-lock")).toMatchObject({ code: 0 });
  const all = JSON.parse((await ask("snapshots", "--json")).stdout) as { readonly tree: string }[];
  return all.map(({ tree }) => tree);
}

it.runIf(RESTIC)("an agent that is killed in the middle of a copy goes on with it in its next life", async () => {
  const folder = tempFolder();
  const [home, source] = [join(folder, "home"), join(folder, "Documents")];
  const [blue, green] = [join(folder, "blue"), join(folder, "green")];
  writeTree(source, LARGE);
  const first = await startAgent({ home });
  agent = first;
  const targets = [await targetAt(first, "Blue", blue), await targetAt(first, "Green", green)];
  const targetIds = targets.map(({ target }) => target.id);
  const { plan } = await first.client.plans.create({
    ...{ name: "Documents", folders: [source], filter: DEFAULT_FILTER, targetIds },
  });
  await first.client.plans.start({ planId: plan.id });
  await until(first, ({ kind, progress }) => kind === "copy" && (progress?.bytesDone ?? 0) > 20_000_000);
  await first.kill();
  expect(await judged(green)).toEqual([]);

  const second = await startAgent({ home });
  agent = second;
  const isCopied = ({ kind, outcome }: Run): boolean => kind === "copy" && outcome === "completed";
  expect(await until(second, isCopied)).toMatchObject({ trigger: "resumed", figures: { snapshots: 1 } });
  expect((await second.client.runs.list({ kind: "copy", limit: 9 })).runs.map(({ outcome }) => outcome)).toEqual([
    "completed",
    "interrupted",
  ]);
  expect(await second.stop()).toBe(0);
  agent = undefined;
  expect(await judged(green)).toEqual(await judged(blue));
  expect((await judged(green)).length).toBe(1);
});
