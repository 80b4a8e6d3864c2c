import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Interrupted } from "../errors.ts";

/** Whether there is a person to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks for a secret on the terminal. What is typed is not shown, and is taken as it is. */
export function askSecret(question: string, signal: AbortSignal): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  return ask(question, silent, signal).finally(() => void process.stderr.write("\n"));
}

/** Asks for something that may be seen. */
export function askLine(question: string, signal: AbortSignal): Promise<string> {
  return ask(question, process.stderr, signal);
}

function ask(question: string, output: NodeJS.WritableStream, signal: AbortSignal): Promise<string> {
  const reader = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
  process.stderr.write(question);
  return new Promise<string>((resolve, reject) => {
    const stop = (): void => reject(new Interrupted());
    reader.once("line", resolve);
    // Ctrl-C comes as a key while the terminal is read key by key; Ctrl-D ends the input.
    reader.once("SIGINT", stop);
    reader.once("close", stop);
    signal.addEventListener("abort", stop, { once: true });
  }).finally(() => reader.close());
}
