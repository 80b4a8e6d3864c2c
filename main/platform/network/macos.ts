import { askProgram } from "../ask-program.ts";
import type { Network } from "./network-state.ts";

/** Which connections are paid by volume, no program of the system tells. */
export async function macNetwork(): Promise<Network> {
  const ports = await askProgram("/usr/sbin/networksetup", ["-listallhardwareports"]);
  const device = ports === undefined ? undefined : wirelessDevice(ports);
  if (device === undefined) return {};
  const summary = await askProgram("/usr/sbin/ipconfig", ["getsummary", device]);
  return summary === undefined ? {} : parseSummary(summary);
}

/** @param text what `networksetup -listallhardwareports` prints: blocks of “Hardware Port: Wi-Fi”, “Device: en0” */
export function wirelessDevice(text: string): string | undefined {
  return /Hardware Port: (?:Wi-Fi|AirPort)\r?\nDevice: (\S+)/.exec(text)?.[1];
}

/** @param text what `ipconfig getsummary` prints, a line “SSID : name” among others. Newer systems hide the name */
export function parseSummary(text: string): Network {
  const name = /^\s*SSID : (.+?)\s*$/m.exec(text)?.[1];
  if (name === undefined) return { networks: [] };
  return name === "<redacted>" ? {} : { networks: [name] };
}
