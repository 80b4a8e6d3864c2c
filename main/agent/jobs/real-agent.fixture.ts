import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { AppError } from "../../../shared/errors/index.ts";
import {
  DEFAULT_CHOICES,
  type Plan,
  type PlanId,
  type Run,
  type Target,
  type TargetId,
} from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { createRepository } from "../../engine/index.ts";
import { lookAt } from "../../platform/index.ts";
import { openCatalog } from "../catalog/index.ts";
import { systemClock } from "../clock/index.ts";
import { Events } from "../events/index.ts";
import { silentLog } from "../log/index.ts";
import { type KnownTargets, Repositories } from "../repositories/index.ts";
import { Restores } from "../restores/index.ts";
import { type RunJob, Runs } from "../runs/index.ts";
import { Snapshots } from "../snapshots/index.ts";
import type { JobDeps } from "./index.ts";

/** A new repository that costs little to open. @returns its id */
async function makeTestRepository(location: string, password = "pw"): Promise<string> {
  const open = await createRepository(location, { password, threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  const { id } = open.repository.config;
  await open.close();
  return id;
}

class NoPassphrase extends AppError {
  readonly code = "agent/passphrase-missing";
  readonly hint = "Enter the passphrase.";
}

/** Targets and plans as a test sets them up. */
function choices(folder: string) {
  const targets = new Map<TargetId, Target>();
  const passwords = new Map<TargetId, string>();
  const plans: Plan[] = [];
  const refused: Target[] = [];
  const known: KnownTargets = {
    find(id) {
      const target = targets.get(id);
      if (target === undefined) throw new NoPassphrase("This target is unknown.");
      return target;
    },
    presence: async ({ location }) => (existsSync(join(location, "config")) ? "present" : "away"),
    async password({ id }) {
      const password = passwords.get(id);
      if (password === undefined) throw new NoPassphrase("No passphrase opens it.");
      return password;
    },
    refused: async (target) => void refused.push(target),
  };
  async function addTarget(name: string, location = join(folder, name)): Promise<Target> {
    const repositoryId = await makeTestRepository(location);
    const target: Target = {
      ...{ id: randomUUID() as TargetId, name, kind: "folder", access: {}, location, repositoryId, createdAt: 0 },
    };
    targets.set(target.id, target);
    passwords.set(target.id, "pw");
    return target;
  }
  function addPlan(target: Target, ...folders: string[]): Plan {
    const chosen = { name: "Documents", folders, targetIds: [target.id], ...DEFAULT_CHOICES };
    const plan: Plan = { id: randomUUID() as PlanId, createdAt: 0, ...chosen };
    plans.push(plan);
    return plan;
  }
  return { targets, passwords, plans, known, refused, addTarget, addPlan };
}

/** The agent's rooms on a real catalog and real repositories, without what users set up. */
export async function realAgent() {
  const folder = tempFolder();
  const clock = systemClock;
  const { catalog } = openCatalog({ file: join(folder, "catalog.sqlite"), now: () => clock.now() });
  const chosen = choices(folder);
  const { targets, plans, known } = chosen;
  const events = new Events(clock);
  const repositories = new Repositories({ targets: known, clock });
  const shared = { targets: known, repositories, events, catalog, clock, plans: () => plans };
  const volumeSpace = async () => ({ freeBytes: 1000, totalBytes: 2000 });
  const paces = { choose: async () => ({ pace: "fast", because: "by-hand" }) as const };
  const runs = new Runs({ ...shared, paces, log: silentLog, volumeSpace });
  const snapshots = new Snapshots({ ...shared, store: catalog.snapshots, runs: catalog.runs });
  const restores = new Restores({
    ...shared,
    runs,
    volumeSpace,
    isSameVolume: async () => true,
    lookAt,
    dataFolder: join(folder, "data"),
  });
  const skipPaths = () => [...targets.values()].map(({ location }) => location);
  const jobs: JobDeps = {
    ...shared,
    storages: repositories,
    snapshots,
    trigger: "user",
    skipPaths,
    programVersion: "holdfast test",
  };
  onTestFinished(async () => {
    await runs.stop();
    await repositories.close();
    catalog.close();
  });
  async function ended(run: Pick<Run, "id">): Promise<Run> {
    for await (const _ of events.watch(() => ({ type: "alive" }))) {
      // Asked each time: it may have ended before anybody listened.
      const now = runs.get({ runId: run.id });
      if (now.state === "ended") return now;
    }
    throw new Error("the events ended");
  }
  const perform = (job: RunJob): Promise<Run> => ended(runs.start(job));
  return { ...chosen, folder, catalog, events, repositories, runs, snapshots, restores, jobs, ended, do: perform };
}

export type RealAgent = Awaited<ReturnType<typeof realAgent>>;
