import { say, spokenLocale } from "../../../shared/words/index.ts";

/** Powers of ten, as sizes are said everywhere in the window; those of two are understood too. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ tb: 1e12, gb: 1e9, mb: 1e6, kb: 1e3 },
  ...{ tib: 2 ** 40, gib: 2 ** 30, mib: 2 ** 20, kib: 2 ** 10 },
  ...{ t: 1e12, g: 1e9, m: 1e6, k: 1e3, bytes: 1, byte: 1, b: 1 },
};

const SHOWN = [
  [1e12, "TB"],
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
] as const;

/** `2 GB`, `1.5 MB`, `1234567 bytes`: exact, so that a field can be saved as it was read. */
export function sizeAsText(bytes: number | undefined): string {
  if (bytes === undefined) return "";
  const unit = SHOWN.find(([size]) => bytes >= size && Number.isInteger((bytes / size) * 1000));
  return unit === undefined ? say("{size} bytes", { size: String(bytes) }) : `${decimal(bytes / unit[0])} ${unit[1]}`;
}

function decimal(value: number): string {
  return value.toLocaleString(spokenLocale(), { maximumFractionDigits: 3, useGrouping: false });
}

/** What a person typed as a size, in bytes; nothing means no limit. `unclear`: it has no unit, or is no number. */
export function sizeOf(text: string): number | undefined | "unclear" {
  if (text.trim() === "") return undefined;
  const [, digits = "", unit = ""] = /^([\d.,\s]*\d)\s*([a-z]+)$/i.exec(text.trim()) ?? [];
  const number = Number(digits.replaceAll(/\s/g, "").replace(",", "."));
  const size = Math.round(number * (UNITS[unit.toLowerCase()] ?? Number.NaN));
  return digits !== "" && Number.isSafeInteger(size) && size > 0 ? size : "unclear";
}
