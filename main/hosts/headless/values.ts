import { UsageError } from "./errors.ts";

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;

/** A duration as restic and Go write it, `90s`, `5m`, `1h30m`, in milliseconds. */
export function parseDuration(text: string): number {
  if (!DURATION.test(text)) {
    throw new UsageError(`“${text}” is no duration.`, "Write it with a unit, such as 30s, 5m or 1h30m.");
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce((sum, [, number, unit]) => {
    return sum + Number(number) * (MILLISECONDS[unit ?? ""] ?? 0);
  }, 0);
}

/** A size as restic takes it, in bytes: a number with k, m, g or t for powers of 1024. */
export function parseSize(text: string): number {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)(?:([kmgt])(?:i?b)?|b)?$/i.exec(text) ?? [];
  if (number === undefined) throw new UsageError(`“${text}” is no size.`, "Write it such as 500, 20k, 100M or 2G.");
  return Math.floor(Number(number) * 1024 ** " kmgt".indexOf(unit.toLowerCase() || " "));
}

/** A time of the user's zone, `2026-11-22 10:28:40`, or one with a zone as RFC 3339 has it, in nanoseconds since 1970. */
export function parseTimeOption(text: string): bigint | undefined {
  if (text === "now") return undefined;
  const [, day, time = "00:00:00", fraction = "", zone = ""] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  // Date.parse takes a time without a zone as local.
  const milliseconds = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone}`);
  if (Number.isNaN(milliseconds)) {
    throw new UsageError(`“${text}” is no time.`, "Write it such as “2026-11-22 10:28:40”.");
  }
  return BigInt(milliseconds) * 1_000_000n + BigInt(fraction.slice(1).padEnd(9, "0"));
}

/** A whole number from 1 on. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1) throw new UsageError(`“${text}” is no number from 1 on.`);
  return value;
}

/** The number of a port; 0 means any that is free. */
export function parsePort(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new UsageError(`“${text}” is no port.`, "Ports are 0 to 65535.");
  return value;
}

/** Gathers an option that may be given more than once. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Tags as restic takes them: `--tag a,b --tag c`. One list for each time the option is given; `""` is the empty tag. */
export function tagLists(given: readonly string[] = []): string[][] {
  return given.map((text) => text.split(",").map((tag) => tag.trim()));
}

/** Tags to be given to a snapshot, or taken from it: those of all lists. */
export function tagsOf(given: readonly string[] = []): string[] {
  return tagLists(given)
    .flat()
    .filter((tag) => tag !== "");
}
