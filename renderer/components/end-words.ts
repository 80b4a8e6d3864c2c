import { bytes, countOf, duration } from "../../shared/figures/index.ts";
import type {
  BackupFigures,
  CopyFigures,
  RepairFigures,
  Run,
  RunKind,
  TestRestoreFigures,
  TidyFigures,
} from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { showPath } from "./format.ts";

/** What a run did, in one sentence. */
export function doneSentence({ figures, targetName, destination }: Run): string {
  switch (figures?.kind) {
    case "backup":
      return backupSentence(figures, targetName);
    case "copy":
      return copySentence(figures, targetName);
    case "restore": {
      const where = destination === undefined ? "" : ` to ${showPath(destination)}`;
      return `${countOf(figures.files, "file")} (${bytes(figures.bytes)}) came back${where} in ${duration(figures.seconds)}.`;
    }
    case "check":
      return figures.errors === 0
        ? `${countOf(figures.snapshots, "snapshot")} on ${targetName} checked in ${duration(figures.seconds)}: no errors.`
        : `The check of ${targetName} found ${countOf(figures.errors, "error")}.`;
    case "test-restore":
      return testSentence(figures, targetName);
    case "tidy":
      return tidySentence(figures, targetName);
    case "repair":
      return repairSentence(figures, targetName);
    default:
      return "This run is known from the snapshot that it made; its figures are not.";
  }
}

function testSentence({ files, bytes: size, failures, seconds }: TestRestoreFigures, target: string): string {
  if (failures > 0) {
    return say("{failures, plural, one {One thing} other {# things}} did not come back from {target} as saved.", {
      failures,
      target,
    });
  }
  return say("{files, plural, one {# file} other {# files}} ({size}) came back from {target} as saved, in {time}.", {
    files,
    ...{ size: bytes(size), target, time: duration(seconds) },
  });
}

function backupSentence(figures: BackupFigures, target: string): string {
  const { filesNew, filesChanged, filesRemoved = 0, files, bytesAdded, seconds } = figures;
  const saved = filesNew + filesChanged;
  const time = duration(seconds);
  if (figures.isUnchanged) return `Nothing had changed: the newest snapshot on ${target} stands for this moment, too.`;
  if (saved === 0) {
    const changed = filesRemoved === 0 ? "Nothing had changed" : `${countOf(filesRemoved, "file")} had gone`;
    return `${changed}: all ${countOf(files, "file")} are on ${target}. This took ${time}.`;
  }
  const what = countOf(saved, "new or changed file", "new or changed files");
  return `${what} (${bytes(bytesAdded)}) saved to ${target} in ${time}.`;
}

function copySentence({ snapshots, snapshotsThere, bytesAdded, seconds }: CopyFigures, target: string): string {
  if (snapshots === 0) return `Nothing had to be copied: ${target} has ${snapshotsThere === 1 ? "it" : "all"} already.`;
  return `${countOf(snapshots, "snapshot")} (${bytes(bytesAdded)} new to it) copied to ${target} in ${duration(seconds)}.`;
}

function tidySentence(figures: TidyFigures, target: string): string {
  const { snapshotsRemoved, bytesBefore, bytesAfter, bytesLeft, seconds } = figures;
  const removed = snapshotsRemoved === 0 ? "No snapshot had to go" : `${countOf(snapshotsRemoved, "snapshot")} removed`;
  const won = Math.max(0, bytesBefore - bytesAfter);
  const room = won === 0 ? "no room was to be won" : `${bytes(won)} given back`;
  const rest = bytesLeft === 0 ? "" : ` The next time goes on with the ${bytes(bytesLeft)} that are left.`;
  return `${removed} on ${target}, ${room}, in ${duration(seconds)}.${rest}`;
}

function repairSentence({ packsRead, blobsSaved, snapshotsRewritten, seconds }: RepairFigures, target: string): string {
  const read = countOf(packsRead, "pack");
  const saved = countOf(blobsSaved, "piece of content", "pieces of content");
  const mended = countOf(snapshotsRewritten, "snapshot");
  return `${read} read on ${target}, ${saved} saved and ${mended} mended in ${duration(seconds)}. Check it again to be sure.`;
}

export function problemSentence({ kind, problems }: Run): string {
  switch (kind) {
    case "check":
      return "";
    case "backup":
      return `${countOf(problems, "entry", "entries")} could not be read.`;
    case "copy":
      return `${countOf(problems, "snapshot")} could not be copied.`;
    case "restore":
      return `${countOf(problems, "entry", "entries")} could not be restored.`;
    default:
      return `${countOf(problems, "problem")} came up.`;
  }
}

export function failedSentence({ kind, problems, figures }: Run): string {
  const errors = figures?.kind === "check" ? figures.errors : problems;
  if (kind === "check" && errors > 0) return `The check found ${countOf(errors, "error")}.`;
  return "This run failed.";
}

const KEPT: Readonly<Partial<Record<RunKind, string>>> = {
  restore: "The files that were restored by then are where they were to go.",
  check: "The repository was only read.",
  copy: "The snapshots that were copied whole are there; the next copy goes on with the rest.",
  tidy: "All that the kept snapshots need is there; the next time goes on with the rest.",
  repair: "What it had mended by then stays; the next repair goes on with the rest.",
};

/** What is there of a run that did not come to its end. */
export function keptSentence({ kind, progress }: Run): string {
  const kept = KEPT[kind];
  if (kept !== undefined) return kept;
  const stored = progress?.bytesStored ?? 0;
  return stored === 0
    ? "Nothing had been stored yet; the next backup starts anew."
    : `The ${bytes(stored)} stored by then are kept, and the next backup goes on from there.`;
}

const MODES = {
  incremental: "compared with the newest snapshot",
  differential: "compared with the newest full snapshot",
  full: "every byte was read again",
} as const;

/** How a backup went about it: what it compared with and how it found what had changed. */
export function methodWords({ mode, foundBy, foldersLooked, missed }: BackupFigures): readonly string[] {
  const word = { incremental: "Incremental", differential: "Differential", full: "Full" } as const;
  const told =
    missed === undefined || missed === 0
      ? ""
      : `; ${countOf(missed, "changed folder")} had not been told by the system`;
  return [
    ...(mode === undefined ? [] : [`${word[mode]}: ${MODES[mode]}`]),
    ...(foundBy === "journal" ? [lookedWords(foldersLooked)] : []),
    ...(foundBy === "walk" ? [`Walked all folders${told}`] : []),
  ];
}

function lookedWords(folders: number | undefined): string {
  if (folders === undefined) return "Looked only into folders that had changed";
  return `Looked only into ${countOf(folders, "folder")}, those with changes and the way to them`;
}
