import type { PlanProof, Run } from "../../../shared/model/index.ts";

/** Runs that brought back less say more of how long it takes to begin than of how fast it is. */
const LEAST_BYTES = 1_000_000;

/**
 * How fast a plan comes back from a target, and how long all of it would take: by the runs that brought files back from there,
 * restores and test-restores, all their bytes by all their seconds, so that large ones count for more. It says nothing
 * where nothing of a megabyte or more has come back yet.
 *
 * @param runs that have ended
 * @param bytes of the whole snapshot
 */
export function measured(
  runs: readonly Run[],
  bytes: number | undefined,
): Pick<PlanProof, "backSeconds" | "bytesPerSecond" | "measuredRuns"> {
  const brought = runs.flatMap(({ figures }) => {
    if (figures?.kind !== "restore" && figures?.kind !== "test-restore") return [];
    const read = figures.kind === "restore" ? figures.bytes : figures.bytesRead;
    return read >= LEAST_BYTES && figures.seconds > 0 ? [{ read, seconds: figures.seconds }] : [];
  });
  const read = brought.reduce((sum, each) => sum + each.read, 0);
  const seconds = brought.reduce((sum, each) => sum + each.seconds, 0);
  if (brought.length === 0) return { measuredRuns: 0 };
  const bytesPerSecond = read / seconds;
  return {
    ...{ bytesPerSecond, measuredRuns: brought.length },
    ...(bytes === undefined ? {} : { backSeconds: bytes / bytesPerSecond }),
  };
}
