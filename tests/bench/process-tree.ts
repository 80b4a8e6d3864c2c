import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks are 10 ms on every Linux that Node runs on (USER_HZ). */
const MS_PER_TICK = 10;
/** Fields of /proc/PID/stat behind the program's name, proc(5) counts them from 3. */
const OWN_USER = 14 - 3;
const OWN_SYSTEM = 15 - 3;
const CHILDREN_USER = 16 - 3;
const CHILDREN_SYSTEM = 17 - 3;

/** Memory of one process, in bytes. */
interface ProcessMemory {
  readonly resident: number;
  /** The most it ever was, kept by the kernel. */
  readonly peak: number;
}

/** Processor time, user and system, of all children that have ended and been waited for, their own children included. */
export function childrenCpuMs(): number {
  return parseChildrenCpu(readFileSync("/proc/self/stat", "utf8"));
}

export function parseChildrenCpu(stat: string): number {
  return sumOf(stat, CHILDREN_USER, CHILDREN_SYSTEM);
}

/** Of the process itself, from what its /proc/PID/stat says. */
export function parseOwnCpu(stat: string): number {
  return sumOf(stat, OWN_USER, OWN_SYSTEM);
}

function sumOf(stat: string, user: number, system: number): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[user]) + Number(fields[system])) * MS_PER_TICK;
}

/** A process and all it started, as they are now. A process that has ended has none. */
export function processTree(pid: number): number[] {
  const tree = [pid];
  for (let at = 0; at < tree.length; at++) tree.push(...childrenOf(tree[at] ?? 0));
  return tree;
}

/** @returns undefined when it has ended */
export function processMemory(pid: number): ProcessMemory | undefined {
  const status = readIfThere(`/proc/${pid}/status`);
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return resident === undefined ? undefined : { resident: Number(resident) * 1024, peak: Number(peak) * 1024 };
}

function childrenOf(pid: number): number[] {
  const folder = `/proc/${pid}/task`;
  try {
    return readdirSync(folder).flatMap((thread) => words(readIfThere(`${folder}/${thread}/children`)).map(Number));
  } catch {
    return []; // it has ended
  }
}

function words(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
