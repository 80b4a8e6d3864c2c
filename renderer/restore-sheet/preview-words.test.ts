import { describe, expect, it } from "vitest";
import type { RestorePreview } from "../../shared/model/index.ts";
import { isIdle, missingBytes, previewSentences, restoreVerb, roomSentence } from "./preview-words.ts";

const preview = (facts: Partial<RestorePreview>): RestorePreview => ({
  ...{ files: 0, bytes: 0, folders: 0, bytesToWrite: 0, problems: 0, conflicts: [] },
  ...{ replaced: 0, replacedNewer: 0, unchanged: 0, skipped: 0, keptBoth: 0 },
  ...facts,
});

describe("what a restore would do", () => {
  it("is said in sentences, each only if it is true", () => {
    const facts = { files: 12, bytes: 3_400_000_000, replaced: 2, unchanged: 3, skipped: 1, problems: 2 };
    expect(previewSentences(preview(facts), "keep")).toEqual([
      "Writes 12 files (3.4 GB).",
      "3 files are there already and the same.",
      "2 existing files are replaced.",
      "1 file is there and stays as it is.",
      "2 entries cannot be restored.",
    ]);
    expect(previewSentences(preview({ files: 1, bytes: 17 }), "keep")).toEqual(["Writes 1 file (17 bytes)."]);
  });

  it("says why newer files stay", () => {
    expect(previewSentences(preview({ skipped: 2 }), "replace-older")).toEqual([
      "Writes nothing.",
      "2 files are there and stay, because what is there is not older.",
    ]);
  });

  it("says how many of those replaced are newer", () => {
    const said = (replaced: number, replacedNewer: number) =>
      previewSentences(preview({ files: 5, bytes: 5, replaced, replacedNewer }), "replace-different").slice(1);
    expect(said(3, 0)).toEqual(["3 existing files are replaced."]);
    expect(said(3, 1)).toEqual(["3 existing files are replaced.", "1 of them is newer than the backup, and lost."]);
    expect(said(1, 1)).toEqual(["1 existing file is replaced.", "It is newer than the backup, and lost."]);
    expect(said(2, 2)).toEqual(["2 existing files are replaced.", "They are newer than the backup, and lost."]);
  });

  it("says under which name what comes back goes beside what stays", () => {
    const conflict = { path: "/a/Plan.odt", outcome: "kept-both", isNewer: true, bytes: 1 } as const;
    const conflicts = [{ ...conflict, newName: "Plan (restored 2026-11-20 14.10).odt" }];
    expect(previewSentences(preview({ keptBoth: 1, conflicts }), "keep-both").at(-1)).toBe(
      "1 file differs and stays; what comes back goes beside it, as “Plan (restored 2026-11-20 14.10).odt”.",
    );
    expect(previewSentences(preview({ keptBoth: 1200, conflicts }), "keep-both").at(-1)).toBe(
      "1,200 files differ and stay; what comes back goes beside them, the first as “Plan (restored 2026-11-20 14.10).odt”.",
    );
  });

  it("may be only empty folders", () => {
    expect(previewSentences(preview({ folders: 2 }), "keep")).toEqual(["Makes 2 folders."]);
    expect(isIdle(preview({ folders: 2 }))).toBe(false);
  });

  it("is nothing when all is there", () => {
    expect([isIdle(preview({ folders: 1, unchanged: 4 })), isIdle(preview({ files: 1 }))]).toEqual([true, false]);
  });

  it("needs room", () => {
    expect(missingBytes(preview({ bytesToWrite: 100, freeBytes: 60 }))).toBe(40);
    expect(missingBytes(preview({ bytesToWrite: 100, freeBytes: 100 }))).toBeUndefined();
    expect(missingBytes(preview({ bytesToWrite: 100 }))).toBeUndefined();
    expect(roomSentence(preview({ bytesToWrite: 1000, freeBytes: 2_000_000 }))).toBe(
      "Needs 1.0 kB; 2.0 MB are free there.",
    );
    expect([roomSentence(preview({ bytesToWrite: 1 })), roomSentence(preview({ freeBytes: 1 }))]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("is on the button", () => {
    expect([
      restoreVerb(undefined),
      restoreVerb(preview({ files: 1_234 })),
      restoreVerb(preview({ folders: 1 })),
    ]).toEqual(["Restore", "Restore 1,234 files", "Restore 1 folder"]);
  });
});
