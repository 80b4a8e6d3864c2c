import { AppError } from "../../../shared/errors/index.ts";
import type { Target } from "../../../shared/model/index.ts";

/** Another repository is where the target's should be. Nothing is written to it. */
export class RepositoryReplaced extends AppError {
  readonly code = "agent/repository-replaced";
  readonly hint =
    "If another drive is connected in its place, connect the right one. To use the repository that is there now, add it as a target of its own.";

  constructor(target: Target, found: string) {
    super(`“${target.location}” no longer holds the repository of “${target.name}”, but another one.`, {
      ...{ targetId: target.id, location: target.location, expected: target.repositoryId, found },
    });
  }
}

/** The passphrase that is kept for a target does not open what is there. Of the engine's code, with what to do in a window. */
export class KeptPassphraseWrong extends AppError {
  readonly code = "repository/wrong-password";
  readonly hint =
    "If its passphrase was changed, give the new one on the target's page. If another drive is connected in its place, connect the right one.";

  constructor(target: Target, cause: AppError) {
    super(
      `The passphrase that is kept for “${target.name}” does not open the repository at “${target.location}”.`,
      { ...cause.facts, targetId: target.id },
      cause,
    );
  }
}

/** Somebody wants to look into a repository on a target that is away. */
export class TargetAway extends AppError {
  readonly code = "agent/target-away";
  readonly hint = "Connect it and try again.";
  override readonly retry = "later";

  constructor(target: Target) {
    super(`“${target.name}” is not connected.`, { targetId: target.id, location: target.location });
  }
}
