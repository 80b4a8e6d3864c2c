import type { OpenRepository } from "../open-repository.ts";
import { type Run, startRun } from "../run.ts";
import type { PruneEvent, PruneOptions, PruneResult } from "./model.ts";
import { rulesOf } from "./options.ts";
import { PruneWork } from "./prune-work.ts";

/**
 * Gives back the room of what no snapshot needs. Packs in which nothing is needed are removed; packs of which part is
 * needed are written anew without the rest, as far as the options say.
 *
 * Whenever it is stopped, by a signal, a crash or a full disk, every snapshot has all it needs, and the next prune goes on.
 * What is written anew is opened and hashed before its old copy goes. Where anything is missing that a snapshot needs,
 * nothing at all is changed.
 *
 * @throws {InvalidPruneOption} at once. The result rejects with {NeededBlobsMissing}, {NeededPacksDamaged},
 *   {UnreadableTree}, {DamagedBlob}, {StorageFull}, or what a lock or an unreachable storage throws.
 */
export function prune(open: OpenRepository, options: PruneOptions = {}): Run<PruneEvent, PruneResult> {
  rulesOf(options, open.repository.version);
  const work = new PruneWork(open, options);
  open.startThreads();
  return startRun(
    (events) => work.run(events),
    () => work.progress(),
  );
}
