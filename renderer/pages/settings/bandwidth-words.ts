import { bytes } from "../../../shared/figures/index.ts";
import { type BandwidthLimit, ratesOf } from "../../../shared/model/index.ts";
import { hoursWords } from "../../plan-choices/index.ts";

/** What limits come to: “1.5 MB a second from 08:00 to 18:00 every weekday; else no limit”. */
export function bandwidthWords(limits: readonly BandwidthLimit[]): string {
  // The first that fits counts, so that nothing after one that always holds is ever reached.
  const always = limits.findIndex(({ hours }) => hours === undefined);
  const reached = always === -1 ? limits : limits.slice(0, always + 1);
  if (reached.length === 0) return "No limit";
  const words = reached.map((limit) => {
    const rate = rateWords(limit);
    if (limit.hours !== undefined) return `${rate} from ${hoursWords(limit.hours)}`;
    return reached.length === 1 ? `${rate}, always` : `else ${rate}`;
  });
  return [...words, ...(always === -1 ? ["else no limit"] : [])].join("; ");
}

function rateWords(limit: BandwidthLimit): string {
  const { up, down } = ratesOf(limit);
  if (up === down) return up === undefined ? "no limit" : `${bytes(up)} a second`;
  if (down === undefined) return `${bytes(up ?? 0)} a second up`;
  if (up === undefined) return `${bytes(down)} a second down`;
  return `${bytes(up)} a second up and ${bytes(down)} down`;
}

/** Megabytes as typed, in bytes; undefined of what cannot be a limit. */
export function rateOf(megabytes: number | string): number | undefined {
  if (typeof megabytes !== "number" || !Number.isFinite(megabytes)) return undefined;
  const rate = Math.round(megabytes * 1_000_000);
  return rate >= 1024 && Number.isSafeInteger(rate) ? rate : undefined;
}
