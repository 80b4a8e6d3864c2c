import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

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
}

const FOLDER = "/sys/class/power_supply";
const FIELDS = ["type", "online", "status", "scope"] as const;

/** @param folder as the kernel lays it out @returns undefined where there is no such folder */
export async function linuxOnBattery(folder: string = FOLDER): Promise<boolean | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return undefined;
  const supplies = await Promise.all(names.map((name) => readSupply(join(folder, name))));
  return runsOnBattery(supplies);
}

/**
 * A computer runs on battery when a battery of its own is being emptied and nothing from outside gives power. Many have a
 * socket that is off beside one that is on, and machines without a battery have an empty list.
 *
 * @see Documentation/ABI/testing/sysfs-class-power in the kernel's sources
 */
export function runsOnBattery(supplies: readonly PowerSupply[]): boolean {
  const own = supplies.filter(({ scope }) => scope !== "Device");
  const isStored = ({ type }: PowerSupply): boolean => type === "Battery" || type === "UPS";
  if (own.some((supply) => !isStored(supply) && supply.online === "1")) return false;
  return own.some((supply) => isStored(supply) && supply.status === "Discharging");
}

async function readSupply(folder: string): Promise<PowerSupply> {
  const read = async (name: string): Promise<readonly (readonly [string, string])[]> => {
    const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
    return text === undefined ? [] : [[name, text.trim()]];
  };
  const found = await Promise.all(FIELDS.map(read));
  return { type: "", ...Object.fromEntries(found.flat()) };
}
