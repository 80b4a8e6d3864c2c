import { askProgram } from "./ask-program.ts";

export async function macOnBattery(): Promise<boolean | undefined> {
  const answer = await askProgram("/usr/bin/pmset", ["-g", "batt"]);
  return answer === undefined ? undefined : parsePmset(answer);
}

/** @param text what `pmset -g batt` prints: “Now drawing from 'Battery Power'” and a line for each battery */
export function parsePmset(text: string): boolean | undefined {
  const [, source] = /drawing from '([^']+)'/.exec(text) ?? [];
  switch (source) {
    case "Battery Power":
    case "UPS Power":
      return true;
    case "AC Power":
      return false;
    default:
      return undefined;
  }
}
