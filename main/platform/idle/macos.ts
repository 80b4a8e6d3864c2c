import { askProgram } from "../ask-program.ts";

export async function macIdleSeconds(): Promise<number | undefined> {
  const answer = await askProgram("/usr/sbin/ioreg", ["-c", "IOHIDSystem", "-d", "4"]);
  return answer === undefined ? undefined : parseIdleTime(answer);
}

/** @param text what `ioreg` prints, a line “"HIDIdleTime" = nanoseconds” among others */
export function parseIdleTime(text: string): number | undefined {
  const [, nanoseconds] = /"HIDIdleTime" = (\d+)/.exec(text) ?? [];
  return nanoseconds === undefined ? undefined : Math.floor(Number(nanoseconds) / 1e9);
}
