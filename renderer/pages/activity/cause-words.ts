import { countOf } from "../../../shared/figures/index.ts";
import type { RunKind } from "../../../shared/model/index.ts";

interface CauseWords {
  readonly says: string;
  readonly fix: string;
}

/** What a cause means, said of so many entries, and the one thing that helps. */
const CAUSES: Readonly<Record<string, (entries: string, isOne: boolean) => CauseWords>> = {
  "not-allowed": (entries) => ({
    says: `${entries} may not be read by the user that Holdfast runs as`,
    fix: "Give this user the right to read them, or leave them out in the plan.",
  }),
  vanished: (entries, isOne) => ({
    says: `${entries} ${isOne ? "was" : "were"} gone when it was time to read ${isOne ? "it" : "them"}`,
    fix: "Usual for temporary files. Leave them out in the plan to stop being told.",
  }),
  changed: (entries, isOne) => ({
    says: `${entries} ${isOne ? "was" : "were"} replaced by something else while being read`,
    fix: "The next backup reads them again.",
  }),
  "too-long": (entries, isOne) => ({
    says: `${entries} ${isOne ? "has a path" : "have paths"} longer than the system can open`,
    fix: "Shorten the names of the folders above, or move them up.",
  }),
  unsupported: (entries, isOne) => ({
    says: `${entries} ${isOne ? "is" : "are"} of a kind that a backup cannot hold`,
    fix: "Leave them out in the plan to stop being told.",
  }),
  attributes: (entries, isOne) => ({
    says: `${entries} ${isOne ? "is" : "are"} saved, but not every extended attribute`,
    fix: "Run Holdfast as a user who may read the attributes, if you need them.",
  }),
  unreadable: (entries) => ({
    says: `${entries} could not be read from the disk`,
    fix: "Check the disk: it may be failing. The details hold the system's error.",
  }),
  damaged: (entries, isOne) => ({
    says: `${entries} ${isOne ? "is" : "are"} damaged in the repository`,
    fix: "Check the target with “Read everything”, and restore from another snapshot or copy.",
  }),
  missing: (entries, isOne) => ({
    says: `${entries} ${isOne ? "is" : "are"} no longer in the repository`,
    fix: "Check the target, and restore from another snapshot or copy.",
  }),
};

/** The words for a group of problems. A cause that has none yet is named as it is. */
export function causeWords(cause: string, count: number, kind: RunKind): CauseWords {
  const entries = countOf(count, "entry", "entries");
  const words = CAUSES[cause];
  if (words !== undefined) return words(entries, count === 1);
  const verb =
    kind === "backup" ? "could not be saved" : kind === "restore" ? "could not be restored" : "have a problem";
  return { says: `${entries} ${verb} (${cause})`, fix: "The list below says why for each." };
}
