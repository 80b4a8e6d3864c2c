import { type BusPlace, busProperties } from "../system-bus.ts";
import type { Network } from "./network-state.ts";

const SERVICE = "org.freedesktop.NetworkManager";
/** More than a computer has at a time. */
const MOST_CONNECTIONS = 16;

/** Values of an object on the bus; undefined if it is not there. */
export type AskBus = (place: BusPlace, names: readonly string[]) => Promise<readonly unknown[] | undefined>;

/** What NetworkManager tells; nothing where it does not run. */
export async function linuxNetwork(ask: AskBus = busProperties): Promise<Network> {
  const place = { service: SERVICE, path: "/org/freedesktop/NetworkManager", iface: SERVICE };
  const [metered, active] = (await ask(place, ["Metered", "ActiveConnections"])) ?? [];
  if (!Array.isArray(active)) return {};
  const paths = active.filter((path): path is string => typeof path === "string").slice(0, MOST_CONNECTIONS);
  const names = await Promise.all(paths.map((path) => wirelessName(path, ask)));
  // A name that is not told must not look like a connection without one.
  if (names.includes(undefined)) return isMetered(metered);
  return { ...isMetered(metered), networks: names.flatMap((name) => (name === undefined || name === "" ? [] : name)) };
}

/** @see NMMetered in NetworkManager's D-Bus reference: yes, no, guessed yes, guessed no */
function isMetered(value: unknown): Pick<Network, "metered"> {
  if (value === 1 || value === 3) return { metered: true };
  return value === 2 || value === 4 ? { metered: false } : {};
}

/** @returns "" for a connection that is not wireless, undefined for one whose name is not told */
async function wirelessName(path: string, ask: AskBus): Promise<string | undefined> {
  const connection = { service: SERVICE, path, iface: `${SERVICE}.Connection.Active` };
  const found = await ask(connection, ["Type", "SpecificObject"]);
  // It ended between the two questions.
  if (found === undefined) return "";
  const [type, accessPoint] = found;
  if (type !== "802-11-wireless") return "";
  if (typeof accessPoint !== "string") return undefined;
  const [ssid] = (await ask({ service: SERVICE, path: accessPoint, iface: `${SERVICE}.AccessPoint` }, ["Ssid"])) ?? [];
  return Array.isArray(ssid) && ssid.every((byte) => Number.isInteger(byte)) ? Buffer.from(ssid).toString() : undefined;
}
