import type { ConnectionReport } from "../../../shared/model/index.ts";

type Step = ConnectionReport["steps"][number]["step"];

export const STEP_WORDS: Readonly<Record<Step, string>> = {
  connect: "Reach it and sign in",
  list: "See what is there",
  write: "Write a file",
  read: "Read it back",
  remove: "Delete it",
};

/** The right that a failed step lacks. */
const LACKS: Readonly<Record<Step, string>> = {
  connect: "It could not be reached, or did not let us in.",
  list: "What is there may not be listed: the right to list is missing.",
  write: "Nothing can be saved there: the right to write is missing.",
  read: "What is there cannot be read: the right to read is missing.",
  remove: "Old snapshots could never be removed: the right to delete is missing.",
};

/** What a test of a connection comes to, in one sentence. */
export function reportSentence({ isUsable, isAppendOnly, steps }: ConnectionReport): string {
  if (isAppendOnly) {
    return "The connection works. Nothing there can be deleted from this computer, so that nobody who takes it over can delete the backups either.";
  }
  const failed = steps.find(({ outcome }) => outcome === "failed");
  if (failed === undefined) return isUsable ? "The connection works." : "The connection could not be tried to its end.";
  return failed.problem?.code === "storage/not-allowed" || failed.step === "connect"
    ? LACKS[failed.step]
    : `${STEP_WORDS[failed.step]}: this failed.`;
}
