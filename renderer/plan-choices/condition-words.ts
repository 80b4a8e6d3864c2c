import { countOf } from "../../shared/figures/index.ts";
import type { Conditions, Hours } from "../../shared/model/index.ts";
import { clock, daysWords } from "./when-words.ts";

/** What a plan waits for, within its sentence: “wait while on battery or in quiet hours”, “wait for nothing”. */
export function waitWords(conditions: Conditions): string {
  const parts = waitParts(conditions);
  if (parts.length === 0) return "wait for nothing";
  const [last] = parts.slice(-1);
  const rest = parts.slice(0, -1);
  return `wait while ${rest.length === 0 ? last : `${rest.join(", ")} or ${last}`}`;
}

function waitParts({ onMains, batteryAbovePercent, unmetered, networks, idleMinutes, quietHours }: Conditions) {
  return [
    ...(onMains ? ["on battery"] : []),
    ...(batteryAbovePercent === undefined ? [] : [`the battery is at ${batteryAbovePercent}% or less`]),
    ...(unmetered ? ["on a metered connection"] : []),
    ...(networks.length === 0 ? [] : [`away from ${networkWords(networks)}`]),
    ...(idleMinutes === undefined ? [] : ["somebody uses the computer"]),
    ...(quietHours.length === 0 ? [] : ["in quiet hours"]),
  ];
}

function networkWords(networks: readonly string[]): string {
  return networks.length === 1 ? `the network ${networks[0]}` : `its ${countOf(networks.length, "network")}`;
}

/** `22:00 to 06:00`, `09:00 to 17:00 every weekday` */
export function hoursWords({ from, to, days }: Hours): string {
  const every = days.length === 0 || days.length === 7 ? "" : ` every ${daysWords(days)}`;
  return `${clock(from)} to ${clock(to)}${every}`;
}
