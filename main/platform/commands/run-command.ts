import { spawn } from "node:child_process";
import { LastLines } from "./last-lines.ts";

/** How long a command that was told to end may take to do so. */
const END_WITHIN_MS = 5000;
/** How long what a command has said may take to arrive after its end: it may have left others with its output. */
const DRAIN_MS = 200;

export interface CommandOptions {
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** How a command ended, and the last lines of what it said, both streams in their order. */
export interface CommandEnd {
  readonly lines: readonly string[];
  readonly how:
    | { readonly type: "exited"; readonly code: number }
    | { readonly type: "killed"; readonly signal: string }
    | { readonly type: "timed-out" }
    | { readonly type: "stopped" }
    | { readonly type: "not-started"; readonly reason: string };
}

/**
 * Runs a line of the system's shell to its end, in the user's home. When its time is over or the signal aborts, it and all
 * that it started are ended. Never rejects.
 */
export function runCommand(command: string, options: CommandOptions): Promise<CommandEnd> {
  const { file, args } = shellFor(command);
  const lines = new LastLines();
  const { promise, resolve } = Promise.withResolvers<CommandEnd>();
  const child = spawn(file, args, {
    ...{ env: options.env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true, windowsVerbatimArguments: true },
    // A group of its own, so that what it starts ends with it.
    detached: process.platform !== "win32",
    ...(options.env["HOME"] === undefined ? {} : { cwd: options.env["HOME"] }),
  });
  let reason: "timed-out" | "stopped" | undefined;
  const cancelled = new AbortController();
  const end = (why: "timed-out" | "stopped") => (): void => {
    reason ??= why;
    endAll(child.pid, cancelled.signal);
  };
  const timer = setTimeout(end("timed-out"), options.timeoutMs);
  const stop = end("stopped");
  const settle = (how: CommandEnd["how"]): void => {
    clearTimeout(timer);
    cancelled.abort();
    options.signal?.removeEventListener("abort", stop);
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    resolve({ how, lines: lines.all() });
  };
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes: Buffer) => lines.add(bytes));
  child.on("error", ({ message }) => settle({ type: "not-started", reason: message }));
  child.on("exit", (code, signal) => {
    const how = endOf(reason, code, signal);
    const late = setTimeout(() => settle(how), DRAIN_MS);
    child.once("close", () => {
      clearTimeout(late);
      settle(how);
    });
  });
  if (options.signal?.aborted === true) stop();
  options.signal?.addEventListener("abort", stop, { once: true });
  return promise;
}

function shellFor(command: string): { readonly file: string; readonly args: readonly string[] } {
  if (process.platform !== "win32") return { file: "/bin/sh", args: ["-c", command] };
  return { file: process.env["ComSpec"] ?? "cmd.exe", args: ["/d", "/s", "/c", `"${command}"`] };
}

function endOf(
  reason: "timed-out" | "stopped" | undefined,
  code: number | null,
  signal: NodeJS.Signals | null,
): CommandEnd["how"] {
  if (reason !== undefined) return { type: reason };
  return code === null ? { type: "killed", signal: signal ?? "unknown" } : { type: "exited", code };
}

/** @param over aborts when it has ended */
function endAll(pid: number | undefined, over: AbortSignal): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).on("error", () => {});
    return;
  }
  signalGroup(pid, "SIGTERM");
  const harder = setTimeout(() => signalGroup(pid, "SIGKILL"), END_WITHIN_MS);
  // What it started may hold out longer than the shell: the group is ended in any case.
  over.addEventListener("abort", () => {
    clearTimeout(harder);
    signalGroup(pid, "SIGKILL");
  });
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // All of them have ended.
  }
}
