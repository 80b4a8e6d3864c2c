import { countOf } from "../../../../shared/figures/index.ts";
import { type RepairNotice, type RepairProgress, type Run, type Salvaged, toText } from "../../../engine/index.ts";
import type { Output } from "../output.ts";
import { printable } from "../terminal/text-width.ts";

const PHASES: Readonly<Record<RepairProgress["phase"], string>> = {
  opening: "Opening the repository",
  index: "Reading the index",
  packs: "Reading packs",
  salvage: "Saving what is whole",
  writing: "Writing",
  snapshots: "Following the folders of the snapshots",
};

/** Tells what a repair does, to its end. @returns the result */
export async function follow<Result>(
  output: Output,
  task: Run<RepairProgress | RepairNotice, Result>,
): Promise<Result> {
  for await (const event of task) {
    if (event.type === "progress") showProgress(output, event);
    else tellNotice(output, event);
  }
  output.endProgress();
  return task.result;
}

function showProgress(output: Output, { phase, secondsElapsed, done, total, bytesRead }: RepairProgress): void {
  output.progress({
    ...{ phase: PHASES[phase], secondsElapsed, itemsDone: done, bytesDone: bytesRead },
    item: phase === "snapshots" ? "folder" : "pack",
    ...(total === undefined ? {} : { itemsTotal: total }),
  });
}

function tellNotice(output: Output, notice: RepairNotice): void {
  if (output.json) output.data(noticeData(notice));
  else if (notice.type === "snapshot") output.detail(`Snapshot ${notice.snapshot.id.slice(0, 8)}:`);
  else output.note(printable(inWords(notice)));
}

function noticeData(notice: RepairNotice): unknown {
  const { type, ...rest } = notice;
  if (notice.type === "snapshot") return { message_type: type, snapshot_id: notice.snapshot.id };
  if (notice.type === "change") return { message_type: type, ...rest, path: toText(notice.path) };
  return { message_type: type, ...rest };
}

function inWords(notice: Exclude<RepairNotice, { type: "snapshot" }>): string {
  switch (notice.type) {
    case "index-damaged":
      return `Index file ${short(notice.index)} is damaged: ${notice.problem}`;
    case "pack-missing":
      return `Pack ${short(notice.pack)} is missing.`;
    case "pack-unlisted":
      return `Pack ${short(notice.pack)} is in no index.`;
    case "pack-doubtful":
      return `Pack ${short(notice.pack)} is not as the index says.`;
    case "pack-unreadable":
      return `Pack ${short(notice.pack)} does not tell what is in it${notice.isListed ? "; the old index does" : ""}.`;
    case "held":
      return `${notice.kind} file ${short(notice.file)} stays for now: ${notice.problem}`;
    case "blob-lost":
      return `${notice.blob.type === "tree" ? "A folder list" : "A piece of data"} (${short(notice.blob.id)}) in pack ${short(notice.pack)} is lost.`;
    case "change":
      return `${short(notice.snapshot)}: ${changeWords(toText(notice.path), notice.what)}`;
  }
}

function changeWords(path: string, what: Extract<RepairNotice, { type: "change" }>["what"]): string {
  const words = {
    content: `${path} loses what is missing of its content`,
    size: `${path} had a wrong size noted`,
    folder: `${path} is an empty folder now; the list of what was in it is lost`,
    root: "the list of all that is in it is lost",
    unknown: `${path} has a list of entries that this program does not know; it stays as it is`,
  };
  return `${words[what]}.`;
}

/** What was saved of packs, and what was not. */
export function tellSalvaged(output: Output, { blobs, lost }: Salvaged): void {
  if (blobs > 0) output.remark(`${countOf(blobs, "piece")} of damaged packs were whole and are stored anew.`);
  if (lost.length === 0) return;
  const what = countOf(lost.length, "piece of data or folder list is", "pieces of data and folder lists are");
  const hint = "“holdfast repair snapshots” makes snapshots without; a backup of the same files may bring them back.";
  output.alarm(`${what} lost. ${hint}`);
}

export function salvagedData({ blobs, lost }: Salvaged): Readonly<Record<string, unknown>> {
  return { salvaged_blobs: blobs, lost_blobs: lost.map(({ type, id }) => ({ type, id })) };
}

function short(id: string): string {
  return id.slice(0, 8);
}
