import type {
  MassChange,
  Notice,
  PlanId,
  Run,
  RunId,
  RunNote,
  RunProblem,
  ScheduleId,
  Snapshot,
  TargetId,
} from "../../../shared/model/index.ts";
import type { Log } from "../log/index.ts";
import { FactTable, type TargetFacts } from "./fact-store.ts";
import { type Baseline, type JournalMark, JournalTable } from "./journal-store.ts";
import { MarkTable, type ScheduleMark } from "./mark-store.ts";
import { MassChangeTable } from "./mass-change-store.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { NoticeTable } from "./notice-store.ts";
import { type CatalogLoss, openDatabase } from "./open-database.ts";
import { ProofTable } from "./proof-store.ts";
import { Records } from "./records.ts";
import { NoteTable, type ProblemPage, type ProblemQuery, ProblemTable } from "./run-details.ts";
import { type RunQuery, RunTable, type SnapshotTest } from "./run-store.ts";
import { SnapshotTable, type SnapshotTotals } from "./snapshot-store.ts";

/**
 * History and what can be made again; never what the user decided, never a secret. All calls are synchronous and short.
 * Each may throw `DatabaseUnusable`; what a call wrote is there for the next one, also after a kill of the process.
 * A record that no longer parses is left out, and the log says so.
 */
export interface Catalog {
  readonly runs: RunStore;
  readonly snapshots: SnapshotStore;
  readonly targetFacts: TargetFactStore;
  readonly notices: NoticeStore;
  readonly journal: JournalStore;
  readonly massChanges: MassChangeStore;
  readonly proofs: ProofStore;
  readonly scheduleMarks: ScheduleMarkStore;
  /** It was made just now, because there was none or the one there was is lost. */
  readonly isNew: boolean;
  close(): void;
}

export interface RunStore {
  /** Inserts a run, or replaces the record of one that is there; its problems and notes stay. */
  save(run: Run): void;
  get(id: RunId): Run | undefined;
  /**
   * Runs that are queued or going on, then the ended ones, each the newest `queuedAt` first. With `before` only ended ones:
   * the first page has all the others.
   */
  list(query: RunQuery): Run[];
  /** The oldest first. */
  unended(): Run[];
  /** The newest backup of a plan to a target that is over, however it ended. */
  newestEnded(planId: PlanId, targetId: TargetId): Run | undefined;
  /** Test-restores of its snapshots that came to their end, the oldest first, as far as the history goes. */
  snapshotTests(targetId: TargetId): readonly SnapshotTest[];
  /** For a run that was saved. The first 10,000 of a run are kept, the counts are exact. */
  addProblems(id: RunId, problems: readonly RunProblem[]): void;
  problems(id: RunId, query: ProblemQuery): ProblemPage;
  /** For a run that was saved. The newest 5,000 of a run are kept. */
  addNote(id: RunId, note: RunNote): void;
  notes(id: RunId): RunNote[];
  /** Forgets all but the newest runs. Those not ended, and the newest backup of each plan to each target, stay in any case. */
  trim(keepNewest: number): void;
}

export interface SnapshotStore {
  replace(targetId: TargetId, snapshots: readonly Snapshot[]): void;
  add(targetId: TargetId, snapshot: Snapshot): void;
  /** The newest first. */
  list(targetId: TargetId, planId?: PlanId): Snapshot[];
  totals(targetId: TargetId, planId?: PlanId): SnapshotTotals;
  forget(targetId: TargetId): void;
}

export interface TargetFactStore {
  get(targetId: TargetId): TargetFacts;
  set(targetId: TargetId, facts: TargetFacts): void;
  forget(targetId: TargetId): void;
}

export interface NoticeStore {
  add(notice: Notice): void;
  list(): Notice[];
  dismiss(id: string): void;
}

/** Which folders changed, and from where on each snapshot counts. What it means is the journal's matter (`agent/journal`). */
export interface JournalStore {
  /** The number of the last change; it only ever grows. */
  position(): number;
  /** How many rows there are, or a few more. */
  rows(): number;
  /** Writes all of them down under the next number, or none. */
  mark(marks: readonly JournalMark[]): void;
  /** Everything there is becomes these, under the next number. */
  replaceAll(marks: readonly JournalMark[]): void;
  /** Marks of a folder itself, with a number above `since`. */
  at(path: string, since: number): readonly JournalMark[];
  /** Marks below a folder, not of itself, in the order of bytes. */
  below(path: string, since: number): readonly JournalMark[];
  all(): readonly JournalMark[];
  /** The newest first. */
  baselines(planId: PlanId, targetId: TargetId): Baseline[];
  /** Each takes the place of the one of its plan, target and kind. */
  rebase(baselines: readonly Baseline[]): void;
  /** Rows that every baseline has passed go. */
  trim(): void;
  forgetPlan(planId: PlanId): void;
  forgetTarget(targetId: TargetId): void;
}

/** Warnings about an unusual change, until somebody has looked at them: at most one for a plan on a target. */
export interface MassChangeStore {
  /** Also when its record is not what it should be: then nobody knows what it warned of, and it warns all the same. */
  isOpen(planId: PlanId, targetId: TargetId): boolean;
  get(planId: PlanId, targetId: TargetId): MassChange | undefined;
  /** @returns false if one is open, which stays as it is: it knows the last good snapshot */
  open(planId: PlanId, change: MassChange): boolean;
  /** @returns whether one was open */
  close(planId: PlanId, targetId: TargetId): boolean;
}

/** What is proven to come back: how test-restores of plans ended, and when each pack was last read back. */
export type ProofStore = Pick<
  ProofTable,
  "get" | "set" | "provenPacks" | "replacePacks" | "coverage" | "forgetPlan" | "forgetTarget"
>;

/** When schedules were last due, so that what was missed while the agent was away is seen. */
export interface ScheduleMarkStore {
  get(id: ScheduleId): ScheduleMark | undefined;
  set(id: ScheduleId, mark: ScheduleMark): void;
  /** Forgets all others. */
  keepOnly(ids: ReadonlySet<ScheduleId>): void;
}

export interface CatalogOptions {
  /** Path of the database file; its folder is made if it is not there. */
  readonly file: string;
  readonly now: () => number;
  readonly log?: Log;
}

export interface OpenedCatalog {
  readonly catalog: Catalog;
  /** There was one that could not be read: it was set aside and this one made. */
  readonly loss?: CatalogLoss;
}

/**
 * Opens the catalog, making it if there is none; a damaged one is set aside and told in `loss`.
 *
 * @throws {CatalogTooNew} a later version wrote it; it is left as it is
 * @throws {DatabaseUnusable} no permission, a full disk: nothing that a new file would put right
 */
export function openCatalog({ file, now, log }: CatalogOptions): OpenedCatalog {
  const { database, isNew, loss } = openDatabase({ file, now, steps: MIGRATIONS });
  const records = new Records(log);
  const runs = new RunTable(database, records);
  const problems = new ProblemTable(database, records);
  const notes = new NoteTable(database, records);
  const catalog: Catalog = {
    runs: {
      save: (run) => runs.save(run),
      get: (id) => runs.get(id),
      list: (query) => runs.list(query),
      unended: () => runs.unended(),
      newestEnded: (planId, targetId) => runs.newestEnded(planId, targetId),
      snapshotTests: (targetId) => runs.snapshotTests(targetId),
      addProblems: (id, found) => problems.add(id, found),
      problems: (id, query) => problems.page(id, query),
      addNote: (id, note) => notes.add(id, note),
      notes: (id) => notes.all(id),
      trim: (keepNewest) => runs.trim(keepNewest),
    },
    snapshots: new SnapshotTable(database, records),
    targetFacts: new FactTable(database, records),
    notices: new NoticeTable(database, records),
    journal: new JournalTable(database),
    massChanges: new MassChangeTable(database, records),
    proofs: new ProofTable(database, records),
    scheduleMarks: new MarkTable(database),
    isNew,
    close: () => database.close(),
  };
  return loss === undefined ? { catalog } : { catalog, loss };
}
