import { AppError } from "../../../../shared/errors/index.ts";
import { DestinationFull, type MetadataProblem } from "../../destination/index.ts";
import { type ByteString, fromText, joinPath } from "../../names/index.ts";
import type { ProblemReason, RestoreProblem } from "./model.ts";

const ROOT = fromText("/");

const REASONS = new Map<string, ProblemReason>([
  ["destination/unsafe-name", "unsafe-name"],
  ["destination/not-a-folder", "in-the-way"],
  ["destination/not-replaceable", "in-the-way"],
  ["destination/name-taken", "in-the-way"],
  ["destination/not-allowed", "not-allowed"],
  ["repository/missing-blob", "missing"],
  ["storage/missing", "missing"],
]);
const OF_REPOSITORY = /^(?:repository|storage|format|crypto)\//;

/** @param path relative to the target, as all paths of jobs */
export function problemAt(path: ByteString, cause: ProblemReason, message: string): RestoreProblem {
  return { path: joinPath(ROOT, path), cause, message };
}

/**
 * What a failure means for the one entry at a path. A full disk is everybody's failure, and a bug is none of the
 * world's: both are thrown on.
 */
export function problemFrom(path: ByteString, error: unknown): RestoreProblem {
  if (!(error instanceof AppError) || error instanceof DestinationFull) throw error;
  const otherwise = OF_REPOSITORY.test(error.code) ? "damaged" : "unwritable";
  return problemAt(path, REASONS.get(error.code) ?? otherwise, error.message);
}

/** Sorts what `applyMetadata` could not do: only root can give files away, so for others that is no problem. */
export function metadataProblems(
  path: ByteString,
  found: readonly MetadataProblem[],
): { readonly problems: RestoreProblem[]; readonly ownersKept: number } {
  const isExpected = (problem: MetadataProblem): boolean => problem.part === "owner" && process.geteuid?.() !== 0;
  const problems = found.filter((problem) => !isExpected(problem));
  return {
    problems: problems.map(({ message }) => problemAt(path, "metadata", message)),
    ownersKept: found.length - problems.length,
  };
}
