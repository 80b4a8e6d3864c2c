import { AppError } from "../../../../shared/errors/index.ts";
import { type GroupKey, groupName } from "./group-snapshots.ts";

/** A text that is no duration of a policy. */
export class InvalidDuration extends AppError {
  readonly code = "forget/invalid-duration";
  readonly hint = "Write years, months, days and hours, each once, such as 1y6m or 7d12h.";

  constructor(text: string) {
    super(`“${text}” is no duration.`, { text });
  }
}

/** A rule with a number that means nothing. A bug of the caller would look the same, and must not cost snapshots. */
export class InvalidPolicy extends AppError {
  readonly code = "forget/invalid-policy";
  readonly hint = "A number of snapshots to keep is a whole one from 0 on, or unlimited.";

  constructor(rule: string, value: number) {
    super(`${value} is no number of snapshots to keep.`, { rule, value });
  }
}

/** To forget by a policy without a single rule would be to forget everything. */
export class NoPolicy extends AppError {
  readonly code = "forget/no-policy";
  readonly hint = "Say what stays, such as --keep-last 5 or --keep-daily 7.";

  constructor() {
    super("Nothing is said of what to keep, so nothing is removed.");
  }
}

/** All snapshots of the whole repository were to go, with nothing that chooses among them. */
export class FilterNeeded extends AppError {
  readonly code = "forget/filter-needed";
  readonly hint = "Choose the snapshots with --host, --tag or --path.";

  constructor() {
    super("Removing every snapshot is not done without saying of which computer, tag or path.");
  }
}

/** A policy that keeps nothing of a group, such as one of tags that no snapshot has. Nothing was removed. */
export class GroupWouldBeEmpty extends AppError {
  readonly code = "forget/group-would-be-empty";
  readonly hint = "Add a rule that keeps some, such as --keep-last 1. To remove them all, name them.";

  constructor(key: GroupKey, count: number) {
    super(`The rules would remove every snapshot of ${groupName(key)}.`, { group: groupName(key), count });
  }
}
