import type { PlanId, Snapshot, SnapshotId, TargetId } from "../../../shared/model/index.ts";
import type { OpenRepository } from "../../engine/index.ts";
import type { SnapshotStore } from "../catalog/index.ts";

/** What the catalog and the repository say of each other before a backup. */
export interface KnownSnapshots {
  /** The plan's newest snapshot that is still there. Without it the engine chooses. */
  readonly parent?: SnapshotId;
  /** The catalog lists exactly what is there. */
  readonly isCatalogRight: boolean;
}

/** Looks which snapshots are there; other programs make and remove some. Reads names only. */
export async function knownSnapshots(
  open: OpenRepository,
  store: SnapshotStore,
  { targetId, planId }: { readonly targetId: TargetId; readonly planId: PlanId },
  signal: AbortSignal,
): Promise<KnownSnapshots> {
  const present = new Set<string>();
  for await (const { name } of open.repository.storage.list("snapshots", signal)) present.add(name);
  const listed = store.list(targetId);
  return compareSnapshots(listed, present, planId);
}

/** @param listed the newest first */
export function compareSnapshots(
  listed: readonly Snapshot[],
  present: ReadonlySet<string>,
  planId: PlanId,
): KnownSnapshots {
  const there = listed.filter(({ id }) => present.has(id));
  const parent = there.find((snapshot) => snapshot.planId === planId)?.id;
  const isCatalogRight = there.length === listed.length && listed.length === present.size;
  return { isCatalogRight, ...(parent === undefined ? {} : { parent }) };
}
