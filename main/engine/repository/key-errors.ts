import { AppError } from "../../../shared/errors/index.ts";
import { type KeyId, shortId } from "../format/index.ts";

/** There is no repository at this place. `placeExists` false: there is not even a folder. */
export class NoRepository extends AppError {
  readonly code = "repository/not-found";
  readonly hint = "Check the location. “holdfast init”, or the first backup, makes a new repository there.";

  constructor(location: string, placeExists: boolean, cause?: unknown) {
    const what = placeExists ? "it has no config file" : "there is no such place";
    super(`There is no repository at “${location}”: ${what}.`, { location, placeExists }, cause);
  }
}

/** No key of the repository opens with this password. */
export class WrongPassword extends AppError {
  readonly code = "repository/wrong-password";
  readonly hint: string;

  constructor(location: string, tried: number, left: number) {
    super(`The password does not open the repository at “${location}”.`, { location, tried, left });
    this.hint =
      left === 0
        ? "Check the password: capital letters, the keyboard's language, spaces at its ends."
        : `Only the first ${tried} of ${tried + left} keys were tried. Name the key it belongs to with --key-hint, or remove keys no longer used.`;
  }
}

/** A repository without any key: no password can open it. */
export class NoKeys extends AppError {
  readonly code = "repository/no-keys";
  readonly hint =
    "Bring back the folder “keys” from a copy of the repository: without one of its files nothing can be read.";

  constructor(location: string) {
    super(`The repository at “${location}” has lost all its key files.`, { location });
  }
}

/** A key that must stay: the one in use, or the last. */
export class KeyNeeded extends AppError {
  readonly code = "repository/key-needed";
  readonly hint: string;

  constructor(id: KeyId, why: "in-use" | "last") {
    const inUse = why === "in-use";
    super(`Key ${shortId(id)} is ${inUse ? "the one in use" : "the last one"} and stays.`, { key: id, why });
    this.hint = inUse
      ? "Open the repository with another password to remove this one, or change the password instead."
      : "Add another password first: without any key the repository could never be opened again.";
  }
}

/** No key answers to what was asked for. */
export class KeyNotFound extends AppError {
  readonly code = "repository/key-not-found";
  readonly hint = "“holdfast key list” lists what there is.";

  constructor(asked: string) {
    super(`There is no key “${asked}”.`, { asked });
  }
}

/** The key file just written does not open with its password: the machine miscalculated. It was taken away again. */
export class KeyNotVerified extends AppError {
  readonly code = "repository/key-not-verified";
  readonly hint = "The old passwords are unchanged. Test this computer's memory before trying again.";

  constructor(cause?: unknown) {
    super("The new password was stored, but could not be read back correctly.", {}, cause);
  }
}
