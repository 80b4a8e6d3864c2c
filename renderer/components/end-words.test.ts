import { describe, expect, it } from "vitest";
import type { BackupFigures, Run, RunFigures, RunKind } from "../../shared/model/index.ts";
import { doneSentence, keptSentence, methodWords, problemSentence } from "./end-words.ts";

const BACKUP: BackupFigures = {
  ...{ kind: "backup", seconds: 0.1, filesNew: 0, filesChanged: 0, filesUnchanged: 96, files: 96 },
  ...{ bytes: 5_000_000, bytesAdded: 0, bytesStored: 0 },
};
const TIDY: RunFigures = {
  ...{ kind: "tidy", seconds: 62, snapshotsKept: 28, snapshotsRemoved: 14, bytesBefore: 90e9, bytesAfter: 78e9 },
  ...{ packsRemoved: 400, packsRewritten: 12, bytesLeft: 0 },
};
const COPY: RunFigures = {
  ...{ kind: "copy", seconds: 75, snapshots: 3, snapshotsThere: 39, bytesAdded: 4e9, bytesStored: 3e9 },
};
const REPAIR: RunFigures = { kind: "repair", seconds: 8, packsRead: 3, blobsSaved: 120, snapshotsRewritten: 1 };
/** Only what the words are made from. */
const run = (figures: RunFigures, kind: RunKind = figures.kind): Run =>
  ({ kind, targetName: "Blue", problems: 2, figures }) as Run;

describe("what a run did", () => {
  it.each<[RunFigures, string]>([
    [{ ...BACKUP, isUnchanged: true }, "Nothing had changed: the newest snapshot on Blue stands for this moment, too."],
    [{ ...BACKUP, filesRemoved: 3 }, "3 files had gone: all 96 files are on Blue. This took 0.1 s."],
    [COPY, "3 snapshots (4.0 GB new to it) copied to Blue in 1 min 15 s."],
    [{ ...COPY, snapshots: 0 }, "Nothing had to be copied: Blue has all already."],
    [TIDY, "14 snapshots removed on Blue, 12.0 GB given back, in 1 min 2 s."],
    [
      { ...TIDY, snapshotsRemoved: 0, bytesAfter: 90e9, bytesLeft: 2e9 },
      "No snapshot had to go on Blue, no room was to be won, in 1 min 2 s. The next time goes on with the 2.0 GB that are left.",
    ],
    [
      REPAIR,
      "3 packs read on Blue, 120 pieces of content saved and 1 snapshot mended in 8.0 s. Check it again to be sure.",
    ],
  ])("%j", (figures, sentence) => {
    expect(doneSentence(run(figures))).toBe(sentence);
  });

  it("never calls problems of an upkeep entries of a backup", () => {
    expect(problemSentence(run(REPAIR))).toBe("2 problems came up.");
    expect([keptSentence(run(TIDY)), keptSentence(run(REPAIR))].join(" ")).not.toContain("backup");
  });
});

describe("how a backup went about it", () => {
  it("says what it compared with, how it found changes, and what it had not been told", () => {
    expect(methodWords({ ...BACKUP, mode: "incremental", foundBy: "journal" })).toEqual([
      "Incremental: compared with the newest snapshot",
      "Looked only into folders that had changed",
    ]);
    expect(methodWords({ ...BACKUP, foundBy: "journal", foldersLooked: 12 })).toContain(
      "Looked only into 12 folders, those with changes and the way to them",
    );
    expect(methodWords({ ...BACKUP, mode: "full", foundBy: "walk", missed: 3 })).toEqual([
      "Full: every byte was read again",
      "Walked all folders; 3 changed folders had not been told by the system",
    ]);
    expect(methodWords(BACKUP)).toEqual([]);
  });
});
