import type { IndexSurvey } from "./index-survey.ts";

/** What is known of a pack from the index, and whether it is stored. */
export interface PackState {
  /** Bytes of the file, or undefined if there is none. */
  readonly storedBytes: number | undefined;
  /** Bytes that it has by the index. */
  readonly listedBytes: number;
  /** The blobs cannot lie where the index says, or index files say different things. */
  readonly isContradictory: boolean;
}

export type Verdict = "sound" | "missing" | "doubtful";

/** @param doubtAll nothing that the index says is to be relied on */
export function judgePack({ storedBytes, listedBytes, isContradictory }: PackState, doubtAll: boolean): Verdict {
  if (storedBytes === undefined) return "missing";
  return doubtAll || isContradictory || storedBytes !== listedBytes ? "doubtful" : "sound";
}

/** What of the index is to be replaced. */
export interface IndexPlan {
  /** Index files that are to go. */
  readonly obsolete: readonly string[];
  /** Sound packs, as numbers of the table, that no index file lists which stays. */
  readonly relisted: readonly number[];
}

/**
 * Replaces only what it must: index files that are damaged, and those that list a pack that is to be taken out.
 *
 * @param isTakenOut whether a pack, by its number in the table, must not stand in any present index file
 */
export function planIndex(
  { sound, damaged, listings }: Pick<IndexSurvey, "sound" | "damaged" | "listings">,
  isTakenOut: (pack: number) => boolean,
): IndexPlan {
  const obsolete = new Set(damaged);
  for (const [pack, { files }] of listings.entries())
    if (isTakenOut(pack)) for (const file of files) obsolete.add(file);
  const relisted = [...listings.keys()].filter((pack) => {
    return !isTakenOut(pack) && (listings[pack]?.files ?? []).every((file) => obsolete.has(file));
  });
  return { obsolete: [...sound, ...damaged].filter((file) => obsolete.has(file)), relisted };
}
