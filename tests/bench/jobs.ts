import type { DataName } from "./data-sets.ts";
import { against, firstBackup, type Goal, WITHIN_MEMORY } from "./goals.ts";
import type { ToolName } from "./tools/tool.ts";

/** What is done in a job; `contestants.ts` knows how. */
export type JobKind =
  | "first"
  | "unchanged"
  | "restore"
  | "check"
  | "read-data"
  | "start"
  | "index"
  | FarKind
  | JournalKind;
/** What is done with a repository on another machine. */
export type FarKind = "far-backup" | "far-restore";
/** What an agent that watches does. */
export type JournalKind = "journal-unchanged" | "journal-changes" | "watch" | "idle";

export interface Job {
  /** As typed behind `npm run bench --`. */
  readonly name: string;
  readonly title: string;
  readonly kind: JobKind;
  /** What is saved; nothing in jobs that need no data. */
  readonly data?: DataName | "usr";
  readonly goals: readonly Goal[];
  /** The tools that take part, all of them if absent. Holdfast is alone where what is aimed at is a figure of its own. */
  readonly tools?: readonly ToolName[];
}

/** The order is that of the table. Goals are those of two cores. */
export const JOBS: readonly Job[] = [
  {
    name: "backup-small",
    title: "First backup of 50,000 small files",
    kind: "first",
    data: "small",
    goals: firstBackup(0.5, 0.7),
  },
  {
    name: "backup-large",
    title: "First backup of large files",
    kind: "first",
    data: "large",
    goals: firstBackup(0.4, 0.5),
  },
  { name: "backup-usr", title: "First backup of /usr", kind: "first", data: "usr", goals: firstBackup(0.5, 0.7) },
  {
    name: "restore-small",
    title: "Restore of 50,000 small files",
    kind: "restore",
    data: "small",
    goals: against(0.6, 0.8),
  },
  { name: "restore-large", title: "Restore of large files", kind: "restore", data: "large", goals: against(0.6) },
  { name: "check", title: "Check of 50,000 small files", kind: "check", data: "small", goals: against(0.7) },
  {
    name: "check-read-data",
    title: "Check with all data of 50,000 small files",
    kind: "read-data",
    data: "small",
    goals: against(0.7),
  },
  {
    name: "unchanged-small",
    title: "Backup with nothing changed in 50,000 files",
    kind: "unchanged",
    data: "small",
    goals: against(0.4),
  },
  {
    name: "unchanged-tiny",
    title: "Backup with nothing changed in 1,000,000 files",
    kind: "unchanged",
    data: "tiny",
    goals: against(0.33),
  },
  {
    name: "journal-unchanged",
    title: "Backup with nothing changed in 1,000,000 files that are watched",
    kind: "journal-unchanged",
    data: "tiny",
    goals: [{ figure: "wall", atMost: 100 }, { figure: "wall", against: "restic", atMost: 0.01 }, ...WITHIN_MEMORY],
    tools: ["holdfast", "restic"],
  },
  {
    name: "journal-changes",
    title: "Backup of 1,000 changed files in 100 folders of 1,000,000 files that are watched",
    kind: "journal-changes",
    data: "tiny",
    goals: [{ figure: "wall", against: "restic", atMost: 0.1 }, ...WITHIN_MEMORY],
    tools: ["holdfast", "restic"],
  },
  {
    name: "watch",
    title: "Watching 1,000,000 files: from the agent's start until all is watched",
    kind: "watch",
    data: "tiny",
    goals: [{ figure: "memory", atMost: 250e6 }],
    tools: ["holdfast"],
  },
  {
    name: "idle",
    title: "Five minutes of an agent that watches 100,000 files and has nothing to do",
    kind: "idle",
    data: "watched",
    // Half a percent of a core.
    goals: [
      { figure: "cpu", atMost: 1500 },
      { figure: "memory", atMost: 150e6 },
    ],
    tools: ["holdfast"],
  },
  // Memory that grows with the number of files shows here. The others would take the better part of an hour for nothing.
  ...(
    [
      ["backup-tiny", "First backup", "first"],
      ["restore-tiny", "Restore", "restore"],
      ["check-tiny", "Check", "check"],
    ] as const
  ).map(
    ([name, title, kind]): Job => ({
      ...{ name, title: `${title} of 1,000,000 files`, kind, data: "tiny", goals: WITHIN_MEMORY, tools: ["holdfast"] },
    }),
  ),
  {
    name: "far-backup",
    title: "First backup of 300 MB over 100 Mbit/s to a server 50 ms away (SFTP)",
    kind: "far-backup",
    goals: [{ figure: "link", atMost: 1.25 }, ...WITHIN_MEMORY],
    tools: ["holdfast"],
  },
  {
    name: "far-restore",
    title: "Restore of a small file of 100 GB that are 50 ms away, with a warm cache",
    kind: "far-restore",
    goals: [{ figure: "wall", atMost: 2000 }],
    tools: ["holdfast"],
  },
  {
    name: "start",
    title: "Start-up: `holdfast version`",
    kind: "start",
    goals: [
      { figure: "wall", atMost: 120 },
      { figure: "memory", atMost: 300e6 },
    ],
  },
  {
    name: "index",
    title: "Index of 10,000,000 blobs in memory",
    kind: "index",
    goals: [{ figure: "blob", atMost: 64 }],
    tools: ["holdfast"],
  },
];
