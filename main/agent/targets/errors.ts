import { AppError } from "../../../shared/errors/index.ts";
import type { PathText, Target, TargetId } from "../../../shared/model/index.ts";

/** There is no keychain, and the user has not said that a file will do. */
export class NoKeychain extends AppError {
  readonly code = "agent/no-keychain";
  readonly hint: string;

  constructor(where: string) {
    super("This computer has no keychain that could keep the passphrase.", { where });
    this.hint = `It can be kept in ${where} instead, which only your own user can read, so that backups run by themselves.`;
  }
}

/** No target in the list has this id: it was removed meanwhile, in another window for one. */
export class TargetUnknown extends AppError {
  readonly code = "agent/target-unknown";
  readonly hint = "Look at the list of targets again.";

  constructor(id: TargetId) {
    super("This target is not in the list any more.", { target: id });
  }
}

/** No secret kept on this machine opens the repository; the user is to be asked for it. */
export class PassphraseMissing extends AppError {
  readonly code = "agent/passphrase-missing";
  readonly hint = "Enter the passphrase. It is on the recovery kit.";

  /** @param what the target's name, or the place of a repository that is no target yet */
  constructor(what: string, place: string, cause?: unknown) {
    super(`No passphrase in ${place} opens “${what}”.`, { what, place }, cause);
  }
}

/** A passphrase of the user's own that anybody could guess. */
export class PassphraseTooShort extends AppError {
  readonly code = "agent/passphrase-too-short";
  readonly hint: string;

  constructor(minimum: number) {
    super(`The passphrase has fewer than ${minimum} characters.`, { minimum });
    this.hint = `Take at least ${minimum} characters, better four or more words, or let one be generated for you.`;
  }
}

/** Nothing can be kept at this place. */
export class LocationUnusable extends AppError {
  readonly code = "agent/location-unusable";
  readonly hint = "Choose another folder.";

  /** @param why the rest of a sentence that begins with the location */
  constructor(location: PathText, why: string, cause?: unknown) {
    super(`“${location}” ${why}.`, { location }, cause);
  }
}

/** A place did not answer in time, such as a network share whose server is gone. */
export class LocationSilent extends AppError {
  readonly code = "agent/location-silent";
  readonly hint = "Check the drive, or the network and the server that the folder is on.";
  override readonly retry = "later";

  constructor(location: PathText) {
    super(`“${location}” does not answer.`, { location });
  }
}

/** A new repository was to be made where there is one. */
export class RepositoryThere extends AppError {
  readonly code = "agent/repository-there";
  readonly hint = "Use the repository that is there, or choose another folder.";

  constructor(location: PathText) {
    super(`There is a repository at “${location}” already.`, { location });
  }
}

/** What was to be used as a repository is none. */
export class NoRepositoryThere extends AppError {
  readonly code = "agent/no-repository";
  readonly hint = "Choose the folder that holds the repository, or make a new one here.";

  constructor(location: PathText) {
    super(`There is no repository at “${location}”.`, { location });
  }
}

/** A new repository was to be made within another. */
export class InsideRepository extends AppError {
  readonly code = "agent/inside-repository";
  readonly hint = "Choose a folder outside of it, or use the repository that is there.";

  constructor(location: PathText, repository: PathText) {
    super(`“${location}” is inside the repository at “${repository}”.`, { location, repository });
  }
}

/** The place is a target's already. */
export class TargetExists extends AppError {
  readonly code = "agent/target-exists";
  readonly hint: string;

  constructor({ id, name, location }: Target, isReplaced = false) {
    const what = isReplaced ? "was, and another repository is there now" : "already";
    super(`“${location}” is the place of your target “${name}” ${what}.`, { target: id, location });
    this.hint = isReplaced ? `Remove “${name}” from the list first.` : `Use “${name}”, or choose another folder.`;
  }
}

/** A second copy of a repository: both have one id, and could not be told apart. */
export class RepositoryElsewhere extends AppError {
  readonly code = "agent/repository-elsewhere";
  readonly hint = "Disconnect the one that you do not want to use, or remove its target, and try again.";

  constructor(location: PathText, known: Target) {
    super(
      `“${location}” holds the same repository as your target “${known.name}”, which is there at “${known.location}”.`,
      { location, target: known.id, known: known.location },
    );
  }
}

/** A target that something still needs. */
export class TargetInUse extends AppError {
  readonly code = "agent/target-in-use";
  readonly hint: string;

  constructor({ id, name }: Target, plans: readonly string[]) {
    const users = plans.length === 0 ? "A run" : plans.map((plan) => `“${plan}”`).join(", ");
    super(`${users} ${plans.length > 1 ? "use" : "uses"} “${name}”.`, { target: id, plans: plans.join("\n") });
    this.hint =
      plans.length === 0
        ? "Wait for the run to end, or stop it."
        : `Give ${plans.length > 1 ? "them another target" : "it another target"} first, or remove ${plans.length > 1 ? "the plans" : "the plan"}.`;
  }
}

/** Two targets of one name could not be told apart. */
export class TargetNameTaken extends AppError {
  readonly code = "agent/target-name-taken";
  readonly hint = "Choose another name.";

  constructor(name: string) {
    super(`Another target is called “${name}”.`, { name });
  }
}

/** The recovery kit was to be kept inside what it is to recover. */
export class KitInsideTarget extends AppError {
  readonly code = "agent/kit-inside-target";
  readonly hint = "Choose a folder on another drive, and print the page.";

  constructor(folder: PathText, { name }: Target) {
    super(`“${folder}” is inside “${name}”: the recovery kit would be lost together with it.`, { folder });
  }
}

/** The recovery kit could not be written. */
export class KitNotWritten extends AppError {
  readonly code = "agent/kit-not-written";
  readonly hint = "Choose another folder, or put that right and try again.";
  override readonly retry = "later";

  constructor(folder: PathText, why: string, cause?: unknown) {
    super(`The recovery kit could not be written into “${folder}”: ${why}.`, { folder }, cause);
  }
}

/** A value was given for something that this kind of place does not have. */
export class AccessFieldUnknown extends AppError {
  readonly code = "agent/access-field-unknown";
  readonly hint: string;

  constructor(location: PathText, field: string, known: readonly string[]) {
    super(`There is nothing called “${field}” in the connection to “${location}”.`, { location, field });
    this.hint =
      known.length === 0 ? "Leave it out: this place needs no more than its path." : `Known are: ${known.join(", ")}.`;
  }
}
