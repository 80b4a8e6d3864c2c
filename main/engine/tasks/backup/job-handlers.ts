import { Chunker } from "../../chunker/index.ts";
import type { BlobSaver } from "../../repository/index.ts";
import type { JobHandlers, ThreadContext } from "../../workers/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import { countFolders } from "./count-folders.ts";
import { countTrees } from "./count-trees.ts";
import { FileStorer } from "./file-storer.ts";
import { FolderLister } from "./folder-lister.ts";
import type { BackupCounter, BackupJobs, FolderInput, FolderOutput, ReadingRules } from "./jobs.ts";
import { TreeStorer } from "./tree-storer.ts";

/** The backup jobs of one worker thread. `beginBackup` comes before all others of a run. */
export function backupJobHandlers(thread: EngineThread, context: ThreadContext): JobHandlers<BackupJobs> {
  const { saver } = thread;
  const board = context.board<BackupCounter>();
  const trees = new TreeStorer(saver, board);
  let lister: FolderLister | undefined;
  let chunker: Chunker | undefined;
  let rules: ReadingRules | undefined;
  const current = (): FolderLister => {
    if (lister === undefined) throw new Error("a backup job came before beginBackup");
    return lister;
  };
  return {
    beginBackup(reading) {
      saver.discard();
      chunker ??= new Chunker(thread.polynomial);
      rules = reading;
      const flow = context.flow;
      const files = new FileStorer({ saver, chunker, board, flow });
      lister = new FolderLister({ rules, files, trees, board, flow, table: thread.table, opener: thread.opener });
      return undefined;
    },
    listFolders: ({ folders }) => listInTime(folders, current()),
    storeFiles: (slice) => current().storeSlice(slice),
    finishFolder: (folder) => trees.store(folder, folder.previousTree),
    countTrees: ({ trees: sealed }) => countTrees(sealed, thread.opener, context.flow),
    handOver: () => handOver(saver, context),
    finishPacks({ packs }) {
      saver.finishAll(packs);
      return undefined;
    },
    countFolders({ folders }) {
      if (rules === undefined) throw new Error("a backup job came before beginBackup");
      return countFolders(folders, rules.filter, context.flow);
    },
  };
}

/** A job ends soon after this long, so that the threads share the work evenly and other jobs get their turn. */
const JOB_MS = 50;

/** Lists folders in their order, at least one, as far as the time of a job goes. */
function listInTime(folders: readonly FolderInput[], lister: FolderLister): FolderOutput[] {
  const end = performance.now() + JOB_MS;
  const outputs: FolderOutput[] = [];
  for (const folder of folders) {
    outputs.push(lister.list(folder));
    if (performance.now() > end) break;
  }
  return outputs;
}

function handOver(saver: BlobSaver, context: ThreadContext): ReturnType<BlobSaver["handOver"]> {
  const packs = saver.handOver();
  // The packs' bytes came from `takeBuffer`, so they are no SharedArrayBuffers.
  for (const pack of packs) context.giveAway(pack.blobs.buffer as ArrayBuffer);
  return packs;
}
