import type { BackupMode, PlanId, Snapshot } from "../../../shared/model/index.ts";
import { isFull } from "../snapshots/index.ts";

/** What a backup compares with, by what the catalog and the repository say of each other. */
export interface ChosenParent {
  /** What it is in the end: without a full one there is nothing that it could differ from. */
  readonly mode: BackupMode;
  /** The snapshot of the plan to compare with. Without it the engine chooses. */
  readonly parent?: Snapshot;
  /** The plan's newest that is still there. */
  readonly newest?: Snapshot;
  /** The catalog lists exactly what is there. */
  readonly isCatalogRight: boolean;
}

/**
 * @param listed what the catalog knows, the newest first
 * @param present the names that are in the repository; other programs make and remove some
 */
export function chooseParent(
  listed: readonly Snapshot[],
  present: ReadonlySet<string>,
  planId: PlanId,
  asked: BackupMode,
): ChosenParent {
  const there = listed.filter(({ id }) => present.has(id));
  const isCatalogRight = there.length === listed.length && listed.length === present.size;
  const own = there.filter((snapshot) => snapshot.planId === planId);
  const [newest, newestFull] = [own[0], own.find(isFull)];
  const mode = asked === "differential" && newestFull === undefined ? "full" : asked;
  const parent = mode === "differential" ? newestFull : newest;
  return {
    ...{ mode, isCatalogRight },
    ...(parent === undefined ? {} : { parent }),
    ...(newest === undefined ? {} : { newest }),
  };
}
