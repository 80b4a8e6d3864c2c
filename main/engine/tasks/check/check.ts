import type { OpenRepository } from "../open-repository.ts";
import { type Run, startRun } from "../run.ts";
import { CheckWork } from "./check-work.ts";
import type { CheckEvent, CheckOptions, CheckResult } from "./model.ts";
import { mustBeSubset } from "./subset.ts";

/**
 * Checks a repository: that every file of it is whole and that every snapshot has all it refers to. Damage does not end
 * it; what is found is told as findings, with the files of the snapshots that each touches. Changes nothing, but that
 * locks of dead processes are removed.
 *
 * @throws {InvalidSubset} at once. The result rejects with what a lock or an unreachable storage throws.
 */
export function check(open: OpenRepository, options: CheckOptions = {}): Run<CheckEvent, CheckResult> {
  if (options.readData !== undefined) mustBeSubset(options.readData);
  const work = new CheckWork(open, options);
  open.startThreads();
  return startRun(
    (events) => work.run(events),
    () => work.progress(),
  );
}
