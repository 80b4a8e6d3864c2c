import type { Plan, PlanId, Snapshot, SnapshotEntry, SnapshotId, TargetId } from "../../../shared/model/index.ts";
import { fromPathText, type OpenRepository, readFolder, snapshots } from "../../engine/index.ts";
import type { RunStore, SnapshotStore } from "../catalog/index.ts";
import type { Events } from "../events/index.ts";
import type { KnownTargets, Repositories } from "../repositories/index.ts";
import { describeSnapshot } from "./describe-snapshot.ts";
import { describeEntry, type EntriesQuery } from "./entries.ts";
import { withFilesRemoved } from "./files-removed.ts";
import { withProofs } from "./proven-at.ts";

export interface SnapshotsOptions {
  readonly store: SnapshotStore;
  readonly runs: Pick<RunStore, "snapshotTests">;
  readonly targets: KnownTargets;
  readonly repositories: Pick<Repositories, "withRepository">;
  readonly events: Events;
  readonly plans: () => readonly Plan[];
}

export interface EntriesPage {
  readonly entries: readonly SnapshotEntry[];
  readonly total: number;
  readonly files: number;
  readonly bytes: number;
}

/** What is in the repositories: their snapshots as last known, and the folders in them. */
export class Snapshots {
  readonly #options: SnapshotsOptions;

  constructor(options: SnapshotsOptions) {
    this.#options = options;
  }

  /** The newest first, from the catalog. */
  list({
    targetId,
    planId,
  }: {
    readonly targetId: TargetId;
    readonly planId?: PlanId | undefined;
  }): readonly Snapshot[] {
    const { store, runs } = this.#options;
    return withProofs(withFilesRemoved(store.list(targetId, planId)), runs.snapshotTests(targetId));
  }

  /** Reads the list anew. @throws {TargetAway} and what stands in the way of opening the repository */
  async refresh({ targetId }: { readonly targetId: TargetId }, signal?: AbortSignal): Promise<void> {
    const { targets, repositories } = this.#options;
    await repositories.withRepository(
      targets.find(targetId),
      "browse",
      (open) => this.readAll(targetId, open, signal),
      signal,
    );
  }

  /** The same for a repository that is open already. */
  async readAll(targetId: TargetId, open: OpenRepository, signal?: AbortSignal): Promise<void> {
    const { store, events, plans } = this.#options;
    // No lock: a check of this very agent may hold the only one, and snapshots are whole or not there.
    const found = await snapshots(open, { noLock: true, ...(signal === undefined ? {} : { signal }) });
    const known = plans();
    store.replace(
      targetId,
      found.map((each) => describeSnapshot(each, known)),
    );
    events.changed("snapshots", "plans", "targets");
  }

  /** @throws {TargetAway}, what the engine throws for a snapshot or folder that is not there */
  async entries(
    query: EntriesQuery & { readonly targetId: TargetId; readonly snapshotId: SnapshotId },
    signal?: AbortSignal,
  ): Promise<EntriesPage> {
    const { targets, repositories } = this.#options;
    const { targetId, snapshotId, folder, match, ...page } = query;
    const wanted = { ...page, snapshot: snapshotId, folder: fromPathText(folder), noLock: true };
    const options = {
      ...wanted,
      ...(match === undefined ? {} : { match }),
      ...(signal === undefined ? {} : { signal }),
    };
    const work = (open: OpenRepository) => readFolder(open, options);
    const { entries, ...sums } = await repositories.withRepository(targets.find(targetId), "browse", work, signal);
    return { entries: entries.map(describeEntry), ...sums };
  }
}
