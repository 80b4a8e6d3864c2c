import { readlinkSync } from "node:fs";

const ZONE_FILE = "/etc/localtime";

/**
 * The computer's time zone now: an IANA name. The runtime finds it out once, at its start; a computer that travels has
 * another one later, and Linux and macOS say so in a link.
 *
 * @param link the file that leads into the system's table of zones
 */
export function systemZone(link: string = ZONE_FILE): string {
  const known = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (process.env["TZ"] !== undefined || process.platform === "win32") return known;
  try {
    const [, name] = /zoneinfo(?:\.default)?\/(?:posix\/|right\/)?(.+)$/.exec(readlinkSync(link)) ?? [];
    if (name === undefined) return known;
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name;
  } catch {
    return known; // no link, or a zone that the runtime does not know
  }
}
