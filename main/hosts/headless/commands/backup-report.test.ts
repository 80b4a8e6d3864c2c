import { expect, it } from "vitest";
import { type BackupResult, fromText, type ProblemCause, type SourceProblem } from "../../../engine/index.ts";
import { resultLines, summaryData, warningLines } from "./backup-report.ts";

function result(removed: number | undefined, ...causes: ProblemCause[]): BackupResult {
  const problems = causes.map((cause): SourceProblem => ({ path: fromText("/a"), cause, message: cause }));
  const figures = { filesNew: 1, filesChanged: 2, filesUnmodified: 3, dirsNew: 0, dirsChanged: 1, dirsUnmodified: 0 };
  const summary = {
    ...{ ...figures, totalFilesProcessed: 6, totalBytesProcessed: 60, dataBlobs: 0, treeBlobs: 0, dataAdded: 0 },
    ...{ dataAddedPacked: 0, seconds: 1 },
  };
  // The reports show no other times than `seconds`.
  const said = summary as BackupResult["summary"];
  const shown = { summary: said, foundBy: "walk", foldersTouched: 1, problems, problemCount: problems.length } as const;
  return removed === undefined ? shown : { ...shown, removed };
}

it("says how many files are no more, where that is known and there are some", () => {
  expect(resultLines(result(1200), true)[0]).toContain("(1 new, 2 changed, 3 unchanged; 1,200 removed)");
  expect(resultLines(result(0), true)[0]).toContain("(1 new, 2 changed, 3 unchanged)");
  expect(resultLines(result(undefined), true)[0]).toContain("(1 new, 2 changed, 3 unchanged)");
  expect(summaryData(result(4), true)).toMatchObject({ files_removed: 4 });
  expect(summaryData(result(undefined), true)).toMatchObject({ files_removed: undefined });
});

it("does not say that something is missing when all that is told are silent changes", () => {
  const [silent = "", group = ""] = warningLines(result(0, "silent-change"), false);
  expect(silent).toBe("Completed with 1 warning: everything is in the snapshot, but look at this.");
  expect(group).toContain("other content than before");
  const [mixed = ""] = warningLines(result(0, "silent-change", "not-allowed"), false);
  expect(mixed).toContain("not everything is in the snapshot");
});
