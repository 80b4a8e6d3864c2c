import { join } from "node:path";
import type { BackupMode, Plan, Run, Target, TargetId } from "../../shared/model/index.ts";
import { writePrivateFile } from "../platform/index.ts";
import type { Catalog } from "./catalog/index.ts";
import { withCommands } from "./commands/index.ts";
import type { Copies } from "./copies/index.ts";
import type { Ground } from "./ground.ts";
import {
  type CopyDeps,
  checkJob,
  copyJob,
  DamagedPackNotKept,
  type GuardDeps,
  guardedBackup,
  type JobDeps,
  repairJob,
  tidyJob,
} from "./jobs/index.ts";
import { type TestWish, testJob } from "./proof/index.ts";
import { tidyAfterBackup } from "./retention/index.ts";
import type { RunJob, Runs } from "./runs/index.ts";
import type { SpaceForecasts } from "./space/index.ts";
import { diskSpace as volumeSpace } from "./targets/index.ts";

/** Where a damaged pack is kept as it was before a repair. */
const DAMAGED_FOLDER = "damaged-packs";
/** Some may have been stopped before their end. */
const CHECKS_LOOKED_AT = 20;

type Trigger = Run["trigger"];

/** Queues runs of every kind, each with all that its job needs. */
export interface JobMakers {
  /** Goes to another target of the plan if this one is away when its turn comes. */
  readonly backup: (plan: Plan, target: Target, trigger: Trigger, mode?: BackupMode) => Run;
  /** Brings to a target what the plan's other targets have and it lacks. */
  readonly copy: (plan: Plan, target: Target, trigger: Trigger) => Run;
  /** @param plan whose schedule asked for it */
  readonly check: (target: Target, readData: boolean, trigger: Trigger, plan?: Plan) => Run;
  /** @param plan without one no snapshot is removed */
  readonly tidy: (target: Target, trigger: Trigger, plan?: Plan) => Run;
  readonly repair: (target: Target, trigger: Trigger) => Run;
  readonly test: (plan: Plan, target: Target, wish: TestWish) => Run;
}

export interface MakerRooms {
  readonly runs: Runs;
  readonly forecasts: SpaceForecasts;
  readonly copies: Copies;
  readonly repositories: CopyDeps["repositories"];
  readonly findTarget: CopyDeps["findTarget"];
  /** As last known, without looking. */
  readonly isThere: (target: Target) => boolean;
  readonly jobDeps: (trigger: Trigger) => JobDeps;
}

export function jobMakers(ground: Ground, rooms: MakerRooms): JobMakers {
  const { runs, forecasts, copies, repositories, findTarget, jobDeps } = rooms;
  const { catalog, log, clock } = ground;
  const now = (): number => clock.now();
  const tidy: JobMakers["tidy"] = (target, trigger, plan) => {
    const deps = { ...jobDeps(trigger), catalog, volumeSpace };
    return runs.start(whereItIs(target, findTarget, (found) => tidyJob(found, plan, deps)));
  };
  const upkeep = (plan: Plan, target: Target): void => {
    // An agent that lives for one command would leave it undone.
    if (ground.stay === "brief") return;
    const spaceState = ({ id }: Target) => forecasts.of(id, catalog.targetFacts.get(id).space).state;
    const startTidy = (): Run => tidy(target, "schedule", plan);
    tidyAfterBackup(plan, target, { catalog, now, spaceState, startTidy });
  };
  return {
    tidy,
    backup: (plan, target, trigger, mode) =>
      runs.start(backupOf({ plan, target, mode }, { ...jobDeps(trigger), catalog, volumeSpace, upkeep, log }, rooms)),
    copy: (plan, target, trigger) => {
      const deps = { ...jobDeps(trigger), catalog, volumeSpace, upkeep, log, copies, repositories, findTarget };
      const copy = (found: Target): RunJob =>
        copyJob(plan, found, { ...deps, isInDoubt: (id) => isUnsound(id, catalog.runs) });
      return runs.start(whereItIs(target, findTarget, copy));
    },
    check: (target, readData, trigger, plan) => {
      const job = checkJob(target, readData, { clock, trigger, facts: catalog.targetFacts });
      return runs.start(plan === undefined ? job : { ...job, planId: plan.id, planName: plan.name });
    },
    test: (plan, target, wish) => runs.start(testOf(plan, target, wish, ground)),
    repair: (target, trigger) =>
      runs.start(repairJob(target, { ...jobDeps(trigger), catalog, setAside: setAside(ground, target) })),
  };
}

function testOf(plan: Plan, target: Target, wish: TestWish, { catalog, clock, hostname, folders }: Ground): RunJob {
  return testJob(plan, target, wish, { catalog, clock, hostname, dataFolder: folders.data });
}

interface AskedBackup {
  readonly plan: Plan;
  readonly target: Target;
  readonly mode: BackupMode | undefined;
}

function backupOf({ plan, target, mode }: AskedBackup, deps: GuardDeps, rooms: MakerRooms): RunJob {
  const current = (): Plan => deps.plans().find(({ id }) => id === plan.id) ?? plan;
  const guarded = whereItIs(target, rooms.findTarget, (found) => guardedBackup(plan, found, deps, mode));
  const job = withCommands(guarded, { plan: current, target, env: process.env });
  const elsewhere = (): RunJob | undefined => {
    const lead = rooms.copies.lead(current());
    const isBetter = lead !== undefined && lead.id !== target.id && rooms.isThere(lead);
    return isBetter ? backupOf({ plan, target: lead, mode }, deps, rooms) : undefined;
  };
  return { ...job, elsewhere };
}

/** A job for a target as it is when the run's turn comes: a drive may be mounted elsewhere by then. */
function whereItIs(target: Target, find: MakerRooms["findTarget"], make: (found: Target) => RunJob): RunJob {
  const job = make(target);
  const now = (): RunJob => make(find(target.id));
  return {
    ...job,
    ...(job.beforeOpening === undefined ? {} : { beforeOpening: async (context) => now().beforeOpening?.(context) }),
    perform: (context) => now().perform(context),
  };
}

/** The newest check that came to its end found damage. */
function isUnsound(targetId: TargetId, runs: Catalog["runs"]): boolean {
  const checks = runs.list({ targetId, kind: "check", limit: CHECKS_LOOKED_AT });
  const last = checks.find(({ figures }) => figures?.kind === "check");
  return last?.figures?.kind === "check" && last.figures.errors > 0;
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
