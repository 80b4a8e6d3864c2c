import type { JobHandlers } from "../../workers/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import type { RepairJobs } from "./jobs.ts";

/** The repair's jobs of one worker thread. */
export function repairJobHandlers({ saver }: EngineThread): JobHandlers<RepairJobs> {
  return { saveTree: ({ tree }) => saver.save("tree", tree).id };
}
