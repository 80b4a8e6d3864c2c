import { homedir } from "node:os";
import { join } from "node:path";
import {
  NOT_WATCHED,
  type PathText,
  type Presence,
  type Run,
  type Target,
  type TargetId,
} from "../../shared/model/index.ts";
import { type AppFolders, isOnNetwork, isSameVolume, lookAt, systemZone, volumeSpace } from "../platform/index.ts";
import { afterRun } from "./after-run.ts";
import { Changes } from "./changes/index.ts";
import type { Clock } from "./clock/index.ts";
import { bandwidthNow } from "./conditions/index.ts";
import { Copies, sharedPolynomial } from "./copies/index.ts";
import { Events } from "./events/index.ts";
import type { Ground } from "./ground.ts";
import { History } from "./history.ts";
import { type JobMakers, jobMakers } from "./job-makers.ts";
import type { JobDeps } from "./jobs/index.ts";
import { Journal } from "./journal/index.ts";
import { PaceChooser } from "./pace/index.ts";
import { Plans } from "./plans/index.ts";
import { UserPreferences } from "./preferences.ts";
import { Proofs } from "./proof/index.ts";
import { Repositories } from "./repositories/index.ts";
import { Restores } from "./restores/index.ts";
import { Runs } from "./runs/index.ts";
import type { Scheduler } from "./schedule/index.ts";
import { buildScheduler } from "./scheduling.ts";
import { SCRATCH_FOLDER } from "./scratch/index.ts";
import { buildSearch, SEARCH_FILE, type Searching } from "./searching.ts";
import { Snapshots } from "./snapshots/index.ts";
import { Ballast, SpaceForecasts } from "./space/index.ts";
import { Lookout, type Surroundings } from "./surroundings/index.ts";
import { diskSpace, isRemote, isThere, isWithin, Targets } from "./targets/index.ts";
import { WatchService } from "./watch/index.ts";
import { watchedRoots } from "./watched-roots.ts";

const TELL_CHANGES_MS = 2000;

export const CATALOG_FILE = "catalog.sqlite";

/** The rooms of an agent, each handed what it needs of the others. */
export interface Rooms {
  readonly events: Events;
  readonly targets: Targets;
  readonly repositories: Repositories;
  readonly history: History;
  readonly runs: Runs;
  readonly snapshots: Snapshots;
  readonly restores: Restores;
  readonly searching: Searching;
  readonly plans: Plans;
  readonly proofs: Proofs;
  readonly preferences: UserPreferences;
  readonly scheduler: Scheduler;
  /** Absent in an agent that does not stay. */
  readonly changes?: Changes;
  readonly watch?: WatchService;
}

export function buildRooms(ground: Ground): Rooms {
  const { catalog, clock, log, settings } = ground;
  const events = new Events(clock);
  const forecasts = new SpaceForecasts(catalog.runs, () => clock.now());
  // Targets and runs need each other; each is asked only when both are there.
  const targets = new Targets({
    ...{ ...ground, home: homedir(), hasKeychain: ground.secrets.keychainProblem === undefined },
    changed: () => events.changed("targets"),
    appeared: (target) => history.appeared(target),
    opened: (target) => history.read(target),
    chunkerPolynomial: () => polynomialFor(ground, targets, repositories),
    made: layBallast,
    startCheck: (target, readData) => jobs.check(target, readData, "user"),
    startTidy: (target) => jobs.tidy(target, "user"),
    startRepair: (target) => jobs.repair(target, "user"),
    findActive: (wanted) => runs.findActive(wanted),
    spaceForecast: (id, space) => forecasts.of(id, space),
    activeRuns: () => runs.active(),
    closeRepository: (id) => searching.leave(id),
  });
  const repositories = buildRepositories(ground, targets);
  const searching = buildSearch(ground, { targets, repositories, events });
  const known = { ...{ targets, repositories, events, catalog, clock, log }, plans: () => settings.plans() };
  const copies = buildCopies(ground, targets);
  const look = lookingOut(ground);
  const paces = new PaceChooser({ setting: () => settings.preferences().pace, look });
  const runs = new Runs({
    ...{ ...known, paces, volumeSpace: diskSpace },
    onEnded: (run) => afterRun(run, ground, { copies, jobs, changes, runs, scheduler, searching }),
  });
  const snapshots = new Snapshots({ ...known, store: catalog.snapshots, runs: catalog.runs });
  const plansChanged = (): void => events.changed("plans");
  const { changes, watch } = watching(ground, plansChanged, (paths) => scheduler.changedFolders(paths));
  const asked = { jobs: () => jobs, runs, changes: () => changes, copies, look, told: plansChanged };
  const scheduler: Scheduler = buildScheduler(ground, asked);
  const jobs: JobMakers = jobMakers(ground, {
    ...{ runs, forecasts, copies, repositories },
    findTarget: (id) => targets.find(id),
    isThere: ({ id }) => targets.presenceOf(id) === "present",
    jobDeps: (trigger) => jobDeps(ground, { snapshots, changes, storages: repositories }, trigger),
  });
  const restores = new Restores({ ...known, runs, volumeSpace, isSameVolume, lookAt, dataFolder: ground.folders.data });
  const history = new History({
    ...{ ...known, hostname: ground.hostname, targets: () => settings.targets() },
    onRead: ({ id }) => seen(id, { copies, searching, scheduler }),
  });
  const plans = buildPlans(ground, { targets, runs, jobs, copies, scheduler, changes, plansChanged });
  const proofs = buildProofs(ground, { runs, jobs, plans });
  const preferences = userPreferences(ground, events, scheduler);
  const kept = { events, targets, repositories, history, runs, snapshots, restores, plans, preferences };
  const rooms = { ...kept, proofs, scheduler, searching };
  return changes === undefined || watch === undefined ? rooms : { ...rooms, changes, watch };
}

/** The snapshots of a target are known as they are. */
function seen(
  id: TargetId,
  { copies, searching, scheduler }: Pick<Rooms, "searching" | "scheduler"> & { copies: Copies },
): void {
  copies.seen(id);
  searching.look(id);
  scheduler.look();
}

function lookingOut({ clock, log, surroundings }: Ground): () => Promise<Surroundings> {
  const lookout = new Lookout({ clock, log, look: surroundings });
  return () => lookout.look();
}

function buildCopies({ catalog, clock, settings }: Ground, targets: Targets): Copies {
  const presence = (id: TargetId): Presence => targets.presenceOf(id);
  const hasProblem = (id: TargetId): boolean => targets.isRefused(id);
  return new Copies({ catalog, now: () => clock.now(), target: (id) => settings.target(id), presence, hasProblem });
}

function polynomialFor({ settings }: Ground, targets: Targets, repositories: Repositories) {
  return sharedPolynomial({
    ...{ targets: () => settings.targets(), plans: () => settings.plans(), repositories },
    presence: (id) => targets.presenceOf(id),
  });
}

interface PlanRooms {
  readonly targets: Targets;
  readonly runs: Runs;
  readonly jobs: JobMakers;
  readonly copies: Copies;
  readonly scheduler: Scheduler;
  readonly changes: Changes | undefined;
  readonly plansChanged: () => void;
}

function buildPlans({ settings, catalog, clock }: Ground, rooms: PlanRooms): Plans {
  const { targets, runs, jobs, copies, scheduler, changes, plansChanged } = rooms;
  return new Plans({
    ...{ settings, catalog, runs, isThere, isWithin, now: () => clock.now() },
    changed: () => {
      changes?.follow();
      plansChanged();
      scheduler.look();
    },
    lifeOf: (plan) => ({ activity: scheduler.activity(plan), watch: changes?.of(plan) ?? NOT_WATCHED }),
    forecast: (days) => scheduler.forecast(days),
    findTarget: (id) => targets.find(id),
    lead: (plan) => copies.lead(plan),
    missing: (plan, targetId) => copies.missing(plan, targetId).length,
    startBackup: (plan, target, trigger, mode) => jobs.backup(plan, target, trigger, mode),
    begun: (plan) => scheduler.begun(plan.id),
    startTidy: (plan, target) => jobs.tidy(target, "user", plan),
  });
}

function buildProofs(
  { settings, catalog, clock }: Ground,
  { runs, jobs, plans }: { readonly runs: Runs; readonly jobs: JobMakers; readonly plans: Plans },
): Proofs {
  return new Proofs({
    ...{ catalog, runs, now: () => clock.now(), plans: () => settings.plans(), startTest: jobs.test },
    target: (id) => settings.target(id),
    findPlan: (planId) => plans.get({ planId }).plan,
    forecast: (days) => plans.forecast({ days }),
    currentAt: ({ id }, targetId) =>
      plans.get({ planId: id }).targets.find((each) => each.targetId === targetId)?.currentAt,
  });
}

async function layBallast({ location }: Target): Promise<void> {
  if (!isRemote(location)) await new Ballast(location, () => volumeSpace(location)).lay();
}

/** Those on a network share what the user lets them have. */
function buildRepositories({ settings, clock, folders }: Ground, targets: Targets): Repositories {
  const limits = () => settings.preferences().bandwidth;
  return new Repositories({
    ...{ targets, clock, cacheFolder: folders.cache },
    bandwidth: bandwidthNow(limits, () => clock.now(), systemZone),
    isOnNetwork: async (location) => isRemote(location) || (await isOnNetwork(location)),
  });
}

function userPreferences({ settings, clock }: Ground, events: Events, scheduler: Scheduler): UserPreferences {
  const changed = (): void => {
    events.changed("preferences", "plans");
    scheduler.look();
  };
  return new UserPreferences({ settings, now: () => clock.now(), changed });
}

/** What an agent that stays knows of changes. */
function watching(
  ground: Ground,
  told: () => void,
  changedAt: (paths: readonly PathText[]) => void,
): Pick<Rooms, "changes" | "watch"> {
  const { catalog, clock, log, settings, stay } = ground;
  if (stay === "brief") return {};
  // The watcher marks and the journal asks what is not watched: each is used only when both are there.
  const watch: WatchService = new WatchService({ clock, log, changed: told, marked: (marks) => changes.mark(marks) });
  const tellSoon = soon(told, clock);
  const journal = new Journal({ store: catalog.journal, blind: (folders) => watch.blind(folders) });
  const changes: Changes = new Changes({
    ...{ journal, watch, clock, log, rootsOf: watchedRoots },
    onMarks: (marks) => {
      const paths = marks.map(({ path }) => path);
      changedAt(paths.filter((path) => !isOwn(path, ground.folders)));
      tellSoon();
    },
    plans: () => settings.plans(),
    skipPaths: () => skippedPaths(ground),
  });
  return { changes, watch };
}

/** What changes all the time is told now and then. */
function soon(tell: () => void, clock: Clock): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    clock.after(TELL_CHANGES_MS, () => {
      isWaiting = false;
      tell();
    });
  };
}

interface JobRooms {
  readonly snapshots: Snapshots;
  readonly changes: Changes | undefined;
  readonly storages: Repositories;
}

function jobDeps(ground: Ground, { snapshots, changes, storages }: JobRooms, trigger: Run["trigger"]): JobDeps {
  const { catalog, clock, settings, version } = ground;
  return {
    ...{ catalog, snapshots, storages, clock, trigger, programVersion: `holdfast ${version}` },
    plans: () => settings.plans(),
    skipPaths: () => skippedPaths(ground),
    ...(changes === undefined ? {} : { changes }),
  };
}

/** What no backup takes along: backups, and what the agent writes all the time. */
function skippedPaths({ settings, folders }: Ground): PathText[] {
  const near = settings.targets().filter(({ location }) => !isRemote(location));
  return [...near.map(({ location }) => location), ...ownFiles(folders)];
}

/** What the agent writes with every run: a backup after changes that made these would be followed by another, for ever. */
function isOwn(path: PathText, { data, logs }: AppFolders): boolean {
  return [data, logs].some((folder) => isWithin(path, folder.replaceAll("\\", "/")));
}

/** A database that is being written is no use in a backup, and is made again from the repositories. */
function ownFiles({ data }: AppFolders): PathText[] {
  const files = [CATALOG_FILE, SEARCH_FILE].map((file) => join(data, file));
  const databases = files.flatMap((file) => ["", "-wal", "-shm"].map((end) => `${file}${end}`));
  return [...databases, join(data, SCRATCH_FOLDER)].map((path) => path.replaceAll("\\", "/"));
}
