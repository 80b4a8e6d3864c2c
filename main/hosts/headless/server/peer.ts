import { readFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { platform } from "node:process";

/** 127.0.0.1 as the tables of the kernel have it, also at the end of ::ffff:127.0.0.1. */
const LOOPBACK = "0100007F";
const ESTABLISHED = "01";

/**
 * Whether the other end of a connection on loopback is known to belong to another user of this computer. Cookies are shared
 * by all ports of a computer, and a link in a program's arguments can be read by every user; on Linux the kernel tells whose
 * a connection is, so neither is of use to others. Where it does not tell, session and secret stand alone.
 */
export async function isOfAnotherUser(socket: Socket): Promise<boolean> {
  const { remotePort, localPort } = socket;
  const own = process.getuid?.();
  if (platform !== "linux" || own === undefined || remotePort === undefined || localPort === undefined) return false;
  const tables = await Promise.all(["/proc/net/tcp", "/proc/net/tcp6"].map(readTable));
  const owner = ownerIn(tables.join("\n"), remotePort, localPort);
  // Root may do all of this anyway, and forwards connections on behalf of others (WSL, containers).
  return owner !== undefined && owner !== own && owner !== 0;
}

/** The user whose connection goes from one port to the other, in the form of /proc/net/tcp. */
export function ownerIn(table: string, fromPort: number, toPort: number): number | undefined {
  const end = (port: number): string => `${LOOPBACK}:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const line of table.split("\n")) {
    const [, local = "", remote = "", state, , , , uid] = line.trim().split(/\s+/);
    if (state === ESTABLISHED && local.endsWith(end(fromPort)) && remote.endsWith(end(toPort))) return Number(uid);
  }
  return undefined;
}

function readTable(path: string): Promise<string> {
  return readFile(path, "latin1").catch(() => "");
}
