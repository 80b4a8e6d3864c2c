import { bytes, count, countOf, timeLeft } from "../../../../shared/figures/index.ts";
import { secondsLeft } from "../../../../shared/progress/index.ts";
import { printable, shorten } from "./text-width.ts";

/** Figures of a run at one moment, of whatever kind it is. */
export interface Figures {
  /** What is being done, as a word for people: “Reading”. */
  readonly phase: string;
  readonly secondsElapsed: number;
  readonly itemsDone: number;
  /** What is counted: “file”, “pack”. */
  readonly item: string;
  readonly bytesDone: number;
  readonly itemsTotal?: number;
  readonly bytesTotal?: number;
  readonly warnings?: number;
  /** What is worked on at this moment. */
  readonly current?: readonly string[];
}

/** How much of a run is done, 0 to 1, where its size is known. By bytes, as they are what takes the time. */
export function shareDone(figures: Figures): number | undefined {
  const { bytesDone, bytesTotal = 0, itemsDone, itemsTotal = 0 } = figures;
  if (bytesTotal > 0) return Math.min(1, bytesDone / bytesTotal);
  return itemsTotal > 0 ? Math.min(1, itemsDone / itemsTotal) : undefined;
}

/** The lines to show for a run, none wider than the terminal. */
export function progressBlock(figures: Figures, bytesPerSecond: number | undefined, columns: number): string[] {
  const { phase, itemsDone, itemsTotal, item, bytesDone, bytesTotal, warnings = 0, current = [] } = figures;
  const share = shareDone(figures);
  const left = secondsLeft(figures, bytesPerSecond);
  const parts = [
    itemsTotal === undefined ? countOf(itemsDone, item) : `${count(itemsDone)} of ${countOf(itemsTotal, item)}`,
    ...(bytesTotal === undefined ? [bytes(bytesDone)] : [`${bytes(bytesDone)} of ${bytes(bytesTotal)}`]),
    ...(share === undefined ? [] : [`${Math.floor(share * 100)} %`]),
    ...(bytesPerSecond === undefined || bytesPerSecond <= 0 ? [] : [`${bytes(bytesPerSecond)}/s`]),
    ...(left === undefined ? [] : [timeLeft(left)]),
    ...(warnings === 0 ? [] : [countOf(warnings, "warning")]),
  ];
  const lines = [`${phase}: ${parts.join(", ")}`, ...current.map((name) => `  ${printable(name)}`)];
  // One column stays free: some terminals wrap when the last one is written to.
  return lines.map((line) => shorten(line, Math.max(1, columns - 1)));
}
