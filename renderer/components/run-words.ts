import { bytes, count, countOf, timeLeft } from "../../shared/figures/index.ts";
import type { PaceReason, Run, RunPace, RunPhase, RunProgress, RunTrigger } from "../../shared/model/index.ts";
import { waitingFor } from "./activity-words.ts";
import { doneSentence, failedSentence, keptSentence, problemSentence } from "./end-words.ts";
import { formatPercent } from "./format.ts";

const PHASES: Readonly<Record<RunPhase, string>> = {
  opening: "Opening the repository",
  reading: "Looking at what has changed",
  saving: "Saving",
  restoring: "Restoring",
  checking: "Checking",
  command: "Running the plan’s command",
  choosing: "Working out what can go",
  rewriting: "Saving what is still needed of half-empty packs",
  removing: "Removing what is no longer needed",
  comparing: "Comparing what came back",
};

/** What a run that has not ended is doing. */
export function doingNow(run: Run): string {
  if (run.isStopping) return "Stopping; what is stored already is kept";
  if (run.state === "queued") {
    return `Waiting for ${waitingFor(run.waitingFor ?? "turn", [run.targetName])}`;
  }
  return run.progress === undefined ? "Starting" : PHASES[run.progress.phase];
}

const TRIGGERS: Readonly<Record<RunTrigger, string>> = {
  user: "by hand",
  "command-line": "on the command line",
  schedule: "by its schedule",
  changes: "because files had changed",
  retry: "again, after a failure that passes",
  resumed: "again, as the agent had ended in its middle",
  rebuilt: "known from its snapshot alone",
  "after-run": "after a backup",
};

/** Who or what asked for a run. */
export function triggerWords(trigger: RunTrigger): string {
  return TRIGGERS[trigger];
}

const REASONS: Readonly<Record<PaceReason, string>> = {
  setting: "as the settings say",
  "by-hand": "as somebody started it and waits",
  "on-battery": "as the computer is on battery",
  "user-active": "as somebody works on the computer",
  undisturbed: "as nothing speaks against it",
};

/** The pace of a run and why it has that, such as “gently, as the computer is on battery”. */
export function paceWords({ pace, because }: RunPace): string {
  return `${pace === "gentle" ? "gently" : "fast"}, ${REASONS[because]}`;
}

/** How far a run is, from 0 to 1; undefined as long as nobody knows how much there is. */
export function shareDone({ total, filesDone, bytesDone }: RunProgress): number | undefined {
  if (total === undefined || !total.isFinal) return undefined;
  if (total.bytes > 0) return Math.min(1, bytesDone / total.bytes);
  return total.files > 0 ? Math.min(1, filesDone / total.files) : undefined;
}

/** The figures of a moment, each a short text: files, bytes, rate, time left. */
export function progressFigures(progress: RunProgress): readonly string[] {
  const { total, filesDone, bytesDone, bytesPerSecond, secondsLeft } = progress;
  const isCounted = total?.isFinal === true;
  // A run that removes or chooses may count nothing at all.
  if (!isCounted && filesDone === 0 && bytesDone === 0) return [];
  return [
    isCounted ? `${count(filesDone)} of ${countOf(total.files, "file")}` : countOf(filesDone, "file"),
    isCounted ? `${bytes(bytesDone)} of ${bytes(total.bytes)}` : bytes(bytesDone),
    ...(bytesPerSecond === undefined ? [] : [`${bytes(bytesPerSecond)} a second`]),
    ...(secondsLeft === undefined ? [] : [timeLeft(secondsLeft)]),
  ];
}

/** What a screen reader hears of a run's progress: as short as it goes, and changing seldom. */
export function spokenProgress(run: Run): string {
  const share = run.progress === undefined ? undefined : shareDone(run.progress);
  const tenth = share === undefined ? undefined : Math.floor(share * 10) / 10;
  return `${run.title}: ${doingNow(run)}${tenth === undefined ? "" : `, ${formatPercent(tenth)}`}`;
}

/** How a run ended, in one sentence. */
export function outcomeSentence(run: Run): string {
  switch (run.outcome) {
    case "completed":
      return doneSentence(run);
    case "warnings":
      return `${doneSentence(run)} ${problemSentence(run)}`;
    case "failed":
      return run.error?.message ?? failedSentence(run);
    case "cancelled":
      return `You stopped this run. ${keptSentence(run)}`;
    case "interrupted":
      return `The agent ended in the middle of this run. ${keptSentence(run)}`;
    default:
      return `${doingNow(run)}.`;
  }
}

/** The command that does what a run did; undefined for what the command line does in another way. */
export function commandOf(
  run: Run,
  { location, folders }: { location?: string; folders?: readonly string[] },
): string | undefined {
  if (location === undefined) return undefined;
  const start = `holdfast -r ${quoted(location)}`;
  // What a plan's rules remove is chosen among its own snapshots: no one command says that.
  if (run.kind === "tidy" && run.planId === undefined) return `${start} prune`;
  if (run.kind === "check") return `${start} check${readsAll(run) ? " --read-data" : ""}`;
  if (run.kind === "backup" && folders !== undefined) return `${start} backup ${folders.map(quoted).join(" ")}`;
  return undefined;
}

/** Whether a check verified every byte. Its figures say so, and of one that did not come so far the bytes it has read. */
function readsAll({ figures, progress }: Run): boolean {
  if (figures?.kind === "check") return figures.packsRead > 0;
  return (progress?.bytesDone ?? 0) > 0;
}

/** As a POSIX shell takes it. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
