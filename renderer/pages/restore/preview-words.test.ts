import { describe, expect, it } from "vitest";
import type { RestorePreview } from "../../../shared/model/index.ts";
import { isIdle, missingBytes, previewSentences, restoreVerb } from "./preview-words.ts";

const preview = (facts: Partial<RestorePreview>): RestorePreview => ({
  ...{ files: 0, bytes: 0, folders: 0, replaced: 0, unchanged: 0, skipped: 0, problems: 0 },
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
      "2 files are there and stay, because what is there is newer.",
    ]);
  });

  it("may be only empty folders", () => {
    expect(previewSentences(preview({ folders: 2 }), "keep")).toEqual(["Makes 2 folders."]);
    expect(isIdle(preview({ folders: 2 }))).toBe(false);
  });

  it("is nothing when all is there", () => {
    expect([isIdle(preview({ folders: 1, unchanged: 4 })), isIdle(preview({ files: 1 }))]).toEqual([true, false]);
  });

  it("needs room", () => {
    expect(missingBytes(preview({ bytes: 100, freeBytes: 60 }))).toBe(40);
    expect(missingBytes(preview({ bytes: 100, freeBytes: 100 }))).toBeUndefined();
    expect(missingBytes(preview({ bytes: 100 }))).toBeUndefined();
  });

  it("is on the button", () => {
    expect([
      restoreVerb(undefined),
      restoreVerb(preview({ files: 1_234 })),
      restoreVerb(preview({ folders: 1 })),
    ]).toEqual([...["Restore", "Restore 1,234 files", "Restore 1 folder"]]);
  });
});
