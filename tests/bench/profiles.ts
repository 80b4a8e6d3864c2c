import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "./table.ts";

/** Microseconds between two looks at what a thread does: half of V8's own, so that short runs tell something too. */
const INTERVAL_US = 500;
const FUNCTIONS_SHOWN = 10;

/** What of V8's profile is looked at. @see the Chrome DevTools protocol, “Profiler.Profile” */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    /** `lineNumber` from 0 on; -1 for native code. */
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** Which node was on top of the stack at each look. */
  readonly samples: readonly number[];
  /** Microseconds that went by before each look. */
  readonly timeDeltas: readonly number[];
}

/** A function and the time that it took itself, without what it called. */
interface FunctionTime {
  readonly name: string;
  /** Milliseconds. */
  readonly time: number;
}

export interface ThreadTimes {
  /** All, idle time too, in milliseconds. */
  readonly total: number;
  /** The dearest first; waiting is one of them. */
  readonly functions: readonly FunctionTime[];
}

/** Where the profiles of a bench run go: a folder of its own for each run, so that none is mixed with older ones. */
export function profileFolder(dataFolder: string, now: Date): string {
  const moment = now
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-");
  return join(dataFolder, "profiles", moment);
}

/** What makes Node write a profile of each thread into a folder when it ends. */
export function profilerFlags(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return ["--cpu-prof", `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${INTERVAL_US}`];
}

/** Sums up which functions a thread spent its time in. Functions are told apart by name and place. */
export function timesOf({ nodes, samples, timeDeltas }: CpuProfile): ThreadTimes {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node.callFrame)]));
  const times = new Map<string, number>();
  for (const [at, sample] of samples.entries()) {
    const name = names.get(sample) ?? "?";
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  }
  const functions = [...times].map(([name, time]) => ({ name, time })).sort((a, b) => b.time - a.time);
  return { total: functions.reduce((sum, { time }) => sum + time, 0), functions };
}

/** The ten dearest functions of each thread in a folder, the longest thread first. */
export function profileReport(job: string, folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"));
  const threads = names.map((name) => {
    const profile = JSON.parse(readFileSync(join(folder, name), "utf8")) as CpuProfile; // as Node writes it
    return { name, ...timesOf(profile) };
  });
  const sections = threads.sort((a, b) => b.total - a.total).map(({ name, ...times }) => threadReport(name, times));
  return [`### Profile of \`${job}\``, folder, ...sections].join("\n\n");
}

function threadReport(file: string, { total, functions }: ThreadTimes): string {
  const rows = functions.slice(0, FUNCTIONS_SHOWN).map(({ name, time }) => {
    return [name, `${time.toFixed(0)} ms`, `${((100 * time) / total).toFixed(1)} %`];
  });
  return `${threadName(file)}, ${total.toFixed(0)} ms (${file})\n\n${table([["", "itself", "share"], ...rows])}`;
}

/** Node names the files `CPU.DATE.TIME.PROCESS.THREAD.COUNT.cpuprofile`; thread 0 is the one that the program begins with. */
function threadName(file: string): string {
  const thread = file.split(".")[4];
  return thread === "0" ? "Main thread" : `Thread ${thread ?? "?"}`;
}

function nameOf({ functionName, url, lineNumber }: CpuProfile["nodes"][number]["callFrame"]): string {
  const name = functionName === "" ? "(anonymous)" : functionName;
  const file = url.slice(url.lastIndexOf("/") + 1);
  return file === "" ? name : `${name} ${file}:${lineNumber + 1}`;
}
