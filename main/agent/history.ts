import { AppError } from "../../shared/errors/index.ts";
import type { Moment, Plan, Target, TargetId } from "../../shared/model/index.ts";
import { type StoredSnapshot, snapshots } from "../engine/index.ts";
import type { Catalog } from "./catalog/index.ts";
import type { Clock } from "./clock/index.ts";
import type { Events } from "./events/index.ts";
import type { Log } from "./log/index.ts";
import { historyRebuilt } from "./notices.ts";
import { isOwn, rebuiltRun } from "./rebuilt-run.ts";
import type { Repositories } from "./repositories/index.ts";
import { describeSnapshot } from "./snapshots/index.ts";

/** Runs that one target's snapshots can bring back; a plan that ran each hour for years has more than anybody reads. */
const MOST_RUNS = 1000;
/** Runs saved in one go: the agent has to answer in between. */
const AT_ONCE = 20;
/** A command's own agent, which lives for a moment only, has no need of it; and a drive has other things to do at first. */
const DELAY_MS = 1000;

export interface HistoryOptions {
  readonly catalog: Catalog;
  readonly repositories: Repositories;
  readonly targets: () => readonly Target[];
  readonly plans: () => readonly Plan[];
  readonly events: Events;
  readonly log: Log;
  readonly hostname: string;
  readonly clock: Clock;
  /** The snapshots of a target are known as they are. */
  readonly onRead?: (target: Target) => void;
}

/**
 * Keeps what the catalog knows of repositories true: whenever a target appears, its list of snapshots is read, in the
 * background. For a target without a history (its catalog was lost) the runs that made its snapshots are written down again.
 */
export class History {
  readonly #options: HistoryOptions;
  readonly #since: Moment;
  readonly #withHistory: Set<TargetId>;
  /** What calls off a reading that is to begin soon. */
  readonly #soon = new Map<TargetId, () => void>();
  readonly #underWay = new Map<TargetId, Promise<void>>();
  readonly #stop = new AbortController();

  /** To be made before the first run begins. */
  constructor(options: HistoryOptions) {
    const { catalog, targets, clock } = options;
    this.#options = options;
    this.#since = clock.now();
    const hasRuns = ({ id: targetId }: Target): boolean =>
      (["backup", "copy"] as const).some((kind) => catalog.runs.list({ targetId, kind, limit: 1 }).length > 0);
    this.#withHistory = new Set(
      targets()
        .filter(hasRuns)
        .map(({ id }) => id),
    );
  }

  /** A target appeared: it is read soon. */
  appeared(target: Target): void {
    const { id } = target;
    if (this.#stop.signal.aborted || this.#soon.has(id) || this.#underWay.has(id)) return;
    this.#soon.set(
      id,
      this.#options.clock.after(DELAY_MS, () => this.read(target)),
    );
  }

  /** Begins to read a target at once, and returns. */
  read(target: Target): void {
    this.#soon.get(target.id)?.();
    this.#soon.delete(target.id);
    if (this.#stop.signal.aborted || this.#underWay.has(target.id)) return;
    const reading = this.#read(target).finally(() => this.#underWay.delete(target.id));
    this.#underWay.set(target.id, reading);
  }

  /** When nothing is being read. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  /** Breaks off what is being read; it is read again in the agent's next life. */
  stop(): void {
    for (const callOff of this.#soon.values()) callOff();
    this.#stop.abort(new Error("the agent ends"));
  }

  /** Never rejects: a target that cannot be read now says so where somebody wants something of it. */
  async #read(target: Target): Promise<void> {
    const { repositories, log } = this.#options;
    const { signal } = this.#stop;
    try {
      const found = await repositories.withRepository(
        target,
        "browse",
        // No lock: a check may hold the only one, and snapshots are whole or not there.
        (open) => snapshots(open, { noLock: true, signal }),
        signal,
      );
      await this.#keep(target, found);
      this.#options.onRead?.(target);
    } catch (error) {
      if (signal.aborted) return;
      const facts = { err: error, targetId: target.id };
      if (error instanceof AppError) log.info(facts, "the snapshots of a target cannot be read now");
      else log.error(facts, "reading the snapshots of a target failed");
    }
  }

  async #keep(target: Target, found: readonly StoredSnapshot[]): Promise<void> {
    const { catalog, plans, events, targets } = this.#options;
    if (!targets().some(({ id }) => id === target.id)) return; // removed meanwhile
    const known = plans();
    catalog.snapshots.replace(
      target.id,
      found.map((stored) => describeSnapshot(stored, known)),
    );
    events.changed("snapshots", "plans", "targets");
    if (!this.#withHistory.has(target.id)) await this.#rebuild(target, found);
  }

  async #rebuild(target: Target, found: readonly StoredSnapshot[]): Promise<void> {
    const { catalog, plans, events, hostname, clock } = this.#options;
    // What this life of the agent makes, it writes down itself.
    const old = found.filter((stored) => isOwn(stored, hostname) && Date.parse(stored.time) < this.#since);
    const known = new Set(catalog.runs.list({ kind: "backup", limit: MOST_RUNS * 5 }).map((run) => run.snapshotId));
    const runs = old
      // A copy tells of the run that made what it was copied from, which was to another target.
      .filter(({ original }) => original === undefined)
      .slice(-MOST_RUNS)
      .map((stored) => rebuiltRun(stored, target, plans()))
      .filter(({ snapshotId }) => !known.has(snapshotId));
    for (const [at, run] of runs.entries()) {
      if (at % AT_ONCE === AT_ONCE - 1) await new Promise(setImmediate);
      this.#stop.signal.throwIfAborted();
      catalog.runs.save(run);
    }
    this.#withHistory.add(target.id);
    if (runs.length === 0) return;
    catalog.notices.add(historyRebuilt(clock.now(), target, runs.length));
    events.changed("runs", "plans", "agent");
  }
}
