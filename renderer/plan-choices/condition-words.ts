import type { Conditions, Hours } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { clock, weekWords } from "./when-words.ts";

/** What a plan waits for, within its sentence: “wait while on battery or in quiet hours”, “wait for nothing”. */
export function waitWords(conditions: Conditions): string {
  const parts = waitParts(conditions);
  if (parts.length === 0) return say("wait for nothing");
  const [last = ""] = parts.slice(-1);
  const rest = parts.slice(0, -1);
  const what = rest.length === 0 ? last : say("{all} or {last}", { all: rest.join(", "), last });
  return say("wait while {what}", { what });
}

function waitParts({ onMains, batteryAbovePercent, unmetered, networks, idleMinutes, quietHours }: Conditions) {
  return [
    ...(onMains ? [say("on battery")] : []),
    ...(batteryAbovePercent === undefined
      ? []
      : [say("the battery is at {percent}% or less", { percent: batteryAbovePercent })]),
    ...(unmetered ? [say("on a metered connection")] : []),
    ...(networks.length === 0 ? [] : [networkWords(networks)]),
    ...(idleMinutes === undefined ? [] : [say("somebody uses the computer")]),
    ...(quietHours.length === 0 ? [] : [say("in quiet hours")]),
  ];
}

function networkWords(networks: readonly string[]): string {
  const [name = ""] = networks;
  return networks.length === 1
    ? say("away from the network {name}", { name })
    : say("away from its {count, plural, one {# network} other {# networks}}", { count: networks.length });
}

/** `22:00 to 06:00`, `09:00 to 17:00 every weekday` */
export function hoursWords({ from, to, days }: Hours): string {
  const times = { from: clock(from), to: clock(to) };
  return days.length === 0 || days.length === 7
    ? say("{from} to {to}", times)
    : say("{from} to {to} {days}", { ...times, days: weekWords(days) });
}
