import type { OpenRepository } from "../open-repository.ts";
import { type Run, startRun } from "../run.ts";
import { BackupWork } from "./backup-work.ts";
import type { BackupEvent, BackupOptions, BackupResult } from "./model.ts";

/**
 * Saves folders as a new snapshot. What the parent snapshot has and the disk says is unchanged is not read again;
 * content that the repository has is not stored again.
 *
 * Files that cannot be read do not end the run: they are told as events and counted in the result. Aborting the signal
 * does: what was read by then stays in the repository for the next run, and `result` rejects with the signal's reason.
 */
export function backup(open: OpenRepository, options: BackupOptions): Run<BackupEvent, BackupResult> {
  const work = new BackupWork(open, options);
  return startRun(
    (events) => work.run(events),
    () => work.progress(),
  );
}
