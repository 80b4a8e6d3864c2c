import { AppError } from "../../../shared/errors/index.ts";

/** The command line was not understood. */
export class UsageError extends AppError {
  readonly code = "cli/usage";
  readonly hint: string;

  constructor(message: string, hint = "“holdfast --help” shows how it is written.") {
    super(message);
    this.hint = hint;
  }
}

/** No password was given, and there is nobody to ask. */
export class PasswordMissing extends AppError {
  readonly code = "cli/no-password";
  readonly hint: string = "Give one with --password-file, --password-command or the variable HOLDFAST_PASSWORD.";

  constructor(location: string) {
    super(`No password is given for the repository at “${location}”.`, { location });
  }
}

/** The default repository is there, its passphrase is not. */
export class PassphraseLost extends AppError {
  readonly code = "cli/passphrase-lost";
  readonly hint =
    "It is on the recovery kit: put it into a file and run this again with --password-file, which keeps it for later runs.";

  constructor(location: string, where: string) {
    super(`The passphrase of the repository at “${location}” is not in ${where} any more.`, { location, where });
  }
}

/** A password could not be had from where it was said to be. */
export class PasswordUnavailable extends AppError {
  readonly code = "cli/password-unavailable";
  readonly hint: string;

  constructor(message: string, hint: string, cause?: unknown) {
    super(message, {}, cause);
    this.hint = hint;
  }
}

/** A command that needs a repository, and none is named nor made. */
export class NoRepositoryNamed extends AppError {
  readonly code = "cli/no-repository-named";
  readonly hint = "Name one with --repo, or run “holdfast backup DIR”, which makes one of your own on this computer.";

  constructor() {
    super("No repository is named, and you have no default one yet.");
  }
}

/** `init` without a place, and the user's own repository is there already. */
export class DefaultRepositoryExists extends AppError {
  readonly code = "cli/default-exists";
  readonly hint = "Commands use it when no other is named. To make one elsewhere, name the place with --repo.";

  constructor(location: string) {
    super(`You have a repository already, at “${location}”.`, { location });
  }
}

/** A file that an option names cannot be read or written. */
export class FileUnusable extends AppError {
  readonly code = "cli/file";
  readonly hint = "Check the path and its permissions.";

  constructor(path: string, doing: "read" | "written", cause?: unknown) {
    super(`The file “${path}” cannot be ${doing}${reasonOf(cause)}.`, { path }, cause);
  }
}

/** The wish to stop: Ctrl-C or SIGTERM. No failure, and never shown as one. */
export class Interrupted extends Error {
  override readonly name = "AbortError";

  constructor() {
    super("Stopped.");
  }
}

/** Nobody reads the output any more (`holdfast ls | head`), so a listing has nothing left to do. */
export class OutputClosed extends Error {
  override readonly name = "AbortError";
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: ": there is no such file",
  EACCES: ": this user may not",
  EISDIR: ": it is a folder",
  EEXIST: ": it exists already",
};

function reasonOf(cause: unknown): string {
  const errno = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return REASONS[errno] ?? (errno === "" ? "" : ` (${errno})`);
}

/** A server whose key nobody has trusted yet, told with the way to trust it. Of the engine's code. */
export class HostNotTrusted extends AppError {
  readonly code = "storage/host-untrusted";
  readonly hint: string;

  constructor(location: string, fingerprint: string) {
    super(`The server of “${location}” is not known yet: its key is ${fingerprint}.`, {
      ...{ location, reason: "unknown", fingerprint },
    });
    this.hint =
      "Compare the key with the one shown on the server. If it is the same, trust it with " +
      `-o sftp.hostKey=${fingerprint} or the variable HOLDFAST_SFTP_HOST_KEY, or log in once with ssh.`;
  }
}
