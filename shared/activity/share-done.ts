import type { RunProgress } from "../model/index.ts";
import { say } from "../words/index.ts";

/** How far a run is, from 0 to 1; undefined as long as nobody knows how much there is. */
export function shareDone({ total, filesDone, bytesDone }: RunProgress): number | undefined {
  if (total === undefined || !total.isFinal) return undefined;
  if (total.bytes > 0) return Math.min(1, bytesDone / total.bytes);
  return total.files > 0 ? Math.min(1, filesDone / total.files) : undefined;
}

/** `36%`, never 100% before the end. */
export function formatPercent(share: number): string {
  return say("{percent}%", { percent: Math.floor(Math.min(1, Math.max(0, share)) * 100) });
}
