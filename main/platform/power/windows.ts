import { askProgram } from "../ask-program.ts";
import type { Power } from "./power-state.ts";

/** `GetSystemPowerStatus`, by the class that wraps it. */
const SCRIPT =
  "Add-Type -AssemblyName System.Windows.Forms; $p = [System.Windows.Forms.SystemInformation]::PowerStatus; " +
  "'{0} {1}' -f $p.PowerLineStatus, [int]($p.BatteryLifePercent * 100)";

export async function windowsPower(): Promise<Power> {
  const answer = await askProgram("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", SCRIPT]);
  return answer === undefined ? {} : parsePowerLine(answer);
}

/** @param text `Online`, `Offline` or `Unknown`, of a computer without a battery `Online`; then percent, 255 if unknown */
export function parsePowerLine(text: string): Power {
  const [status, percent = ""] = text.trim().split(" ");
  return {
    ...(status === "Offline" ? { onBattery: true } : status === "Online" ? { onBattery: false } : {}),
    ...(/^\d+$/.test(percent) && Number(percent) <= 100 ? { batteryPercent: Number(percent) } : {}),
  };
}
