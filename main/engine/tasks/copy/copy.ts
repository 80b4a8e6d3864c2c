import { type Run, startRun } from "../run.ts";
import { CopyWork } from "./copy-work.ts";
import type { CopyEvent, CopyNotice, CopyOptions, CopyProgress, CopyResult } from "./model.ts";

/**
 * Copies snapshots from one repository into another, with another key: what the target has already is not sent again,
 * and snapshots that it has are skipped. Every blob is opened, hashed and sealed anew on the way. A copy knows in
 * `original` the snapshot it was made of.
 *
 * Chunks stay as they are. So that copies and backups of the same files share them, both repositories need the same
 * chunker polynomial; see `CreateOptions`.
 *
 * A snapshot of which something cannot be read is not copied, and told in the result. When it is stopped or killed, the
 * target is sound and keeps what was stored; the same call goes on.
 */
export function copySnapshots(options: CopyOptions): Run<CopyEvent, CopyResult> {
  const work = new CopyWork(options);
  options.from.startThreads();
  options.to.startThreads();
  return startRun<CopyProgress, CopyNotice, CopyResult>(
    (events) => work.run(events),
    () => work.progress(),
  );
}
