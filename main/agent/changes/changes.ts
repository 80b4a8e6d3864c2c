import type { PathText, Plan, PlanId, PlanWatch } from "../../../shared/model/index.ts";
import type { Clock } from "../clock/index.ts";
import type { ChangedSince, Journal, JournalCopy, JournalQuery, JournalRebase } from "../journal/index.ts";
import type { Log } from "../log/index.ts";
import type { WatchedRoot, WatchMark, WatchService } from "../watch/index.ts";
import { fingerprintOf, type KnownChanges, type Walk } from "./known-changes.ts";
import { planWatch } from "./plan-watch.ts";
import { Walks } from "./walks.ts";

export interface ChangesOptions {
  readonly journal: Journal;
  readonly watch: Pick<WatchService, "setRoots" | "settle" | "state">;
  readonly plans: () => readonly Plan[];
  /** What no backup takes along. */
  readonly skipPaths: () => readonly PathText[];
  readonly rootsOf: (plans: readonly Plan[], skipPaths: readonly PathText[]) => readonly WatchedRoot[];
  readonly clock: Clock;
  readonly log: Log;
  /** Something changed at these places. */
  readonly onMarks: (marks: readonly WatchMark[]) => void;
}

/** What the agent knows of changes on the disks, from the moment on from which it watches. */
export class Changes implements KnownChanges {
  readonly #options: ChangesOptions;
  readonly #walks = new Walks();
  /** The journal could not take something: until it can, nothing it says is of use. */
  #hasGap = false;

  constructor(options: ChangesOptions) {
    this.#options = options;
  }

  /** Nothing is known of the time in which nobody watched: the computer was asleep. */
  distrustAll(): void {
    this.#distrust([...new Set(this.#options.plans().flatMap(({ folders }) => folders))]);
  }

  /** Watches the folders that plans have now. If they are others than before, all of them are unknown up to this moment. */
  follow(): void {
    const { plans, skipPaths, rootsOf, watch } = this.#options;
    watch.setRoots(rootsOf(plans(), skipPaths()));
  }

  /** To be called with what the watcher tells. */
  mark(marks: readonly WatchMark[]): void {
    this.#write(() => this.#options.journal.mark(marks));
    this.#options.onMarks(marks);
  }

  settle(): Promise<void> {
    return this.#options.watch.settle();
  }

  position(): number {
    return this.#options.journal.position();
  }

  since(query: JournalQuery): ChangedSince | undefined {
    if (this.#hasGap) this.distrustAll();
    return this.#hasGap ? undefined : this.#options.journal.since(query);
  }

  rebase(entry: JournalRebase): void {
    this.#write(() => this.#options.journal.rebase(entry));
  }

  copied(copy: JournalCopy): void {
    this.#write(() => this.#options.journal.copied(copy));
  }

  isWalkDue(planId: PlanId): boolean {
    return this.#walks.isDue(planId, this.#options.clock.now());
  }

  walked(planId: PlanId, walk: Walk): void {
    this.#walks.note(planId, walk);
  }

  /** How a plan's folders are watched, and how much of it has changed. */
  of(plan: Plan): PlanWatch {
    const walk = this.#walks.last(plan.id);
    return {
      ...planWatch(plan, this.#options.watch.state()),
      ...this.#changed(plan),
      ...(walk === undefined ? {} : { walkedAt: walk.at }),
      ...(walk?.missed === undefined ? {} : { missed: walk.missed }),
    };
  }

  /** Since the newest copy: what the next backup has to look at. */
  #changed(plan: Plan): Pick<PlanWatch, "changedFolders"> {
    if (this.#hasGap) return {};
    const { id: planId, folders, targetIds } = plan;
    const fingerprint = fingerprintOf(plan, this.#options.skipPaths());
    const counts = targetIds.flatMap(
      (targetId) => this.#options.journal.changedFolders({ planId, targetId, fingerprint, folders }) ?? [],
    );
    return counts.length === 0 ? {} : { changedFolders: Math.min(...counts) };
  }

  #distrust(paths: readonly PathText[]): void {
    if (paths.length > 0) this.#write(() => this.#options.journal.distrust(paths), "closes the gap");
  }

  /** What cannot be written is lost, and what was lost is told by walking: never by stopping. */
  #write(change: () => void, effect?: "closes the gap"): void {
    try {
      change();
      if (effect !== undefined) this.#hasGap = false;
    } catch (error) {
      if (!this.#hasGap)
        this.#options.log.warn({ err: error }, "the journal of changes cannot be written: backups walk");
      this.#hasGap = true;
    }
  }
}
