import type { RunKind } from "../../shared/model/index.ts";
import { say, type Text, text } from "../../shared/words/index.ts";

interface CauseWords {
  readonly says: string;
  readonly fix: string;
}

/** How a cause is said, of so many entries. */
type Words = readonly [says: Text, fix: Text];

const SEEN_AGAIN = text("Leave them out in the plan to stop being told.");

/** What a backup could not read. */
const BACKUP: Readonly<Record<string, Words>> = {
  "not-allowed": [
    text("{count, plural, one {# entry} other {# entries}} may not be read by the user that Holdfast runs as"),
    text("Give this user the right to read them, or leave them out in the plan."),
  ],
  vanished: [
    text(
      "{count, plural, one {# entry was gone when it was time to read it} other {# entries were gone when it was time to read them}}",
    ),
    text("Usual for temporary files. Leave them out in the plan to stop being told."),
  ],
  changed: [
    text("{count, plural, one {# entry was} other {# entries were}} replaced by something else while being read"),
    text("The next backup reads them again."),
  ],
  "too-long": [
    text("{count, plural, one {# entry has a path} other {# entries have paths}} longer than the system can open"),
    text("Shorten the names of the folders above, or move them up."),
  ],
  unsupported: [
    text("{count, plural, one {# entry is} other {# entries are}} of a kind that a backup cannot hold"),
    SEEN_AGAIN,
  ],
  attributes: [
    text("{count, plural, one {# entry is} other {# entries are}} saved, but not every extended attribute"),
    text("Run Holdfast as a user who may read the attributes, if you need them."),
  ],
  "silent-change": [
    text(
      "{count, plural, one {# entry is} other {# entries are}} saved, but changed without a new time or size, as on a disk that decays",
    ),
    text(
      "Check the disk, and {count, plural, one {this file} other {these files}}: earlier snapshots have the former content.",
    ),
  ],
  unreadable: [
    text("{count, plural, one {# entry} other {# entries}} could not be read from the disk"),
    text("Check the disk: it may be failing. The log holds the system's error."),
  ],
};

/** What a restore could not write. */
const RESTORE: Readonly<Record<string, Words>> = {
  damaged: [
    text("{count, plural, one {# entry is} other {# entries are}} damaged in the repository"),
    text("Check the target with “Read everything”, and restore from another snapshot or another target."),
  ],
  missing: [
    text("{count, plural, one {# entry is} other {# entries are}} no longer in the repository"),
    text("Check the target, and restore from another snapshot or another target."),
  ],
  "unsafe-name": [
    text("{count, plural, one {# entry has a name} other {# entries have names}} that this system cannot hold"),
    text("Restore them on a computer with the system that they come from."),
  ],
  "duplicate-name": [
    text("{count, plural, one {# entry has} other {# entries have}} the name of another one in the same folder"),
    text("Restore them one by one, each to a folder of its own."),
  ],
  "in-the-way": [
    text("{count, plural, one {# entry} other {# entries}} could not go where something else is"),
    text("Move away what is there, or restore to another folder."),
  ],
  "not-allowed": [
    text("{count, plural, one {# entry} other {# entries}} may not be written by the user that Holdfast runs as"),
    text("Give this user the right to write there, or restore to another folder."),
  ],
  unwritable: [
    text("{count, plural, one {# entry} other {# entries}} could not be written to the disk"),
    text("Check the disk that they were to go to, and the room on it, or restore to another folder."),
  ],
  metadata: [
    text(
      "{count, plural, one {# entry is} other {# entries are}} back, but not with owner, times and permissions as they were",
    ),
    text("The content is whole. Run Holdfast as a user who may set them, if you need them."),
  ],
  differs: [
    text("{count, plural, one {# entry is} other {# entries are}} not as the snapshot says after writing"),
    text("The disk that they went to may be failing. Restore them to another one."),
  ],
};

/** What a check found damaged. */
const CHECK: Readonly<Record<string, Text>> = {
  "config-damaged": text("The repository's configuration is damaged ({count, plural, one {# time} other {# times}})"),
  "key-damaged": text("A key is damaged ({count, plural, one {# time} other {# times}})"),
  "snapshot-damaged": text("A snapshot is damaged ({count, plural, one {# time} other {# times}})"),
  "index-damaged": text("An index is damaged ({count, plural, one {# time} other {# times}})"),
  "index-disagrees": text(
    "Two indexes say different things of the same file ({count, plural, one {# time} other {# times}})",
  ),
  "index-lies": text("An index is wrong about a sound file ({count, plural, one {# time} other {# times}})"),
  "pack-missing": text("A file with content is missing ({count, plural, one {# time} other {# times}})"),
  "pack-size": text("A file with content is too short or too long ({count, plural, one {# time} other {# times}})"),
  "pack-damaged": text("A file with content is damaged ({count, plural, one {# time} other {# times}})"),
  "pack-unlisted": text("A file with content is in no index ({count, plural, one {# time} other {# times}})"),
  "blob-missing": text("Content that a snapshot needs is missing ({count, plural, one {# time} other {# times}})"),
  "tree-damaged": text("A folder's list is damaged ({count, plural, one {# time} other {# times}})"),
  "entry-invalid": text("A folder's list has an entry that cannot be ({count, plural, one {# time} other {# times}})"),
};

const TABLES: Readonly<Partial<Record<RunKind, Readonly<Record<string, Words>>>>> = {
  backup: BACKUP,
  restore: RESTORE,
};
const NOT_DONE: Readonly<Record<RunKind, Text>> = {
  ...{
    backup: text("{count, plural, one {# entry} other {# entries}} could not be saved ({cause})"),
    restore: text("{count, plural, one {# entry} other {# entries}} could not be restored ({cause})"),
    check: text("{count, plural, one {# entry} other {# entries}} could not be checked ({cause})"),
  },
  ...{
    copy: text("{count, plural, one {# entry} other {# entries}} could not be copied ({cause})"),
    tidy: text("{count, plural, one {# entry} other {# entries}} could not be tidied up ({cause})"),
    repair: text("{count, plural, one {# entry} other {# entries}} could not be mended ({cause})"),
  },
  "test-restore": text("{count, plural, one {# entry} other {# entries}} did not come back as saved ({cause})"),
};
const TOLD_BELOW = text("The list below says why for each.");

/** The words for a group of problems: what happened to how many, and the one thing that helps. */
export function causeWords(cause: string, count: number, kind: RunKind): CauseWords {
  if (kind === "check") return { says: checkWords(cause, count), fix: say(TOLD_BELOW) };
  const words = TABLES[kind]?.[cause];
  if (words === undefined) return { says: say(NOT_DONE[kind], { count, cause }), fix: say(TOLD_BELOW) };
  const [says, fix] = words;
  return { says: say(says, { count }), fix: say(fix, { count }) };
}

function checkWords(cause: string, count: number): string {
  const known = CHECK[cause];
  if (known !== undefined) return say(known, { count });
  return say("{cause} ({count, plural, one {# time} other {# times}})", { cause, count });
}
