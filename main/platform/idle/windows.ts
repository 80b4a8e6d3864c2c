import { askProgram } from "../ask-program.ts";

/** `GetLastInputInfo`, in seconds. Both counts are milliseconds since the start, modulo 2^32. */
const SCRIPT =
  "Add-Type -Name Input -Namespace Holdfast -MemberDefinition '" +
  "public struct Last { public uint Size; public uint Time; } " +
  '[DllImport("user32.dll")] static extern bool GetLastInputInfo(ref Last last); ' +
  "public static uint Seconds() { var last = new Last(); last.Size = 8; " +
  "return GetLastInputInfo(ref last) ? unchecked((uint)System.Environment.TickCount - last.Time) / 1000 : uint.MaxValue; }'; " +
  "[Holdfast.Input]::Seconds()";

export async function windowsIdleSeconds(): Promise<number | undefined> {
  const answer = await askProgram("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", SCRIPT]);
  return answer === undefined ? undefined : parseSeconds(answer);
}

/** @param text seconds; the largest number if they are not known */
export function parseSeconds(text: string): number | undefined {
  const number = text.trim();
  return /^\d{1,9}$/.test(number) ? Number(number) : undefined;
}
