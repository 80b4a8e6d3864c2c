import { type ChildProcess, spawn } from "node:child_process";
import { childrenCpuMs, processMemory, processTree } from "./process-tree.ts";
import type { Sample } from "./statistics.ts";

const SAMPLE_MS = 20;
/** At first more often: some programs run for no longer than a few samples. */
const FIRST_SAMPLE_MS = 4;
const FIRST_SAMPLES = 25;
/** The tree's members are looked up less often than their memory: that is most of a sample's cost. */
const SAMPLES_PER_LOOK = 5;
const TIME_OUT_MS = 60 * 60 * 1000;
const KEPT_OUTPUT = 16 * 1024;

/** A program to run. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Exit codes that are no failure; 0 alone if left out. */
  readonly accepted?: readonly number[];
}

export interface Outcome {
  readonly sample: Sample;
  readonly stdout: string;
}

/**
 * Runs a program to its end and measures wall time, processor time and peak memory of it and all it starts. Nothing else
 * may be running meanwhile: processor time is that of all children.
 *
 * @throws {Error} it failed, took longer than an hour, or was ended by the signal
 */
export async function measure(command: Command, signal: AbortSignal, timeOutMs = TIME_OUT_MS): Promise<Outcome> {
  signal.throwIfAborted();
  const cpuBefore = childrenCpuMs();
  const start = performance.now();
  const child = spawn(command.program, command.args, {
    env: command.env,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // its own process group, so that all of it can be ended
  });
  const memory = watchMemory(child);
  const ended = await waitFor(child, AbortSignal.any([signal, AbortSignal.timeout(timeOutMs)]));
  const wall = ended.at - start;
  memory.stop();
  signal.throwIfAborted();
  if (!(command.accepted ?? [0]).includes(ended.code ?? -1)) throw failure(command, ended, wall);
  return { sample: { wall, cpu: childrenCpuMs() - cpuBefore, memory: memory.peak() }, stdout: ended.stdout };
}

interface Ended {
  /** By the clock of `performance.now`. */
  readonly at: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function waitFor(child: ChildProcess, stop: AbortSignal): Promise<Ended> {
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      output[stream] = (output[stream] + text).slice(-KEPT_OUTPUT);
    });
  }
  const end = (): void => endGroup(child.pid);
  stop.addEventListener("abort", end, { once: true });
  return new Promise<Ended>((resolve, reject) => {
    let at = 0;
    child.on("error", reject);
    child.on("exit", () => {
      at = performance.now();
    });
    child.on("close", (code) => resolve({ at, code, ...output }));
  }).finally(() => stop.removeEventListener("abort", end));
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Sums resident memory over the tree again and again; of a single process the kernel's own peak counts as well. */
function watchMemory(child: ChildProcess): { peak: () => number; stop: () => void } {
  let peak = 0;
  let count = 0;
  let tree: readonly number[] = [];
  let timer: NodeJS.Timeout | undefined;
  const take = (): void => {
    if (child.pid === undefined) return;
    if (count % SAMPLES_PER_LOOK === 0) tree = processTree(child.pid);
    const found = tree.flatMap((pid) => processMemory(pid) ?? []);
    const sum = found.reduce((total, { resident }) => total + resident, 0);
    peak = Math.max(peak, sum, ...found.map((memory) => memory.peak));
    timer = setTimeout(take, count++ < FIRST_SAMPLES ? FIRST_SAMPLE_MS : SAMPLE_MS);
  };
  take();
  const stop = (): void => clearTimeout(timer);
  child.once("exit", stop);
  return { peak: () => peak, stop };
}

function failure(command: Command, { code, stdout, stderr }: Ended, wall: number): Error {
  const line = [command.program, ...command.args].join(" ");
  const how = code === null ? `was ended after ${Math.round(wall / 1000)} s` : `failed with code ${code}`;
  return new Error(`${line}\n${how}:\n${stderr || stdout}`);
}
