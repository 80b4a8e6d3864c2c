import { AppError } from "../../../shared/errors/index.ts";
import { type ByteString, toText } from "../names/index.ts";
import { errnoOf } from "../system/index.ts";

/** Why something on the disk could not be read as it should. */
export type ProblemCause =
  | "vanished" // was listed, and is gone
  | "not-allowed" // the system refuses
  | "changed" // is something else than it was a moment ago
  | "too-long" // the path is longer than the system takes
  | "unsupported" // a kind of entry that cannot be stored
  | "attributes" // the entry is fine, an extended attribute is not
  | "silent-change" // saved; the content is other than it was, and no metadata say so
  | "unreadable"; // the disk or its file system reports an error

/** One entry the run goes on without, or without a part of it. Plain data. */
export interface SourceProblem {
  readonly path: ByteString;
  readonly cause: ProblemCause;
  /** For people, with the path in it. */
  readonly message: string;
}

const CAUSE_OF_ERRNO: Readonly<Record<string, ProblemCause>> = {
  ENOENT: "vanished",
  ESTALE: "vanished",
  EACCES: "not-allowed",
  EPERM: "not-allowed",
  EBUSY: "not-allowed",
  ENOTDIR: "changed",
  EISDIR: "changed",
  ELOOP: "changed",
  ENXIO: "changed",
  ENAMETOOLONG: "too-long",
};

const SENTENCES: Readonly<Record<ProblemCause, string>> = {
  vanished: "is no longer there",
  "not-allowed": "may not be read by this user",
  changed: "was replaced by something else while it was being read",
  "too-long": "has a path longer than the system can open",
  unsupported: "is of a kind that a backup cannot hold",
  attributes: "has an extended attribute that cannot be read",
  "silent-change": "has other content than before, though its time and size say that it did not change",
  unreadable: "cannot be read from the disk",
};

const HINTS: Readonly<Record<ProblemCause, string>> = {
  vanished: "If it should be there, check that its disk is connected.",
  "not-allowed": "Run the backup as a user who may read it, or exclude it.",
  changed: "The next backup reads it again.",
  "too-long": "Move it up by some folders, or shorten the names of the folders above it.",
  unsupported: "Exclude it to stop being told.",
  attributes: "The file itself is saved. Run the backup as a user who may read the attribute.",
  "silent-change": "Check the disk it is on, and the file. Earlier snapshots have its former content.",
  unreadable: "Check the disk it is on. The details hold the system's error code.",
};

/** A folder or file of the source that cannot be read. The run goes on without it. */
export class SourceUnreadable extends AppError {
  readonly code = "source/unreadable";
  readonly hint: string;
  readonly problem: SourceProblem;

  constructor(path: ByteString, cause: ProblemCause, error?: unknown) {
    const problem = sourceProblem(path, cause, errnoOf(error));
    super(problem.message, { path: toText(path), cause, errno: errnoOf(error) }, error);
    this.problem = problem;
    this.hint = HINTS[cause];
  }

  /** From an error of a file call; any other error is a bug and is thrown on. */
  static from(path: ByteString, error: unknown): SourceUnreadable {
    const errno = errnoOf(error);
    if (error instanceof SourceUnreadable) return error;
    if (errno === "") throw error;
    return new SourceUnreadable(path, CAUSE_OF_ERRNO[errno] ?? "unreadable", error);
  }
}

export function sourceProblem(path: ByteString, cause: ProblemCause, errno = ""): SourceProblem {
  const detail = cause === "unreadable" && errno !== "" ? ` (${errno})` : "";
  return { path, cause, message: `“${toText(path)}” ${SENTENCES[cause]}${detail}.` };
}
