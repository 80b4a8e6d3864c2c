import type { Target } from "../../../shared/model/index.ts";
import { typeOfLocation } from "../../../shared/targets/index.ts";

/**
 * Whether a target stands in another building: what its user said, and otherwise what its kind suggests. Only storage that is rented
 * counts by itself, and not at an address of the own network. A server may stand beside the computer: its user has to say.
 */
export function isOffSite({ location, isOffSite: said }: Pick<Target, "location" | "isOffSite">): boolean {
  if (said !== undefined) return said;
  const type = typeOfLocation(location);
  if (type === "azure") return true;
  return type === "s3" && !isNearby(hostOf(location));
}

/** The server in `s3:https://host:port/bucket` and `s3:host/bucket`. */
function hostOf(location: string): string {
  const [, host = ""] = /^s3:(?:https?:)?(?:\/\/)?(\[[^\]]*\]|[^/:]*)/i.exec(location) ?? [];
  return host.toLowerCase();
}

/** An address of this computer or of a private network, or a name that only a private network knows. */
function isNearby(host: string): boolean {
  if (host.startsWith("[")) return /^\[(::1|f[cd]|fe80)/.test(host);
  if (/^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host)) return true;
  return !host.includes(".") || /\.(local|lan|home|internal|intranet|localdomain|box|arpa)$/.test(host);
}
