import type { OpenRepository } from "../open-repository.ts";
import type { FindingLog } from "./finding-log.ts";

/** What every step of a check works with. */
export interface CheckContext {
  readonly open: OpenRepository;
  readonly log: FindingLog;
  readonly signal: AbortSignal;
}

/** Jobs in the making over all threads: enough that none waits, few enough that their bytes fit in memory. */
export function lanesOf({ open }: CheckContext): number {
  return open.lanes;
}
