import { AppError } from "../../../../shared/errors/index.ts";
import { RestoreFolder } from "../../destination/index.ts";
import { longPaths } from "../../system/index.ts";
import type { JobHandlers, ThreadContext } from "../../workers/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import { FileWorker } from "./file-worker.ts";
import { FolderOpener } from "./folder-opener.ts";
import type { RestoreJobs, RestoreRules } from "./jobs.ts";
import { RangeWriter, type RangeWriterTools } from "./range-writer.ts";

/** The restore jobs of one worker thread. */
export function restoreJobHandlers(thread: EngineThread, context: ThreadContext): JobHandlers<RestoreJobs> {
  const { table } = thread;
  const shared = { opener: thread.opener, table, board: context.board<never>(), flow: context.flow };
  let destination: RestoreFolder | undefined;
  let opener: FolderOpener | undefined;
  let tools: RangeWriterTools | undefined;
  const current = <Part>(part: Part | undefined): Part => {
    context.flow.checkpoint();
    if (part === undefined) throw new Error("a restore job came before beginRestore, or in a dry run");
    return part;
  };
  const files = (): FileWorker => new FileWorker(current(tools));
  return {
    beginRestore(rules) {
      destination = openDestination(rules);
      opener = new FolderOpener({ ...shared, destination, rules });
      tools = rules.dryRun || destination === undefined ? undefined : { ...shared, destination, rules };
      return undefined;
    },
    endRestore() {
      destination?.close();
      destination = undefined;
      longPaths.close();
      return undefined;
    },
    openFolders({ folders }) {
      const worker = current(opener);
      return { folders: folders.map((folder) => worker.open(folder)), tally: worker.takeTally() };
    },
    beginFiles: (input) => files().begin(input),
    writeRange: (input) => new RangeWriter(current(tools), input).write(),
    finishFiles: (input) => files().finish(input),
    finishFolders: (input) => files().finishFolders(input),
    linkFiles: (input) => files().link(input),
    verifyFiles: (input) => files().verify(input),
    discardFiles: (input) => files().discard(input),
  };
}

/** A dry run makes no folder, so there may be none. */
function openDestination({ target, dryRun, overwrite, metadata }: RestoreRules): RestoreFolder | undefined {
  if (!dryRun) return new RestoreFolder(target, { replaces: overwrite !== "keep-both", metadata });
  try {
    return new RestoreFolder(target, { create: false });
  } catch (error) {
    if (error instanceof AppError && error.facts["errno"] === "ENOENT") return undefined;
    throw error;
  }
}
