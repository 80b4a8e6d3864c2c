import { AppError } from "../../shared/errors/index.ts";

/** The file with the secrets can be read by others, so they may no longer be secret. */
export class SecretsExposed extends AppError {
  readonly code = "platform/secrets-exposed";
  readonly hint: string;

  constructor(path: string, mode: number) {
    super(`Others on this computer can read your passwords in “${path}”.`, { path, mode: mode.toString(8) });
    this.hint = `Make it yours alone with “chmod 600 '${path}'”. If others had the chance to read it, change the passwords.`;
  }
}

/** The file with the secrets is not one this program wrote. It is left as it is. */
export class SecretsUnreadable extends AppError {
  readonly code = "platform/secrets-unreadable";
  readonly hint = "Put the file right, or move it away: a new one is made, and the passwords must be entered again.";

  constructor(path: string, cause?: unknown) {
    super(`The file with your passwords, “${path}”, cannot be read.`, { path }, cause);
  }
}
