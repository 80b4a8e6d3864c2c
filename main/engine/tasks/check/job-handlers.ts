import type { JobHandlers } from "../../workers/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import { sortByPack } from "../survey/index.ts";
import { listIndex } from "./index-listing.ts";
import type { CheckJobs } from "./jobs.ts";
import { checkPack } from "./pack-checker.ts";
import { checkTrees } from "./tree-checker.ts";
import { surveyTree } from "./tree-survey.ts";

/** The check's jobs of one worker thread. */
export function checkJobHandlers(thread: EngineThread): JobHandlers<CheckJobs> {
  return {
    checkIndex: ({ name, bytes }) => listIndex(thread, name, bytes),
    sortByPack: () => sortByPack(thread.table),
    checkTrees: ({ batch, memory }) => checkTrees(thread, batch, memory),
    checkPack(input) {
      const checked = checkPack(thread, input);
      freeNow(input.bytes);
      return checked;
    },
    surveyTree: (input) => surveyTree(thread.table, input),
  };
}

/** Whole packs would lie about until the collector comes by. Their buffers were transferred here, for one job alone. */
function freeNow({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
