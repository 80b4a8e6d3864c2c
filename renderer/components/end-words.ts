import { bytes, duration } from "../../shared/figures/index.ts";
import type {
  BackupFigures,
  CopyFigures,
  RepairFigures,
  Run,
  RunFigures,
  RunKind,
  TestRestoreFigures,
  TidyFigures,
} from "../../shared/model/index.ts";
import { say, type Text, text } from "../../shared/words/index.ts";
import { showPath } from "./format.ts";

/** What a run did, in one sentence. */
export function doneSentence({ figures, targetName, destination }: Run): string {
  switch (figures?.kind) {
    case "backup":
      return backupSentence(figures, targetName);
    case "copy":
      return copySentence(figures, targetName);
    case "restore":
      return restoreSentence(figures, destination);
    case "check":
      return checkSentence(figures, targetName);
    case "test-restore":
      return testSentence(figures, targetName);
    case "tidy":
      return tidySentence(figures, targetName);
    case "repair":
      return repairSentence(figures, targetName);
    default:
      return say("This run is known from the snapshot that it made; its figures are not.");
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

type Of<K extends RunFigures["kind"]> = Extract<RunFigures, { kind: K }>;

function restoreSentence(figures: Of<"restore">, destination: string | undefined): string {
  const { keptBoth } = figures;
  const came = cameBack(figures, destination);
  if (keptBoth === 0) return came;
  const beside = say(
    "{count, plural, one {# of them is beside a file that differs and stayed} other {# of them are beside files that differ and stayed}}.",
    { count: keptBoth },
  );
  return `${came} ${beside}`;
}

function cameBack({ files, bytes: size, seconds }: Of<"restore">, destination: string | undefined): string {
  const words = { files, size: bytes(size), time: duration(seconds) };
  if (destination === undefined)
    return say("{files, plural, one {# file} other {# files}} ({size}) came back in {time}.", words);
  const place = showPath(destination);
  return say("{files, plural, one {# file} other {# files}} ({size}) came back to {place} in {time}.", {
    ...words,
    place,
  });
}

function checkSentence({ errors, snapshots, seconds }: Of<"check">, target: string): string {
  if (errors > 0)
    return say("The check of {target} found {count, plural, one {# error} other {# errors}}.", {
      target,
      count: errors,
    });
  return say("{snapshots, plural, one {# snapshot} other {# snapshots}} on {target} checked in {time}: no errors.", {
    ...{ snapshots, target, time: duration(seconds) },
  });
}

function backupSentence(figures: BackupFigures, target: string): string {
  const { filesNew, filesChanged, filesRemoved = 0, files, bytesAdded, seconds } = figures;
  const saved = filesNew + filesChanged;
  const words = { target, files, time: duration(seconds) };
  if (figures.isUnchanged)
    return say("Nothing had changed: the newest snapshot on {target} stands for this moment, too.", { target });
  if (saved > 0)
    return say(
      "{saved, plural, one {# new or changed file} other {# new or changed files}} ({size}) saved to {target} in {time}.",
      { saved, size: bytes(bytesAdded), target, time: words.time },
    );
  if (filesRemoved === 0)
    return say(
      "Nothing had changed: all {files, plural, one {# file} other {# files}} are on {target}. This took {time}.",
      words,
    );
  return say(
    "{gone, plural, one {# file} other {# files}} had gone: all {files, plural, one {# file} other {# files}} are on {target}. This took {time}.",
    { ...words, gone: filesRemoved },
  );
}

function copySentence({ snapshots, snapshotsThere, bytesAdded, seconds }: CopyFigures, target: string): string {
  if (snapshots === 0)
    return say("Nothing had to be copied: {target} has {there, plural, one {it} other {all}} already.", {
      ...{ target, there: snapshotsThere },
    });
  return say(
    "{snapshots, plural, one {# snapshot} other {# snapshots}} ({size} new to it) copied to {target} in {time}.",
    { snapshots, size: bytes(bytesAdded), target, time: duration(seconds) },
  );
}

function tidySentence(figures: TidyFigures, target: string): string {
  const { snapshotsRemoved, bytesBefore, bytesAfter, bytesLeft, seconds } = figures;
  const won = Math.max(0, bytesBefore - bytesAfter);
  const room = won === 0 ? say("no room was to be won") : say("{size} given back", { size: bytes(won) });
  const words = { target, room, time: duration(seconds) };
  const done =
    snapshotsRemoved === 0
      ? say("No snapshot had to go on {target}, {room}, in {time}.", words)
      : say("{count, plural, one {# snapshot} other {# snapshots}} removed on {target}, {room}, in {time}.", {
          ...{ ...words, count: snapshotsRemoved },
        });
  if (bytesLeft === 0) return done;
  return `${done} ${say("The next time goes on with the {size} that are left.", { size: bytes(bytesLeft) })}`;
}

function repairSentence({ packsRead, blobsSaved, snapshotsRewritten, seconds }: RepairFigures, target: string): string {
  return say(
    "{packs, plural, one {# pack} other {# packs}} read on {target}, {pieces, plural, one {# piece of content} other {# pieces of content}} saved and {snapshots, plural, one {# snapshot} other {# snapshots}} mended in {time}. Check it again to be sure.",
    { packs: packsRead, target, pieces: blobsSaved, snapshots: snapshotsRewritten, time: duration(seconds) },
  );
}

export function problemSentence({ kind, problems }: Run): string {
  switch (kind) {
    case "check":
      return "";
    case "backup":
      return say("{count, plural, one {# entry} other {# entries}} could not be read.", { count: problems });
    case "copy":
      return say("{count, plural, one {# snapshot} other {# snapshots}} could not be copied.", { count: problems });
    case "restore":
      return say("{count, plural, one {# entry} other {# entries}} could not be restored.", { count: problems });
    default:
      return say("{count, plural, one {# problem} other {# problems}} came up.", { count: problems });
  }
}

export function failedSentence({ kind, problems, figures }: Run): string {
  const errors = figures?.kind === "check" ? figures.errors : problems;
  if (kind === "check" && errors > 0)
    return say("The check found {count, plural, one {# error} other {# errors}}.", { count: errors });
  return say("This run failed.");
}

const KEPT: Readonly<Partial<Record<RunKind, Text>>> = {
  restore: text("The files that were restored by then are where they were to go."),
  check: text("The repository was only read."),
  copy: text("The snapshots that were copied whole are there; the next copy goes on with the rest."),
  tidy: text("All that the kept snapshots need is there; the next time goes on with the rest."),
  repair: text("What it had mended by then stays; the next repair goes on with the rest."),
};

/** What is there of a run that did not come to its end. */
export function keptSentence({ kind, progress }: Run): string {
  const kept = KEPT[kind];
  if (kept !== undefined) return say(kept);
  const stored = progress?.bytesStored ?? 0;
  return stored === 0
    ? say("Nothing had been stored yet; the next backup starts anew.")
    : say("The {size} stored by then are kept, and the next backup goes on from there.", { size: bytes(stored) });
}

const MODES = {
  incremental: text("Incremental: compared with the newest snapshot"),
  differential: text("Differential: compared with the newest full snapshot"),
  full: text("Full: every byte was read again"),
} as const;

/** How a backup went about it: what it compared with and how it found what had changed. */
export function methodWords({ mode, foundBy, foldersLooked, missed = 0 }: BackupFigures): readonly string[] {
  return [
    ...(mode === undefined ? [] : [say(MODES[mode])]),
    ...(foundBy === "journal" ? [lookedWords(foldersLooked)] : []),
    ...(foundBy === "walk" ? [walkedWords(missed)] : []),
  ];
}

function walkedWords(missed: number): string {
  if (missed === 0) return say("Walked all folders");
  return say(
    "Walked all folders; {count, plural, one {# changed folder} other {# changed folders}} had not been told by the system",
    { count: missed },
  );
}

function lookedWords(folders: number | undefined): string {
  if (folders === undefined) return say("Looked only into folders that had changed");
  return say(
    "Looked only into {count, plural, one {# folder} other {# folders}}, those with changes and the way to them",
    { count: folders },
  );
}
