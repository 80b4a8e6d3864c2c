import { formatPercent, runTitle, shareDone, waitingFor } from "../../shared/activity/index.ts";
import { bytes, timeLeft } from "../../shared/figures/index.ts";
import type { PaceReason, Run, RunPace, RunPhase, RunProgress, RunTrigger } from "../../shared/model/index.ts";
import { say, sayFailure, type Text, text } from "../../shared/words/index.ts";
import { doneSentence, failedSentence, keptSentence, problemSentence } from "./end-words.ts";

const PHASES: Readonly<Record<RunPhase, Text>> = {
  opening: text("Opening the repository"),
  reading: text("Looking at what has changed"),
  saving: text("Saving"),
  restoring: text("Restoring"),
  checking: text("Checking"),
  command: text("Running the plan’s command"),
  choosing: text("Working out what can go"),
  rewriting: text("Saving what is still needed of half-empty packs"),
  removing: text("Removing what is no longer needed"),
  comparing: text("Comparing what came back"),
  zipping: text("Writing the .zip file"),
};

/** What a run that has not ended is doing. */
export function doingNow(run: Run): string {
  if (run.isStopping) return say("Stopping; what is stored already is kept");
  if (run.state === "queued") {
    return say("Waiting for {what}", { what: waitingFor(run.waitingFor ?? "turn", [run.targetName]) });
  }
  return run.progress === undefined ? say("Starting") : say(PHASES[run.progress.phase]);
}

const TRIGGERS: Readonly<Record<RunTrigger, Text>> = {
  user: text("by hand"),
  "command-line": text("on the command line"),
  schedule: text("by its schedule"),
  changes: text("because files had changed"),
  retry: text("again, after a failure that passes"),
  resumed: text("again, as the agent had ended in its middle"),
  rebuilt: text("known from its snapshot alone"),
  "after-run": text("after a backup"),
};

/** Who or what asked for a run. */
export function triggerWords(trigger: RunTrigger): string {
  return say(TRIGGERS[trigger]);
}

const GENTLY: Readonly<Record<PaceReason, Text>> = {
  setting: text("gently, as the settings say"),
  "by-hand": text("gently, as somebody started it and waits"),
  "on-battery": text("gently, as the computer is on battery"),
  "user-active": text("gently, as somebody works on the computer"),
  undisturbed: text("gently, as nothing speaks against it"),
};
const FAST: Readonly<Record<PaceReason, Text>> = {
  setting: text("fast, as the settings say"),
  "by-hand": text("fast, as somebody started it and waits"),
  "on-battery": text("fast, as the computer is on battery"),
  "user-active": text("fast, as somebody works on the computer"),
  undisturbed: text("fast, as nothing speaks against it"),
};

/** The pace of a run and why it has that, such as “gently, as the computer is on battery”. */
export function paceWords({ pace, because }: RunPace): string {
  return say(pace === "gentle" ? GENTLY[because] : FAST[because]);
}

/** The figures of a moment, each a short text: files, bytes, rate, time left. */
export function progressFigures(progress: RunProgress): readonly string[] {
  const { total, filesDone, bytesDone, bytesPerSecond, secondsLeft } = progress;
  const isCounted = total?.isFinal === true;
  // A run that removes or chooses may count nothing at all.
  if (!isCounted && filesDone === 0 && bytesDone === 0) return [];
  return [
    isCounted
      ? say("{done, number} of {all, plural, one {# file} other {# files}}", { done: filesDone, all: total.files })
      : say("{count, plural, one {# file} other {# files}}", { count: filesDone }),
    isCounted ? say("{done} of {all}", { done: bytes(bytesDone), all: bytes(total.bytes) }) : bytes(bytesDone),
    ...(bytesPerSecond === undefined ? [] : [say("{bytes} a second", { bytes: bytes(bytesPerSecond) })]),
    ...(secondsLeft === undefined ? [] : [timeLeft(secondsLeft)]),
  ];
}

/** What a screen reader hears of a run's progress: as short as it goes, and changing seldom. */
export function spokenProgress(run: Run): string {
  const share = run.progress === undefined ? undefined : shareDone(run.progress);
  const tenth = share === undefined ? undefined : Math.floor(share * 10) / 10;
  return `${runTitle(run)}: ${doingNow(run)}${tenth === undefined ? "" : `, ${formatPercent(tenth)}`}`;
}

/** How a run ended, in one sentence. */
export function outcomeSentence(run: Run): string {
  switch (run.outcome) {
    case "completed":
      return doneSentence(run);
    case "warnings":
      return `${doneSentence(run)} ${problemSentence(run)}`;
    case "failed":
      return run.error === undefined ? failedSentence(run) : sayFailure(run.error).message;
    case "cancelled":
      return `${say("You stopped this run.")} ${keptSentence(run)}`;
    case "interrupted":
      return `${say("The agent ended in the middle of this run.")} ${keptSentence(run)}`;
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
