import { secondsLeft } from "../../../../shared/progress/index.ts";
import type { FileProgress } from "../../../engine/index.ts";
import { type Figures, shareDone } from "../terminal/progress-block.ts";

/** The figures of a run that carries files, to be drawn. @param phases what is done in each phase, for people */
export function fileFigures<Phase extends string>(
  { phase, secondsElapsed, filesDone, bytesDone, total, currentFiles, problems }: FileProgress<Phase>,
  phases: Readonly<Record<Phase, string>>,
): Figures {
  const known = total === undefined ? {} : { itemsTotal: total.files, bytesTotal: total.bytes };
  return {
    ...{ phase: phases[phase], secondsElapsed, itemsDone: filesDone, item: "file", bytesDone },
    ...{ warnings: problems, current: currentFiles, ...known },
  };
}

/** The beginning of restic's `status` for programs, which all such runs share. */
export function statusFields({ secondsElapsed, bytesDone, total }: FileProgress<string>, figures: Figures) {
  const left = secondsLeft(figures, secondsElapsed > 0 ? bytesDone / secondsElapsed : undefined);
  return {
    message_type: "status",
    seconds_elapsed: Math.floor(secondsElapsed),
    seconds_remaining: left === undefined ? undefined : Math.ceil(left),
    percent_done: shareDone(figures) ?? 0,
    total_files: total?.files,
    total_bytes: total?.bytes,
  };
}
