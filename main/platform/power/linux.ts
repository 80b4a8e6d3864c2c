import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Power } from "./power-state.ts";

/** What the kernel tells of one supply, as it stands in its files. */
export interface PowerSupply {
  /** `Mains`, `USB`, `Battery`, `UPS`, `Wireless`, … */
  readonly type: string;
  /** Of supplies that give power: “1” when they do. */
  readonly online?: string;
  /** Of batteries: `Charging`, `Discharging`, `Full`, … */
  readonly status?: string;
  /** `Device` is the battery of a mouse or keyboard, not the computer's own. */
  readonly scope?: string;
  /** Of batteries, in percent. */
  readonly capacity?: string;
  /** What is in it and what it can take: of each pair a battery has one, as it measures energy or charge. */
  readonly energy_now?: string;
  readonly energy_full?: string;
  readonly charge_now?: string;
  readonly charge_full?: string;
}

const FOLDER = "/sys/class/power_supply";
const FIELDS = [
  ...(["type", "online", "status", "scope", "capacity"] as const),
  ...(["energy_now", "energy_full", "charge_now", "charge_full"] as const),
];

/** @param folder as the kernel lays it out @returns nothing where there is no such folder */
export async function linuxPower(folder: string = FOLDER): Promise<Power> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return {};
  const supplies = await Promise.all(names.map((name) => readSupply(join(folder, name))));
  const batteryPercent = percentOf(supplies);
  return { onBattery: runsOnBattery(supplies), ...(batteryPercent === undefined ? {} : { batteryPercent }) };
}

/**
 * A computer runs on battery when a battery of its own is being emptied and nothing from outside gives power. Many have a
 * socket that is off beside one that is on, and machines without a battery have an empty list.
 *
 * @see Documentation/ABI/testing/sysfs-class-power in the kernel's sources
 */
export function runsOnBattery(supplies: readonly PowerSupply[]): boolean {
  const own = supplies.filter(({ scope }) => scope !== "Device");
  if (own.some((supply) => !isStore(supply) && supply.online === "1")) return false;
  return own.some((supply) => isStore(supply) && supply.status === "Discharging");
}

/** Of several batteries one is emptied before the other, so that none of them says how much there is. */
export function percentOf(supplies: readonly PowerSupply[]): number | undefined {
  const own = supplies.filter((supply) => isStore(supply) && supply.scope !== "Device");
  const both =
    sumPercent(own.map(({ energy_now, energy_full }) => [energy_now, energy_full])) ??
    sumPercent(own.map(({ charge_now, charge_full }) => [charge_now, charge_full]));
  const each = own.flatMap(({ capacity }) => numberOf(capacity) ?? []);
  const percent = both ?? (each.length === 0 ? undefined : Math.min(...each));
  return percent === undefined ? undefined : Math.round(Math.max(0, Math.min(100, percent)));
}

function sumPercent(batteries: readonly (readonly [string | undefined, string | undefined])[]): number | undefined {
  let [now, full] = [0, 0];
  for (const [has, takes] of batteries) {
    const [hasNumber, takesNumber] = [numberOf(has), numberOf(takes)];
    if (hasNumber === undefined || takesNumber === undefined) return undefined;
    now += hasNumber;
    full += takesNumber;
  }
  return full > 0 ? (now / full) * 100 : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function isStore({ type }: PowerSupply): boolean {
  return type === "Battery" || type === "UPS";
}

async function readSupply(folder: string): Promise<PowerSupply> {
  const read = async (name: string): Promise<readonly (readonly [string, string])[]> => {
    const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
    return text === undefined ? [] : [[name, text.trim()]];
  };
  const found = await Promise.all(FIELDS.map(read));
  return { type: "", ...Object.fromEntries(found.flat()) };
}
