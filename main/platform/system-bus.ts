import { askProgram } from "./ask-program.ts";

/** Where properties are: the service's name, the object's path, the interface; on the system's bus unless it is the user's. */
export interface BusPlace {
  readonly service: string;
  readonly path: string;
  readonly iface: string;
  readonly bus?: "system" | "user";
}

/**
 * Values of an object on a message bus, in the order asked for; undefined if there is no bus, no such service
 * or no such object. No service is started for it.
 *
 * @see busctl(1): each property is a line of JSON with `type` and `data`
 */
export async function busProperties(
  { service, path, iface, bus = "system" }: BusPlace,
  names: readonly string[],
): Promise<readonly unknown[] | undefined> {
  const how = [`--${bus}`, "--json=short", "--auto-start=no", "--timeout=3"];
  const answer = await askProgram("busctl", [...how, "get-property", service, path, iface, ...names]);
  return answer === undefined ? undefined : parseProperties(answer, names.length);
}

/** @returns undefined for what is not that many lines of the form above */
export function parseProperties(text: string, count: number): readonly unknown[] | undefined {
  try {
    const values = text
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    const data = values.map((value) =>
      typeof value === "object" && value !== null && "data" in value ? value.data : undefined,
    );
    return data.length === count ? data : undefined;
  } catch {
    return undefined;
  }
}
