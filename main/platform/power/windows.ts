import { askProgram } from "./ask-program.ts";

/** `GetSystemPowerStatus`, by the class that wraps it. */
const SCRIPT =
  "Add-Type -AssemblyName System.Windows.Forms; [System.Windows.Forms.SystemInformation]::PowerStatus.PowerLineStatus";

export async function windowsOnBattery(): Promise<boolean | undefined> {
  const answer = await askProgram("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", SCRIPT]);
  return answer === undefined ? undefined : parsePowerLine(answer);
}

/** @param text `Online`, `Offline` or `Unknown`; of a computer without a battery `Online` */
export function parsePowerLine(text: string): boolean | undefined {
  const status = text.trim();
  if (status === "Offline") return true;
  return status === "Online" ? false : undefined;
}
