import type { ConnectionReport } from "../../../shared/model/index.ts";
import { say, type Text, text } from "../../../shared/words/index.ts";

type Step = ConnectionReport["steps"][number]["step"];

export const STEP_WORDS: Readonly<Record<Step, Text>> = {
  connect: text("Reach it and sign in"),
  list: text("See what is there"),
  write: text("Write a file"),
  read: text("Read it back"),
  remove: text("Delete it"),
};

/** The right that a failed step lacks. */
const LACKS: Readonly<Record<Step, Text>> = {
  connect: text("It could not be reached, or did not let us in."),
  list: text("What is there may not be listed: the right to list is missing."),
  write: text("Nothing can be saved there: the right to write is missing."),
  read: text("What is there cannot be read: the right to read is missing."),
  remove: text("Old snapshots could never be removed: the right to delete is missing."),
};

/** What a test of a connection comes to, in one sentence. */
export function reportSentence({ isUsable, isAppendOnly, steps }: ConnectionReport): string {
  if (isAppendOnly) {
    return say(
      "The connection works. Nothing there can be deleted from this computer, so that nobody who takes it over can delete the backups either.",
    );
  }
  const failed = steps.find(({ outcome }) => outcome === "failed");
  if (failed === undefined) {
    return say(isUsable ? "The connection works." : "The connection could not be tried to its end.");
  }
  return failed.problem?.code === "storage/not-allowed" || failed.step === "connect"
    ? say(LACKS[failed.step])
    : say("{step}: this failed.", { step: say(STEP_WORDS[failed.step]) });
}
