import { AppError } from "../../../../shared/errors/index.ts";

/** The storage is not set up to protect what is in it. */
export class ProtectionAbsent extends AppError {
  readonly code = "protect/absent";
  readonly hint = "For S3 storage, make a bucket with Object Lock and say for how many days files are to be protected.";
  constructor(location: string) {
    super(`“${location}” does not protect files from deletion.`, { location });
  }
}
