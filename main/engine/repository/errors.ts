import { AppError } from "../../../shared/errors/index.ts";
import { type BlobId, shortId } from "../format/index.ts";
import type { FileRef } from "../storage/index.ts";

/** A stored file whose bytes are not those it was named after, or that does not open with the repository's key. */
export class DamagedFile extends AppError {
  readonly code = "repository/damaged-file";
  readonly hint =
    "Run “holdfast check --read-data” to see what it touches; a second copy of the repository can replace it.";

  constructor(file: FileRef, what: string, cause?: unknown) {
    super(`The file ${file.kind}/${file.name} of the repository is damaged: ${what}.`, { ...file }, cause);
  }
}

/** A blob whose every copy is damaged or gone. */
export class DamagedBlob extends AppError {
  readonly code = "repository/damaged-blob";
  readonly hint = "Run “holdfast check --read-data” to see which files of which snapshots it touches.";

  constructor(id: BlobId, what: string, cause?: unknown) {
    super(`Blob ${shortId(id)} cannot be read: ${what}.`, { blob: id }, cause);
  }
}

/** A blob that a snapshot needs and no index lists. */
export class MissingBlob extends AppError {
  readonly code = "repository/missing-blob";
  readonly hint = "Run “holdfast check” to see what is missing and which snapshots it touches.";

  constructor(type: string, id: BlobId) {
    super(`The repository does not hold the ${type} blob ${shortId(id)}.`, { type, blob: id });
  }
}

/** What was just sealed did not open to the same bytes: the machine miscalculated. Nothing of it was written. */
export class BlobUnwritable extends AppError {
  readonly code = "repository/miscalculated";
  readonly hint =
    "This computer gave a wrong result, most often because of faulty memory. Test its memory before backing up again.";

  constructor(id: BlobId, cause: unknown) {
    super(`Blob ${shortId(id)} did not verify after it was encrypted.`, { blob: id }, cause);
  }
}

/** A place that holds a repository already was to become a new one. */
export class RepositoryExists extends AppError {
  readonly code = "repository/exists";
  readonly hint = "Use it as it is, or choose an empty folder for a new one.";

  constructor(location: string) {
    super(`There is already a repository at ${location}.`, { location });
  }
}

/** No snapshot answers to what was asked for. */
export class SnapshotNotFound extends AppError {
  readonly code = "repository/snapshot-not-found";
  readonly hint = "“holdfast snapshots” lists what there is.";

  constructor(asked: string) {
    super(`There is no snapshot “${asked}”.`, { asked });
  }
}

/** A short id that several files answer to. */
export class AmbiguousId extends AppError {
  readonly code = "repository/ambiguous-id";
  readonly hint = "Give more digits of the id.";

  constructor(asked: string, count: number) {
    super(`“${asked}” stands for ${count} ids.`, { asked, count });
  }
}
