import type { OpenRepository } from "../open-repository.ts";
import { type Run, startRun } from "../run.ts";
import type { RestoreEvent, RestoreOptions, RestoreResult } from "./model.ts";
import { RestoreWork } from "./restore-work.ts";

/**
 * Brings a snapshot, or a part of it, back to a folder. Nothing outside of the folder is touched, whatever the snapshot
 * says, and no link is followed. Every byte is verified by its hash before it is written; a file appears under its name
 * when it is complete, with its metadata.
 *
 * Entries that cannot be restored do not end the run: they are told as events and counted in the result. Aborting the
 * signal does, and so do a full disk and a storage that is gone: then no temporary file is left, and `result` rejects.
 */
export function restore(open: OpenRepository, options: RestoreOptions): Run<RestoreEvent, RestoreResult> {
  const work = new RestoreWork(open, options);
  open.prepare(options.signal);
  return startRun(
    (events) => work.run(events),
    () => work.progress(),
  );
}
