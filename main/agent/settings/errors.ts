import { AppError } from "../../../shared/errors/index.ts";

/** The settings were written by a later version, which has choices in them that this one does not know. They are left as they are. */
export class SettingsTooNew extends AppError {
  readonly code = "agent/settings-too-new";
  readonly hint = "Update Holdfast.";

  constructor(file: string, version: number, known: number) {
    super(`The settings in “${file}” were written by a later version of Holdfast.`, { file, version, known });
  }
}

/** The settings may be in order but cannot be read now. They are left as they are: to go on without would be to forget them. */
export class SettingsUnreadable extends AppError {
  readonly code = "agent/settings-unreadable";
  readonly hint = "Give yourself the right to read and write the file, or see whether its disk is in order.";
  override readonly retry = "later";

  constructor(file: string, cause: unknown) {
    super(`The settings in “${file}” cannot be read.`, { file }, cause);
  }
}

/** A change could not be kept: the settings are as they were before it. */
export class SettingsNotSaved extends AppError {
  readonly code = "agent/settings-not-saved";
  readonly hint: string;
  override readonly retry = "later";

  constructor(file: string, cause: unknown) {
    const errno = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    super(`The change could not be saved in “${file}”.`, { file, errno }, cause);
    const isFull = errno === "ENOSPC" || errno === "EDQUOT";
    this.hint = isFull
      ? "Make room on the disk that the file is on."
      : "Give yourself the right to write to its folder.";
  }
}
