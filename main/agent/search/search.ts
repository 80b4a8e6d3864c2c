import type {
  FileLook,
  FileVersion,
  PathText,
  Plan,
  PlanId,
  SearchHit,
  SearchResults,
  SearchState,
  SnapshotChanges,
  SnapshotId,
  Target,
  TargetId,
} from "../../../shared/model/index.ts";
import { COLUMN_TYPES } from "../../engine/index.ts";
import { planTag } from "../snapshots/index.ts";
import type { IndexClient } from "./index-client.ts";
import type { Indexer } from "./indexer.ts";
import type { CompareInput, Inspection, LookInput } from "./inspection.ts";
import type { FoundPath } from "./model.ts";
import { planOf } from "./series.ts";

export interface SearchOptions {
  readonly inspection: Inspection;
  /** Before it answers, what is missing is taken in: nothing else would in an agent that lives for one command. */
  readonly catchesUp: boolean;
  readonly index: IndexClient;
  readonly indexer: Indexer;
  readonly targets: () => readonly Target[];
  readonly plans: () => readonly Plan[];
  /** Snapshots that are known of a target. */
  readonly snapshotsOf: (targetId: TargetId) => number;
}

export interface FindInput {
  readonly text: string;
  readonly targetId?: TargetId | undefined;
  readonly planId?: PlanId | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Finds files in all snapshots by their names, from the index: it answers while targets are away. */
export class Search {
  readonly #options: SearchOptions;

  constructor(options: SearchOptions) {
    this.#options = options;
  }

  /** @throws {DatabaseUnusable} */
  async find({ text, targetId, planId, offset, limit }: FindInput): Promise<SearchResults> {
    const { index, plans, targets } = this.#options;
    await this.#catchUp();
    const { found, hasMore, isCut } = await index.call("find", {
      ...{ text, offset, limit },
      ...(targetId === undefined ? {} : { target: targetId }),
      ...(planId === undefined ? {} : { series: planTag(planId) }),
    });
    const [known, there] = [plans(), new Set<string>(targets().map(({ id }) => id))];
    // A target that was removed just now is forgotten soon.
    const hits = found.filter(({ target }) => there.has(target)).map((each) => hitOf(each, known));
    return { hits, hasMore, isCut, state: await this.state() };
  }

  /** @throws {DatabaseUnusable} */
  async state(): Promise<SearchState> {
    const { index, indexer, targets, snapshotsOf } = this.#options;
    const { snapshots: snapshotsIndexed, paths, spans: versions } = await index.call("totals");
    const snapshots = targets().reduce((sum, { id }) => sum + snapshotsOf(id), 0);
    // The list of snapshots may be a moment older than the index.
    const state = { snapshots: Math.max(snapshots, snapshotsIndexed), snapshotsIndexed };
    return { ...state, isIndexing: indexer.isIndexing, paths, versions };
  }

  rebuild(): void {
    this.#options.indexer.rebuild();
  }

  /** @throws {DatabaseUnusable} */
  async versions({ targetId, path }: { readonly targetId: TargetId; readonly path: PathText }): Promise<FileVersion[]> {
    await this.#catchUp();
    const versions = await this.#options.index.call("versions", targetId, path);
    return versions.map(({ snapshots, type, bytes, modified }) => ({
      // The index has them from the repository's list.
      snapshots: snapshots.map(({ id, time }) => ({ id: id as SnapshotId, time })),
      ...contentOf(type, bytes, modified),
    }));
  }

  /** @throws {TargetAway}, and what the engine throws for a snapshot or folder that is not there, or not readable */
  compare(input: CompareInput, signal?: AbortSignal): Promise<SnapshotChanges> {
    return this.#options.inspection.compare(input, signal);
  }

  /** @throws {TargetAway}, and what the engine throws for a path that is not there, or not readable */
  look(input: LookInput, signal?: AbortSignal): Promise<FileLook> {
    return this.#options.inspection.look(input, signal);
  }

  async #catchUp(): Promise<void> {
    const { catchesUp, indexer, targets } = this.#options;
    if (!catchesUp) return;
    for (const { id } of targets()) indexer.look(id);
    await indexer.settled();
  }
}

function hitOf(found: FoundPath, plans: readonly Plan[]): SearchHit {
  const { target, series, path, versions, snapshotId, snapshotAt, isGone, type, bytes, modified } = found;
  const planId = planOf(series, plans);
  return {
    targetId: target as TargetId, // the index has them from the settings
    ...(planId === undefined ? {} : { planId }),
    ...{ path, versions, snapshotId: snapshotId as SnapshotId, snapshotAt, isGone },
    ...contentOf(type, bytes, modified),
  };
}

function contentOf(column: number, bytes: number, modified: number) {
  const type = COLUMN_TYPES[column] ?? "other";
  return { type, ...(type === "file" ? { bytes } : {}), modified };
}
