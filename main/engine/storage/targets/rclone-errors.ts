import type { AppError } from "../../../../shared/errors/index.ts";
import {
  AccessDenied,
  ContainerMissing,
  ProgramMissing,
  type StorageAction,
  StorageFailed,
  StorageInterrupted,
  StorageUnreachable,
} from "../errors.ts";

/** How rclone ended, as far as it is known. */
export interface RcloneEnd {
  /** It has answered before. */
  readonly hadAnswered: boolean;
  /** What it said last, without secrets; may be "". */
  readonly said: string;
  /** Why it could not even be started: an errno such as `ENOENT`. */
  readonly startError?: string;
}

/** What rclone is for, and under which names. */
export interface RcloneNames {
  readonly program: string;
  readonly remote: string;
}

const NO_REMOTE = /didn't find section in config file/i;
const SETTINGS_LOCKED = /decrypt(?:ing)? configuration|RCLONE_CONFIG_PASS|config(?:uration)? password/i;
const NO_LOGIN =
  /unable to authenticate|invalid_grant|couldn't fetch token|token expired|unauthorized|InvalidAccessKeyId|SignatureDoesNotMatch|login incorrect|empty token/i;
const AWAY =
  /no such host|connection refused|i\/o timeout|network is unreachable|no route to host|server misbehaving|TLS handshake timeout/i;

/** The one place where an end of rclone that nobody asked for becomes an error of ours. */
export function translateEnd(end: RcloneEnd, action: StorageAction, names: RcloneNames): AppError {
  const { location } = action;
  const { hadAnswered, said, startError } = end;
  const cause = new Error(startError ?? (said || "it said nothing"));
  if (startError !== undefined) {
    const hint = "Install rclone (rclone.org), or say where it is in the connection's settings.";
    return new ProgramMissing(location, names.program, hint, cause);
  }
  if (hadAnswered)
    return new StorageInterrupted(action, said === "" ? "rclone ended" : `rclone ended: ${said}`, { cause });
  if (NO_REMOTE.test(said)) {
    const hint = "Make it with “rclone config”, or correct its name. “rclone listremotes” shows those there are.";
    return new ContainerMissing(location, `remote “${names.remote}” in rclone's settings`, hint, cause);
  }
  if (SETTINGS_LOCKED.test(said)) {
    return new AccessDenied(location, "Enter the password that rclone's settings are encrypted with.", cause);
  }
  if (NO_LOGIN.test(said)) {
    return new AccessDenied(location, `Log in anew with “rclone config reconnect ${names.remote}:”.`, cause);
  }
  if (AWAY.test(said)) return new StorageUnreachable(action, cause);
  return new StorageFailed(action, said === "" ? "rclone ended at once" : `rclone says: ${said}`, cause);
}

/** The last line of what rclone said that is more than a notice, without its date and without secrets. */
export function lastWords(text: string, secrets: readonly string[]): string {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /, "").trim());
  const failures = lines.filter((line) => line !== "" && !/^(?:NOTICE|INFO|DEBUG)\s*:/.test(line));
  const line = (failures.at(-1) ?? "").replace(/^(?:CRITICAL|ERROR|FATAL)\s*:\s*/, "");
  return withoutSecrets(line, secrets).slice(0, 500).replace(/\.$/, "");
}

function withoutSecrets(line: string, secrets: readonly string[]): string {
  let clean = line;
  for (const secret of secrets) if (secret !== "") clean = clean.replaceAll(secret, "…");
  return clean
    .replace(/\b(\w*(?:pass|secret|token|key|bearer|signature|sig)\w*)(["']?\s*[=:]\s*)(?!\/\/)\S+/gi, "$1$2…")
    .replace(/\/\/[^/\s@]+@/g, "//…@");
}
