import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { Random } from "../bench/random.ts";
import { newestRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { Mutator } from "./mutator.ts";
import { factsByPath, type Recorded, relative, unlike } from "./recorder.ts";
import { PASSPHRASE, SoakedAgent } from "./soaked-agent.ts";

/** How long things are done to the tree. The first is the promise; each other one looks at one way to go wrong. */
const LONG_MS = 60_000;
const SHORT_MS = 20_000;
const TIMEOUT_MS = 400_000;
const BETWEEN_RUNS_MS = 1000;

const program = newestRestic();
const resticPath = program?.path ?? "restic";
let agent: SoakedAgent | undefined;

afterEach(async () => {
  await agent?.end();
  agent = undefined;
});

interface Soak {
  readonly tree: Mutator;
  readonly agent: SoakedAgent;
  readonly folder: string;
  readonly recorded: Recorded[];
  /** How the runs found their changes. */
  readonly found: { journal: number; walk: number };
}

async function begin(seed: string, launcher?: readonly string[]): Promise<Soak> {
  const folder = tempFolder();
  const tree = new Mutator(join(folder, "tree"), join(folder, "outside"), seed);
  agent = new SoakedAgent(folder, tree.root, launcher);
  await agent.begin();
  await agent.watching();
  return { tree, agent, folder, recorded: [], found: { journal: 0, walk: 0 } };
}

interface Disturbances {
  /** Begins with each run. */
  readonly during?: () => Promise<void>;
  readonly between?: () => Promise<void>;
}

/** Touches the tree all the time, and backs it up every second, until the time is over. */
async function soak(run: Soak, milliseconds: number, { during, between }: Disturbances = {}): Promise<void> {
  const { tree } = run;
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    const before = factsByPath(tree.root);
    const touched: string[] = [];
    let isOver = false;
    const backup = Promise.all([backUp(run, before, touched), during?.()]).finally(() => {
      isOver = true;
    });
    const next = Date.now() + BETWEEN_RUNS_MS;
    for (; !isOver || Date.now() < next; await sleep(4)) touched.push(...relative(tree, tree.act()));
    await backup;
    await between?.();
  }
}

async function backUp(run: Soak, before: Recorded["before"], touched: string[]): Promise<void> {
  const ended = await run.agent.backUp();
  if (ended === undefined) return;
  expect(["completed", "warnings"]).toContain(ended.outcome);
  if (ended.figures?.kind === "backup") run.found[ended.figures.foundBy ?? "walk"] += 1;
  if (ended.snapshotId !== undefined)
    run.recorded.push({ snapshotId: ended.snapshotId, before, touched: [...touched] });
}

/** The newest snapshot equals the tree; every other equals what was recorded, but for what was being touched then. */
async function judge({ tree, agent: soaked, folder, recorded }: Soak): Promise<void> {
  const last = await soaked.backUp();
  expect(last?.outcome).toBe("completed");
  await soaked.end();
  const check = await restic(resticPath, soaked.repository, PASSPHRASE, ["check", "--read-data"]);
  expect(check.code, check.stderr).toBe(0);
  const into = join(folder, "restored");
  const newest = await restored("latest", into);
  expect([...newest.values()]).toEqual([...factsByPath(tree.root).values()]);
  // Two at a time: most of a restic's time is opening the repository.
  const left = recorded.entries();
  await Promise.all([judgeSome(), judgeSome()]);

  async function judgeSome(): Promise<void> {
    for (const [at, each] of left) {
      const facts = await restored(each.snapshotId, `${into}-${at}`);
      expect(unlike(each, facts), each.snapshotId).toEqual([]);
    }
  }

  async function restored(snapshot: string, place: string): Promise<ReadonlyMap<string, string>> {
    const command = ["restore", snapshot, "--target", place];
    const { code, stderr } = await restic(resticPath, soaked.repository, PASSPHRASE, command);
    expect(code, stderr).toBe(0);
    const facts = factsByPath(join(place, tree.root));
    rmSync(place, { recursive: true });
    return facts;
  }
}

/** In a user namespace of its own a process can be given fewer watches without taking any from others. */
const FEW_WATCHES = ["unshare", "--user", "--map-root-user", "sh", "-c"];
const LIMITED = 'echo 25 > /proc/sys/user/max_inotify_watches && exec "$@"';
const canLimit = spawnSync("unshare", [...FEW_WATCHES.slice(1), LIMITED, "sh", "true"]).status === 0;
/** More than the kernel queues. */
const TOO_MANY = 20_000;

describe.skipIf(program === undefined)("backups by the journal, judged by restic", () => {
  it(
    "have every change of a minute of random ones",
    async () => {
      const run = await begin("a minute");
      await soak(run, LONG_MS);
      expect(run.found.journal).toBeGreaterThan(run.found.walk);
      await judge(run);
    },
    TIMEOUT_MS,
  );

  it(
    "have every change when the agent is killed and begins again, in the middle of runs and between them",
    async () => {
      const run = await begin("killed");
      const random = new Random("moments");
      await soak(run, SHORT_MS, {
        during: async () => {
          if (random.next() < 0.5) return;
          await sleep(random.below(400));
          await run.agent.kill();
        },
        between: () => run.agent.beginAgain(),
      });
      await judge(run);
    },
    TIMEOUT_MS,
  );

  it.skipIf(!canLimit)(
    "have every change when the system lets only some folders be watched",
    async () => {
      const run = await begin("few watches", [...FEW_WATCHES, LIMITED, "sh"]);
      const { watch } = await run.agent.client.plans.get({ planId: run.agent.planId });
      expect(["partly", "off"]).toContain(watch.state);
      expect(watch.limit?.setting).toBe("fs.inotify.max_user_watches");
      await soak(run, SHORT_MS);
      await judge(run);
    },
    TIMEOUT_MS,
  );

  it(
    "have every change when the system drops events because the agent stood still",
    async () => {
      const run = await begin("dropped");
      await soak(run, SHORT_MS, {
        between: async () => {
          process.kill(run.agent.pid, "SIGSTOP");
          for (let at = 0; at < TOO_MANY / 2; at++) {
            const flood = join(run.tree.root, `flood-${at}`);
            writeFileSync(flood, "");
            rmSync(flood);
          }
          for (let at = 0; at < 20; at++) run.tree.act();
          process.kill(run.agent.pid, "SIGCONT");
        },
      });
      await judge(run);
    },
    TIMEOUT_MS,
  );
});
