import { LocationInvalid } from "../errors.ts";
import type { ParsedLocation } from "../target.ts";

const EXAMPLE = "rclone:remote:path";
/** A setting written into the name of a remote: `remote,name=value:path`. */
const SETTING = /[,:]\s*([A-Za-z0-9_]+)\s*=/g;
const SECRET = /pass|secret|token|bearer|sas_url|(?:^|_)key$/i;

/** What rclone calls a remote, with the path on it. */
export interface RclonePlace {
  readonly remote: string;
}

/**
 * Takes `rclone:remote:path` apart as stock restic does: what follows is rclone's own. It will stand in the list of processes, so
 * nothing secret may be in it.
 *
 * @throws {LocationInvalid}
 */
export function parseRclone(location: string): ParsedLocation<RclonePlace> | undefined {
  if (!/^rclone:/i.test(location)) return undefined;
  const remote = location.slice("rclone:".length);
  for (const [, name = ""] of remote.matchAll(SETTING)) {
    if (SECRET.test(name)) throw new LocationInvalid("rclone:…", `“${name}” belongs into rclone's settings`, EXAMPLE);
  }
  if (!/^[^-/\\].*:/.test(remote)) {
    throw new LocationInvalid(`rclone:${remote}`, "the name of a remote and a colon have to follow", EXAMPLE);
  }
  return { options: { remote }, location: `rclone:${remote}`, access: {} };
}

/** The name under which rclone's settings know it. */
export function remoteName({ remote }: RclonePlace): string {
  return /^:?[^:,]*/.exec(remote)?.[0] ?? remote;
}
