import { bytes } from "../../../shared/figures/index.ts";
import type { PathText, RestoreRequest } from "../../../shared/model/index.ts";
import { fromPathText, fromText, toPathText, zipFolder } from "../../engine/index.ts";
import type { RunContext, RunEnd } from "../runs/index.ts";
import type { Meter } from "./meter.ts";

/**
 * The same restore into a scratch folder, from where everything goes into the .zip. Two entries of one name, from two folders, are both
 * kept.
 *
 * @param scratch a folder with nothing in it, as the system writes it
 */
export function intoScratch(request: RestoreRequest, scratch: string): RestoreRequest {
  const folder = toPathText(fromText(process.platform === "win32" ? scratch.replaceAll("\\", "/") : scratch));
  return { ...request, destination: { type: "folder", folder }, existingFiles: "keep-both" };
}

/**
 * Moves what a restore brought back into the .zip that was asked for.
 *
 * @param came how the restore into the scratch folder ended
 */
export async function zipScratch(
  scratch: string,
  file: PathText,
  came: RunEnd,
  { meter, context }: { readonly meter: Meter; readonly context: RunContext },
): Promise<RunEnd> {
  const { figures } = came;
  if (figures.kind !== "restore" || figures.files + figures.folders === 0) {
    context.note("warning", "Nothing came back, so no .zip was written.");
    return came;
  }
  const total = { files: figures.files, bytes: figures.bytes, isFinal: true };
  let [filesDone, bytesDone, leftOut] = [0, 0, 0];
  const size = await zipFolder({
    ...{ folder: fromText(scratch), file: fromPathText(file), signal: context.signal },
    onDone: (done) => {
      filesDone += done.files;
      bytesDone += done.bytes;
      context.progress(meter.progress({ phase: "zipping", filesDone, bytesDone, total, problems: came.problems }));
    },
    onLeftOut: (path) => {
      leftOut += 1;
      const inside = toPathText(path).slice(scratch.length);
      context.problem({
        cause: "unwritable",
        path: inside,
        message: `A .zip cannot hold “${inside}”, which is no file.`,
      });
    },
  });
  context.note("info", `Wrote a .zip of ${bytes(size)}.`);
  return { figures: { ...figures, seconds: meter.seconds }, problems: came.problems + leftOut };
}
