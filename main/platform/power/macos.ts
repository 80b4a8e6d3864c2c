import { askProgram } from "../ask-program.ts";
import type { Power } from "./power-state.ts";

export async function macPower(): Promise<Power> {
  const answer = await askProgram("/usr/bin/pmset", ["-g", "batt"]);
  return answer === undefined ? {} : parsePmset(answer);
}

/** @param text what `pmset -g batt` prints: “Now drawing from 'Battery Power'” and a line for each battery */
export function parsePmset(text: string): Power {
  const [, source] = /drawing from '([^']+)'/.exec(text) ?? [];
  const [, percent] = /InternalBattery[^\n]*?\t(\d{1,3})%/.exec(text) ?? [];
  return { ...onBattery(source), ...(percent === undefined ? {} : { batteryPercent: Number(percent) }) };
}

function onBattery(source: string | undefined): Power {
  switch (source) {
    case "Battery Power":
    case "UPS Power":
      return { onBattery: true };
    case "AC Power":
      return { onBattery: false };
    default:
      return {};
  }
}
