import { bytes } from "../../../shared/figures/index.ts";
import { type BandwidthLimit, ratesOf } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { hoursWords } from "../../plan-choices/index.ts";

/** What limits come to: “1.5 MB a second from 08:00 to 18:00 every weekday; else no limit”. */
export function bandwidthWords(limits: readonly BandwidthLimit[]): string {
  // The first that fits counts, so that nothing after one that always holds is ever reached.
  const always = limits.findIndex(({ hours }) => hours === undefined);
  const reached = always === -1 ? limits : limits.slice(0, always + 1);
  if (reached.length === 0) return say("No limit");
  const words = reached.map((limit) => {
    const rate = rateWords(limit);
    if (limit.hours !== undefined) return say("{rate} from {hours}", { rate, hours: hoursWords(limit.hours) });
    return reached.length === 1 ? say("{rate}, always", { rate }) : say("else {rate}", { rate });
  });
  return [...words, ...(always === -1 ? [say("else {rate}", { rate: say("no limit") })] : [])].join("; ");
}

function rateWords(limit: BandwidthLimit): string {
  const { up, down } = ratesOf(limit);
  if (up === down) return up === undefined ? say("no limit") : say("{bytes} a second", { bytes: bytes(up) });
  if (down === undefined) return say("{bytes} a second up", { bytes: bytes(up ?? 0) });
  if (up === undefined) return say("{bytes} a second down", { bytes: bytes(down) });
  return say("{up} a second up and {down} down", { up: bytes(up), down: bytes(down) });
}

/** Megabytes as typed, in bytes; undefined of what cannot be a limit. */
export function rateOf(megabytes: number | string): number | undefined {
  if (typeof megabytes !== "number" || !Number.isFinite(megabytes)) return undefined;
  const rate = Math.round(megabytes * 1_000_000);
  return rate >= 1024 && Number.isSafeInteger(rate) ? rate : undefined;
}
