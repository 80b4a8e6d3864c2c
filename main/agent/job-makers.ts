import { join } from "node:path";
import type { BackupMode, Plan, Run, Target } from "../../shared/model/index.ts";
import { volumeSpace, writePrivateFile } from "../platform/index.ts";
import { withCommands } from "./commands/index.ts";
import type { Ground } from "./ground.ts";
import {
  checkJob,
  DamagedPackNotKept,
  type GuardDeps,
  guardedBackup,
  type JobDeps,
  repairJob,
  tidyJob,
} from "./jobs/index.ts";
import { tidyAfterBackup } from "./retention/index.ts";
import type { Runs } from "./runs/index.ts";
import type { SpaceForecasts } from "./space/index.ts";

/** Where a damaged pack is kept as it was before a repair. */
const DAMAGED_FOLDER = "damaged-packs";

type Trigger = Run["trigger"];

/** Queues runs of every kind, each with all that its job needs. */
export interface JobMakers {
  readonly backup: (plan: Plan, target: Target, trigger: Trigger, mode?: BackupMode) => Run;
  /** @param plan whose schedule asked for it */
  readonly check: (target: Target, readData: boolean, trigger: Trigger, plan?: Plan) => Run;
  /** @param plan without one no snapshot is removed */
  readonly tidy: (target: Target, trigger: Trigger, plan?: Plan) => Run;
  readonly repair: (target: Target, trigger: Trigger) => Run;
}

export interface MakerRooms {
  readonly runs: Runs;
  readonly forecasts: SpaceForecasts;
  readonly jobDeps: (trigger: Trigger) => JobDeps;
}

export function jobMakers(ground: Ground, { runs, forecasts, jobDeps }: MakerRooms): JobMakers {
  const { catalog, log, clock } = ground;
  const now = (): number => clock.now();
  const tidy: JobMakers["tidy"] = (target, trigger, plan) =>
    runs.start(tidyJob(target, plan, { ...jobDeps(trigger), catalog, volumeSpace }));
  const upkeep = (plan: Plan, target: Target): void => {
    // An agent that lives for one command would leave it undone.
    if (ground.stay === "brief") return;
    const spaceState = ({ id }: Target) => forecasts.of(id, catalog.targetFacts.get(id).space).state;
    const startTidy = (): Run => tidy(target, "schedule", plan);
    tidyAfterBackup(plan, target, { catalog, now, spaceState, startTidy });
  };
  return {
    tidy,
    backup: (plan, target, trigger, mode) => {
      const deps: GuardDeps = { ...jobDeps(trigger), catalog, volumeSpace, upkeep, log };
      const current = (): Plan => deps.plans().find(({ id }) => id === plan.id) ?? plan;
      const job = guardedBackup(plan, target, deps, mode);
      return runs.start(withCommands(job, { plan: current, target, env: process.env }));
    },
    check: (target, readData, trigger, plan) => {
      const job = checkJob(target, readData, { clock, trigger, facts: catalog.targetFacts });
      return runs.start(plan === undefined ? job : { ...job, planId: plan.id, planName: plan.name });
    },
    repair: (target, trigger) =>
      runs.start(repairJob(target, { ...jobDeps(trigger), catalog, setAside: setAside(ground, target) })),
  };
}

/** Sealed as it is in the repository: nothing can be read of it without the passphrase. */
function setAside({ folders }: Ground, { repositoryId }: Target) {
  const folder = join(folders.data, DAMAGED_FOLDER, repositoryId.slice(0, 8));
  return async (pack: string, bytes: Uint8Array): Promise<void> => {
    await writePrivateFile(join(folder, pack), bytes).catch((error: unknown) => {
      throw new DamagedPackNotKept(folder, pack, error);
    });
  };
}
