import type { OpenRepository } from "../open-repository.ts";
import { type Run, startRun } from "../run.ts";
import type { ProveEvent, ProveOptions, ProveResult } from "./model.ts";
import { ProveWork } from "./prove-work.ts";

/**
 * Brings a part of a snapshot back, or all of it, into a scratch folder, and makes sure that it is what was saved: every byte
 * is read from the storage itself and from no cache, verified on its way, read again from the disk, and compared with its
 * source where that has not changed since. `large` reads whole packs besides. Changes nothing in the repository.
 *
 * What does not come back ends nothing: it is told as events and counted in the result. A storage that is gone and a full disk
 * reject the result, and say nothing of the snapshot.
 */
export function prove(open: OpenRepository, options: ProveOptions): Run<ProveEvent, ProveResult> {
  const work = new ProveWork(open, options);
  open.startThreads();
  return startRun(
    (events) => work.run(events),
    () => work.progress(),
  );
}
