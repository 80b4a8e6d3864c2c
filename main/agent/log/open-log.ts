import { pino } from "pino";
import { type Log, silentLog } from "./log.ts";
import { LogFile } from "./log-file.ts";
import { redactFacts, redactText } from "./redact.ts";

export interface LogOptions {
  /** Where `agent.log` and the files before it are; made if it is not there. */
  readonly folder: string;
  /** The least that is written: `debug`, `info`, `warn` or `error`. */
  readonly level?: string;
  readonly now?: () => number;
  /** Told once when the log cannot be written. Standard error, unless said otherwise. */
  readonly complain?: (text: string) => void;
}

export interface OpenedLog extends Log {
  /** Everything logged is in the file by then. What is logged later is not written. */
  close(): Promise<void>;
}

const LEVELS = ["debug", "info", "warn", "error"];

/**
 * Opens the agent's log: lines of JSON in `agent.log`, 5 files of 5 MB, for their owner only. Whatever is named like a secret
 * is left out. Never blocks or throws: a disk that refuses is told once, on standard error.
 */
export function openLog({ folder, level = "info", now = Date.now, complain = toStandardError }: LogOptions): OpenedLog {
  const file = new LogFile({ folder, name: "agent.log", size: "5M", files: 5, now, complain });
  const options: pino.LoggerOptions = {
    level: LEVELS.includes(level) ? level : "info",
    base: { process: process.pid },
    timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  };
  return { ...overPino(pino(options, file)), close: () => file.close() };
}

function overPino(logger: pino.Logger): Log {
  const write = (level: "info" | "warn" | "error") => (facts: object, text: string) =>
    quietly(() => logger[level](redactFacts(facts), redactText(text)), undefined);
  return {
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    child: (bindings) => quietly(() => overPino(logger.child(redactFacts(bindings))), silentLog),
  };
}

/** Whoever logs has other work: facts that cannot even be looked at must not stop it. */
function quietly<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

function toStandardError(text: string): void {
  quietly(() => process.stderr.write(text), false);
}
