import { hostname, userInfo } from "node:os";

/** Who works on a repository, as locks, key files and snapshots tell it to others. */
export interface Identity {
  readonly hostname: string;
  readonly username: string;
  readonly pid: number;
  /** Absent on Windows. */
  readonly uid?: number;
  readonly gid?: number;
}

/** This process, on this machine. */
export function ownIdentity(): Identity {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  const ids = uid === undefined || gid === undefined ? {} : { uid, gid };
  return { hostname: hostname(), username: ownUsername(), pid: process.pid, ...ids };
}

function ownUsername(): string {
  try {
    return userInfo().username;
  } catch {
    return ""; // an account without an entry in the user database, as containers have them
  }
}
