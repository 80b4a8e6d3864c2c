import { countOf } from "../../shared/figures/index.ts";
import type { RunKind } from "../../shared/model/index.ts";

interface CauseWords {
  readonly says: string;
  readonly fix: string;
}

/** How a cause is said: of so many entries, of one or of many. */
type Words = (entries: string, are: string, isOne: boolean) => CauseWords;

const SEEN_AGAIN = "Leave them out in the plan to stop being told.";
const OTHER_COPY = "restore from another snapshot or another target";

/** What a backup could not read. */
const BACKUP: Readonly<Record<string, Words>> = {
  "not-allowed": (entries) => ({
    says: `${entries} may not be read by the user that Holdfast runs as`,
    fix: "Give this user the right to read them, or leave them out in the plan.",
  }),
  vanished: (entries, _are, isOne) => ({
    says: `${entries} ${isOne ? "was gone when it was time to read it" : "were gone when it was time to read them"}`,
    fix: `Usual for temporary files. ${SEEN_AGAIN}`,
  }),
  changed: (entries, _are, isOne) => ({
    says: `${entries} ${isOne ? "was" : "were"} replaced by something else while being read`,
    fix: "The next backup reads them again.",
  }),
  "too-long": (entries, _are, isOne) => ({
    says: `${entries} ${isOne ? "has a path" : "have paths"} longer than the system can open`,
    fix: "Shorten the names of the folders above, or move them up.",
  }),
  unsupported: (entries, are) => ({ says: `${entries} ${are} of a kind that a backup cannot hold`, fix: SEEN_AGAIN }),
  attributes: (entries, are) => ({
    says: `${entries} ${are} saved, but not every extended attribute`,
    fix: "Run Holdfast as a user who may read the attributes, if you need them.",
  }),
  "silent-change": (entries, are, isOne) => ({
    says: `${entries} ${are} saved, but changed without a new time or size, as on a disk that decays`,
    fix: `Check the disk, and ${isOne ? "this file" : "these files"}: earlier snapshots have the former content.`,
  }),
  unreadable: (entries) => ({
    says: `${entries} could not be read from the disk`,
    fix: "Check the disk: it may be failing. The log holds the system's error.",
  }),
};

/** What a restore could not write. */
const RESTORE: Readonly<Record<string, Words>> = {
  damaged: (entries, are) => ({
    says: `${entries} ${are} damaged in the repository`,
    fix: `Check the target with “Read everything”, and ${OTHER_COPY}.`,
  }),
  missing: (entries, are) => ({
    says: `${entries} ${are} no longer in the repository`,
    fix: `Check the target, and ${OTHER_COPY}.`,
  }),
  "unsafe-name": (entries, _are, isOne) => ({
    says: `${entries} ${isOne ? "has a name" : "have names"} that this system cannot hold`,
    fix: "Restore them on a computer with the system that they come from.",
  }),
  "duplicate-name": (entries, _are, isOne) => ({
    says: `${entries} ${isOne ? "has" : "have"} the name of another one in the same folder`,
    fix: "Restore them one by one, each to a folder of its own.",
  }),
  "in-the-way": (entries) => ({
    says: `${entries} could not go where something else is`,
    fix: "Move away what is there, or restore to another folder.",
  }),
  "not-allowed": (entries) => ({
    says: `${entries} may not be written by the user that Holdfast runs as`,
    fix: "Give this user the right to write there, or restore to another folder.",
  }),
  unwritable: (entries) => ({
    says: `${entries} could not be written to the disk`,
    fix: "Check the disk that they were to go to, and the room on it, or restore to another folder.",
  }),
  metadata: (entries, are) => ({
    says: `${entries} ${are} back, but not with owner, times and permissions as they were`,
    fix: "The content is whole. Run Holdfast as a user who may set them, if you need them.",
  }),
  differs: (entries, are) => ({
    says: `${entries} ${are} not as the snapshot says after writing`,
    fix: "The disk that they went to may be failing. Restore them to another one.",
  }),
};

/** What a check found damaged. */
const CHECK: Readonly<Record<string, string>> = {
  "config-damaged": "the repository's configuration is damaged",
  "key-damaged": "a key is damaged",
  "snapshot-damaged": "a snapshot is damaged",
  "index-damaged": "an index is damaged",
  "index-disagrees": "two indexes say different things of the same file",
  "index-lies": "an index is wrong about a sound file",
  "pack-missing": "a file with content is missing",
  "pack-size": "a file with content is too short or too long",
  "pack-damaged": "a file with content is damaged",
  "pack-unlisted": "a file with content is in no index",
  "blob-missing": "content that a snapshot needs is missing",
  "tree-damaged": "a folder's list is damaged",
  "entry-invalid": "a folder's list has an entry that cannot be",
};

const TABLES: Readonly<Partial<Record<RunKind, Readonly<Record<string, Words>>>>> = {
  backup: BACKUP,
  restore: RESTORE,
};
const NOT_DONE: Readonly<Record<RunKind, string>> = {
  ...{ backup: "could not be saved", restore: "could not be restored", check: "could not be checked" },
  ...{ copy: "could not be copied", tidy: "could not be tidied up", repair: "could not be mended" },
  "test-restore": "did not come back as saved",
};
const TOLD_BELOW = "The list below says why for each.";

/** The words for a group of problems: what happened to how many, and the one thing that helps. */
export function causeWords(cause: string, count: number, kind: RunKind): CauseWords {
  if (kind === "check") return checkWords(cause, count);
  const entries = countOf(count, "entry", "entries");
  const words = TABLES[kind]?.[cause];
  if (words !== undefined) return words(entries, count === 1 ? "is" : "are", count === 1);
  return { says: `${entries} ${NOT_DONE[kind]} (${cause})`, fix: TOLD_BELOW };
}

function checkWords(cause: string, count: number): CauseWords {
  const what = CHECK[cause] ?? cause;
  return { says: `${what.slice(0, 1).toUpperCase()}${what.slice(1)} (${countOf(count, "time")})`, fix: TOLD_BELOW };
}
