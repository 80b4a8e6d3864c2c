import { bytes, count, countOf, duration, localTime } from "../../../../../shared/figures/index.ts";
import type { Run, RunFigures, RunOutcome, RunPhase } from "../../../../../shared/model/index.ts";
import type { Figures } from "../../terminal/progress-block.ts";

const PHASES: Readonly<Record<RunPhase, string>> = {
  opening: "Opening the repository",
  reading: "Reading",
  saving: "Saving the rest",
  restoring: "Restoring",
  checking: "Checking",
  command: "Running a command",
  choosing: "Choosing what stays",
  rewriting: "Rewriting",
  removing: "Removing",
  comparing: "Comparing",
  zipping: "Writing the .zip file",
};

const OUTCOMES: Readonly<Record<RunOutcome, string>> = {
  completed: "completed",
  warnings: "completed with warnings",
  failed: "failed",
  cancelled: "stopped",
  interrupted: "interrupted",
};

/** How a run is, in a few words: “reading, 28 %”, “completed”, “waiting for Blue”. */
export function stateOf({ state, outcome, waitingFor, targetName, isStopping, progress }: Run): string {
  if (state === "ended") return OUTCOMES[outcome ?? "interrupted"];
  if (isStopping) return "stopping";
  if (state === "queued") return waitingFor === "target" ? `waiting for ${targetName}` : "waiting for its turn";
  if (progress === undefined) return "starting";
  const { phase, total, bytesDone } = progress;
  const isKnown = total?.isFinal === true && total.bytes > 0;
  const share = isKnown ? `, ${Math.floor(Math.min(1, bytesDone / total.bytes) * 100)} %` : "";
  return `${PHASES[phase].toLowerCase()}${share}`;
}

/** The progress of a run, to be drawn. */
export function runFigures({ progress, kind }: Run): Figures | undefined {
  if (progress === undefined) return undefined;
  const { phase, seconds, filesDone, bytesDone, total, problems, currentFiles } = progress;
  const known = total?.isFinal === true ? { itemsTotal: total.files, bytesTotal: total.bytes } : {};
  return {
    ...{ phase: PHASES[phase], secondsElapsed: seconds, itemsDone: filesDone, bytesDone, warnings: problems },
    ...{ item: kind === "check" ? "pack" : "file", current: currentFiles, ...known },
  };
}

/** What a run did, in lines. */
export function resultLines(run: Run): string[] {
  const { figures, snapshotId, outcome, title, progress } = run;
  const name = snapshotId === undefined ? [] : [`Snapshot ${snapshotId.slice(0, 8)}.`];
  if (figures !== undefined) return [...figureLines(figures), ...name];
  const stored = progress?.bytesStored ?? 0;
  const kept = stored === 0 ? "" : ` Kept ${bytes(stored)} in the repository: the next run goes on from there.`;
  return [`${title}: ${OUTCOMES[outcome ?? "interrupted"]}.${kept}`];
}

function figureLines(figures: RunFigures): string[] {
  switch (figures.kind) {
    case "backup": {
      if (figures.isUnchanged === true) return ["Nothing had changed: the newest snapshot stands for now, too."];
      const { files, filesNew, filesChanged, filesUnchanged, bytesAdded, bytesStored, seconds } = figures;
      const kinds = `${count(filesNew)} new, ${count(filesChanged)} changed, ${count(filesUnchanged)} unchanged`;
      const added =
        bytesAdded === 0 ? "Added nothing" : `Added ${bytes(bytesAdded)}, which take ${bytes(bytesStored)},`;
      return [
        `Saved ${countOf(files, "file")}, ${bytes(figures.bytes)} (${kinds}) in ${duration(seconds)}.`,
        `${added} to the repository.`,
      ];
    }
    case "copy": {
      const { snapshots, snapshotsThere, bytesStored } = figures;
      const there = snapshotsThere === 0 ? "" : `; ${countOf(snapshotsThere, "snapshot")} had been there already`;
      return [`Copied ${countOf(snapshots, "snapshot")}, ${bytes(bytesStored)} stored${there}.`];
    }
    case "restore":
      return [`Restored ${countOf(figures.files, "file")} (${bytes(figures.bytes)}) in ${duration(figures.seconds)}.`];
    case "test-restore": {
      const { files, comparedWithSource, failures, seconds } = figures;
      const what = `${countOf(files, "file")} (${bytes(figures.bytes)}) came back and ${files === 1 ? "is" : "are"} as saved`;
      const same = comparedWithSource === 0 ? "" : `; ${count(comparedWithSource)} compared with their sources, too`;
      const found = failures === 0 ? [] : [`${countOf(failures, "thing")} did not come back as saved.`];
      return [`${what}${same} (${duration(seconds)}).`, ...found];
    }
    case "tidy": {
      const { snapshotsRemoved, bytesBefore, bytesAfter } = figures;
      const gained = bytes(Math.max(0, bytesBefore - bytesAfter));
      return [`Removed ${countOf(snapshotsRemoved, "snapshot")}; the repository is ${gained} smaller.`];
    }
    case "repair": {
      const { packsRead, blobsSaved, snapshotsRewritten } = figures;
      const looked = `Looked into ${countOf(packsRead, "pack")}, saved ${countOf(blobsSaved, "blob")}`;
      return [`${looked}, rewrote ${countOf(snapshotsRewritten, "snapshot")}.`];
    }
    case "check": {
      const { snapshots, packs, errors } = figures;
      const found = errors === 0 ? "No errors were found." : `${countOf(errors, "error")} found.`;
      return [`Checked ${countOf(snapshots, "snapshot")}, ${countOf(packs, "pack")}. ${found}`];
    }
  }
}

/** When a run was, in the user's time. */
export function momentOf({ endedAt, startedAt, queuedAt }: Run): string {
  return localTime(endedAt ?? startedAt ?? queuedAt);
}
