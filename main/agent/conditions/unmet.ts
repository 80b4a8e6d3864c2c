import type { Conditions, Moment, WaitReason } from "../../../shared/model/index.ts";
import { allHoursEnd, type Held } from "../schedule/index.ts";
import type { Surroundings } from "../surroundings/index.ts";

/** Whether the computer decides about these conditions; the clock alone does about quiet hours. */
export function needsLook({ onMains, batteryAbovePercent, unmetered, networks, idleMinutes }: Conditions): boolean {
  return onMains || batteryAbovePercent !== undefined || unmetered || networks.length > 0 || idleMinutes !== undefined;
}

/**
 * Which conditions do not hold. What is not known holds. `until` is told if only hours have to pass.
 *
 * @returns undefined if nothing is in the way
 */
export function unmet(conditions: Conditions, surroundings: Surroundings, now: Moment, zone: string): Held | undefined {
  const quietEnd = allHoursEnd(conditions.quietHours, now, zone);
  const others = waitsFor(conditions, surroundings);
  if (quietEnd === undefined) return others.length === 0 ? undefined : { for: others };
  return others.length === 0 ? { for: ["quiet-hours"], until: quietEnd } : { for: ["quiet-hours", ...others] };
}

function waitsFor(conditions: Conditions, surroundings: Surroundings): WaitReason[] {
  const { onBattery, metered } = surroundings;
  return [
    ...(conditions.onMains && onBattery === true ? (["mains"] as const) : []),
    ...(isBatteryLow(conditions, surroundings) ? (["battery"] as const) : []),
    ...(conditions.unmetered && metered === true ? (["metered"] as const) : []),
    ...(isElsewhere(conditions, surroundings) ? (["network"] as const) : []),
    ...(isInUse(conditions, surroundings) ? (["idle"] as const) : []),
  ];
}

/** While it is being charged, how full it is does not matter. */
function isBatteryLow({ batteryAbovePercent }: Conditions, { onBattery, batteryPercent }: Surroundings): boolean {
  if (batteryAbovePercent === undefined || batteryPercent === undefined) return false;
  return onBattery !== false && batteryPercent <= batteryAbovePercent;
}

function isElsewhere({ networks: wanted }: Conditions, { networks: joined }: Surroundings): boolean {
  return wanted.length > 0 && joined !== undefined && !joined.some((name) => wanted.includes(name));
}

function isInUse({ idleMinutes }: Conditions, { userActive, idleSeconds }: Surroundings): boolean {
  if (idleMinutes === undefined) return false;
  return idleSeconds === undefined ? userActive === true : idleSeconds < idleMinutes * 60;
}
