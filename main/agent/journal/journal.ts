import type { PathText, PlanId, SnapshotId, TargetId } from "../../../shared/model/index.ts";
import { type ByteString, fromPathText, toPathText } from "../../engine/index.ts";
import type { Baseline, JournalStore } from "../catalog/index.ts";
import { collapsed } from "./collapsed.ts";
import { isWithin, outermost, pathsAbove } from "./folders.ts";

/** A folder whose entries changed, or of which nothing is known with all that is below. */
export interface Mark {
  readonly path: PathText;
  readonly scope: "entries" | "tree";
}

export interface JournalQuery {
  readonly planId: PlanId;
  readonly targetId: TargetId;
  readonly snapshotId: SnapshotId;
  /** Stands for what the plan saves: its folders, its filter. */
  readonly fingerprint: string;
  readonly folders: readonly PathText[];
}

/** Folders with changed entries, and trees of which nothing is known, in the order of bytes. No tree holds another or one of the folders. */
export interface ChangedSince {
  readonly folders: PathText[];
  readonly trees: PathText[];
}

export interface JournalRebase extends Omit<JournalQuery, "folders"> {
  /** A full snapshot is the newest as well. */
  readonly kind: "newest" | "full";
  /** What `position` said before the run, after the watcher had settled. */
  readonly position: number;
  /** Folders with problems: they count as changed again. */
  readonly again: readonly PathText[];
}

/** A snapshot on one target of a plan that is a copy of one on another. */
export interface JournalCopy {
  readonly planId: PlanId;
  readonly from: Pick<JournalQuery, "targetId" | "snapshotId">;
  readonly to: Pick<JournalQuery, "targetId" | "snapshotId">;
  /** Only what counts from the copy already is brought up to date. */
  readonly onlyIfKnown: boolean;
}

export interface JournalOptions {
  readonly store: JournalStore;
  /** What of these folders nobody watches: it is unknown at any time. Absent when all of them are watched. */
  readonly blind?: (folders: readonly PathText[]) => readonly PathText[];
}

/** Rows beyond this are not worth their time: they become trees. About 10 MB in the catalog. */
const MOST_ROWS = 100_000;

/**
 * Which folders changed since the snapshots of each plan. It knows what it was told, and says so when that is not enough:
 * whatever is in doubt is a tree to walk, or no answer at all. All calls are synchronous; each may throw `DatabaseUnusable`.
 */
export class Journal {
  readonly #store: JournalStore;
  readonly #blind: (folders: readonly PathText[]) => readonly PathText[];

  constructor({ store, blind = () => [] }: JournalOptions) {
    this.#store = store;
    this.#blind = blind;
  }

  /** Writes down that these changed. They are there after a kill of the process. */
  mark(marks: readonly Mark[]): void {
    this.#store.mark(marks.map(({ path, scope }) => ({ path: fromPathText(path), scope })));
    if (this.#store.rows() <= MOST_ROWS) return;
    this.#store.trim();
    if (this.#store.rows() > MOST_ROWS) this.#store.replaceAll(collapsed(this.#store.all(), MOST_ROWS / 2));
  }

  /** Everything at or below these is unknown from now on. */
  distrust(paths: readonly PathText[]): void {
    this.mark(paths.map((path) => ({ path, scope: "tree" })));
  }

  /** What has happened so far has numbers up to this. */
  position(): number {
    return this.#store.position();
  }

  /**
   * What changed in the plan's folders since a snapshot of it.
   *
   * @returns undefined when it is not known: the journal does not count from that snapshot, or the plan saved something else
   * then. Everything has to be walked.
   */
  since(query: JournalQuery): ChangedSince | undefined {
    const baseline = this.#baselineOf(query);
    if (baseline === undefined) return undefined;
    const plan = outermost(query.folders.map(fromPathText));
    const trees = new Set<ByteString>();
    const folders = new Set<ByteString>();
    for (const path of plan) this.#collect(path, baseline.seq, { folders, trees });
    for (const blind of this.#blind(query.folders)) {
      const path = fromPathText(blind);
      for (const folder of plan) {
        if (isWithin(path, folder)) trees.add(path);
        else if (isWithin(folder, path)) trees.add(folder);
      }
    }
    return answer(folders, trees);
  }

  /** From now on the journal counts from this snapshot: it has all that happened up to the position. */
  rebase({ kind, position, again, ...rest }: JournalRebase): void {
    const { planId, targetId, snapshotId, fingerprint } = rest;
    const baseline = { planId, targetId, snapshotId, fingerprint, seq: position };
    const kinds: Baseline["kind"][] = kind === "full" ? ["newest", "full"] : ["newest"];
    // Marked first: a kill in between costs a look at these folders, the other way round they would never be looked at.
    this.mark(again.map((path) => ({ path, scope: "entries" })));
    this.#store.rebase(kinds.map((each) => ({ ...baseline, kind: each })));
    this.trim();
  }

  /** What changed since a snapshot changed since its copy, too. What counts from a later moment there stays. */
  copied({ planId, from, to, onlyIfKnown }: JournalCopy): void {
    const there = this.#store.baselines(planId, to.targetId);
    const moved = this.#store.baselines(planId, from.targetId).filter(({ kind, seq, snapshotId }) => {
      const known = there.find((each) => each.kind === kind);
      if (snapshotId !== from.snapshotId || (known !== undefined && known.seq > seq)) return false;
      return !onlyIfKnown || known?.snapshotId === to.snapshotId;
    });
    if (moved.length === 0) return;
    this.#store.rebase(moved.map((baseline) => ({ ...baseline, ...to })));
    this.trim();
  }

  /**
   * How many folders changed since the plan's newest snapshot on a target; a tree counts as one.
   *
   * @returns undefined when only a walk can tell
   */
  changedFolders(query: Omit<JournalQuery, "snapshotId">): number | undefined {
    const newest = this.#store.baselines(query.planId, query.targetId).find(({ kind }) => kind === "newest");
    const changes = newest && this.since({ ...query, snapshotId: newest.snapshotId });
    if (changes === undefined || changes.trees.some((tree) => query.folders.includes(tree))) return undefined;
    return changes.folders.length + changes.trees.length;
  }

  /** What every baseline has passed is of no use to anybody. */
  trim(): void {
    this.#store.trim();
  }

  /** A baseline from after the journal's own position was written by another catalog than the one that is there. */
  #baselineOf({ planId, targetId, snapshotId, fingerprint }: JournalQuery): Baseline | undefined {
    const found = this.#store.baselines(planId, targetId).find((each) => each.snapshotId === snapshotId);
    const isOfUse = found !== undefined && found.fingerprint === fingerprint && found.seq <= this.#store.position();
    return isOfUse ? found : undefined;
  }

  /** A tree above a folder is a tree at the folder. Changed entries above are not: one that became another is told apart. */
  #collect(folder: ByteString, since: number, found: Found): void {
    if (pathsAbove(folder).some((path) => this.#store.at(path, since).some(({ scope }) => scope === "tree"))) {
      found.trees.add(folder);
      return;
    }
    for (const { path, scope } of [...this.#store.at(folder, since), ...this.#store.below(folder, since)]) {
      // It went in as a byte string.
      (scope === "tree" ? found.trees : found.folders).add(path as ByteString);
    }
  }
}

interface Found {
  readonly folders: Set<ByteString>;
  readonly trees: Set<ByteString>;
}

function answer(folders: ReadonlySet<ByteString>, trees: ReadonlySet<ByteString>): ChangedSince {
  const isCovered = (path: ByteString) => pathsAbove(path).some((above) => trees.has(above));
  const list = (paths: ReadonlySet<ByteString>, keep: (path: ByteString) => boolean) =>
    [...paths]
      .filter((path) => keep(path))
      .sort(byBytes)
      .map(toPathText);
  return {
    folders: list(folders, (path) => !trees.has(path) && !isCovered(path)),
    trees: list(trees, (path) => !isCovered(path)),
  };
}

function byBytes(a: ByteString, b: ByteString): number {
  return a < b ? -1 : 1;
}
