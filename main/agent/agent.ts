import { hostname } from "node:os";
import { join } from "node:path";
import type { LiveEvent } from "../../shared/api/index.ts";
import type { AgentHost, AgentStatus, Moment } from "../../shared/model/index.ts";
import type { AppFolders, OpenedSecrets } from "../platform/index.ts";
import { openCatalog } from "./catalog/index.ts";
import { type Clock, inTime, systemClock } from "./clock/index.ts";

import { Disk } from "./disk/index.ts";
import type { Ground } from "./ground.ts";
import type { Instance } from "./instance/index.ts";
import type { Log } from "./log/index.ts";
import { catalogLost, noKeychain, settingsLost } from "./notices.ts";
import type { Plans } from "./plans/index.ts";
import type { UserPreferences } from "./preferences.ts";
import type { Proofs } from "./proof/index.ts";
import type { Restores } from "./restores/index.ts";
import { buildRooms, CATALOG_FILE, type Rooms } from "./rooms.ts";
import type { Runs } from "./runs/index.ts";
import { clearScratch } from "./scratch/index.ts";
import type { Search } from "./search/index.ts";
import { openSettings } from "./settings/index.ts";
import type { Snapshots } from "./snapshots/index.ts";
import type { AgentStay } from "./stay.ts";
import type { Surroundings } from "./surroundings/index.ts";
import type { KnownRepository, Targets } from "./targets/index.ts";

/** How long looking into repositories may take to end, once the agent ends. */
const PATIENCE_MS = 5000;

export interface AgentOptions {
  readonly folders: AppFolders;
  readonly secrets: OpenedSecrets;
  readonly version: string;
  readonly log: Log;
  /** The claim to be this profile's only agent, if the host leaves it to the agent to release it at its end. */
  readonly instance?: Pick<Instance, "release">;
  readonly clock?: Clock;
  /** Repositories that were there before the agent: they become targets unless they are already, or were removed. */
  readonly knownRepositories?: readonly KnownRepository[];
  /** What keeps it running: `headless` unless it is said otherwise. */
  readonly host?: AgentHost;
  /** What the host knows of the computer now; nothing unless it is given. */
  readonly surroundings?: () => Promise<Surroundings>;
  /** `brief` unless it is said otherwise. */
  readonly stay?: AgentStay;
}

/** The long-lived part: what the user set up, what runs, and what happened. It answers the calls of `shared/api`. */
export class Agent {
  readonly plans: Plans;
  readonly targets: Targets;
  readonly runs: Runs;
  readonly snapshots: Snapshots;
  readonly restores: Restores;
  readonly proof: Proofs;
  readonly search: Search;
  readonly preferences: UserPreferences;
  readonly disk = new Disk();
  /** Resolves once the agent has ended, whoever asked it to and whatever went wrong on the way. */
  readonly stopped: Promise<void>;
  readonly #ground: Ground;
  readonly #rooms: Rooms;
  readonly #startedAt: Moment;
  readonly #release: () => Promise<void>;
  readonly #ended = Promise.withResolvers<void>();
  #ending: Promise<void> | undefined;

  constructor(ground: Ground, rooms: Rooms, release: () => Promise<void>) {
    this.#ground = ground;
    this.#rooms = rooms;
    this.#release = release;
    this.#startedAt = ground.clock.now();
    this.plans = rooms.plans;
    this.targets = rooms.targets;
    this.runs = rooms.runs;
    this.snapshots = rooms.snapshots;
    this.restores = rooms.restores;
    this.proof = rooms.proofs;
    this.search = rooms.searching.search;
    this.preferences = rooms.preferences;
    this.stopped = this.#ended.promise;
  }

  /** From memory and one short query. */
  status(): AgentStatus {
    const { version, hostname: name, host, clock, catalog, folders } = this.#ground;
    const active = this.#rooms.runs.active();
    const running = active.filter(({ state }) => state === "running").length;
    return {
      ...{ version, pid: process.pid, hostname: name, startedAt: this.#startedAt, now: clock.now(), host },
      ...{ runsRunning: running, runsQueued: active.length - running },
      ...{ logFolder: folders.logs.replaceAll("\\", "/"), notices: catalog.notices.list() },
    };
  }

  watch(signal?: AbortSignal): AsyncGenerator<LiveEvent, void, undefined> {
    const { events, runs } = this.#rooms;
    return events.watch(() => ({ type: "hello", status: this.status(), runs: [...runs.active()] }), signal);
  }

  dismissNotice({ id }: { readonly id: string }): void {
    this.#ground.catalog.notices.dismiss(id);
    this.#rooms.events.changed("agent");
  }

  /** The host was told of something that decides about runs, sooner than anybody would have looked. */
  lookAgain({ hasSlept }: { readonly hasSlept: boolean }): void {
    if (hasSlept) this.#rooms.scheduler.woke();
    else this.#rooms.scheduler.look();
  }

  /** Asks the agent to end; `stopped` tells when it has. */
  stop(): void {
    this.close().catch((err: unknown) => this.#ground.log.error({ err }, "the agent did not end as it should"));
  }

  /** Ends safely: runs stop, keep what they have stored and are told as interrupted. Again, it is the same end. */
  close(): Promise<void> {
    this.#ending ??= this.#end().finally(() => this.#ended.resolve());
    return this.#ending;
  }

  async #end(): Promise<void> {
    const { history, scheduler, runs, targets, repositories, events, watch, searching } = this.#rooms;
    const { catalog, clock, log } = this.#ground;
    log.info({}, "the agent ends");
    try {
      history.stop();
      await scheduler.stop();
      await runs.stop();
      await watch?.stop();
      await targets.stop();
      // Somebody may be looking into a repository on a drive that answers no more.
      await inTime(Promise.all([history.settled(), searching.stop(), repositories.close()]), PATIENCE_MS, clock);
      events.close();
    } finally {
      catalog.close();
      await this.#release();
    }
  }
}

/**
 * Opens what the agent keeps, tells what of it was lost, and begins: runs that a former life left behind are told as
 * interrupted, targets are looked at, and lost history is read again in the background.
 *
 * @throws {CatalogTooNew} {DatabaseUnusable} {SettingsTooNew} {SettingsUnreadable}
 */
export async function openAgent(options: AgentOptions): Promise<Agent> {
  const { folders, secrets, version, log, clock = systemClock, knownRepositories = [] } = options;
  const now = (): Moment => clock.now();
  const opened = await openSettings(join(folders.config, "settings.json"), now);
  const { settings } = opened;
  const { catalog, loss } = openCatalog({ file: join(folders.data, CATALOG_FILE), now, log });
  try {
    if (opened.loss !== undefined) catalog.notices.add(settingsLost(now(), opened.loss));
    // On the very first start there is no history that could be missing.
    const isMissing = catalog.isNew && settings.targets().length > 0;
    if (loss !== undefined || isMissing) catalog.notices.add(catalogLost(now(), loss));
    if (catalog.isNew && secrets.keychainProblem !== undefined) catalog.notices.add(noKeychain(now(), secrets.where));
    const surroundings = options.surroundings ?? (async () => ({}));
    const { stay = "brief", host = "headless" } = options;
    const ground = {
      folders,
      catalog,
      settings,
      secrets,
      clock,
      log,
      hostname: hostname(),
      version,
      surroundings,
      host,
      stay,
    };
    const rooms = buildRooms(ground);
    rooms.runs.recover();
    await clearScratch(folders.data);
    for (const known of knownRepositories) await rooms.targets.adoptKnown(known);
    rooms.targets.start();
    // Before folders are watched: all of them count as changed at first.
    if (stay !== "brief") rooms.scheduler.start();
    rooms.changes?.follow();
    log.info({ version, targets: settings.targets().length, plans: settings.plans().length }, "the agent begins");
    return new Agent(ground, rooms, async () => options.instance?.release());
  } catch (error) {
    catalog.close();
    throw error;
  }
}
