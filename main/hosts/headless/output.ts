import type { Writable } from "node:stream";
import { Rate } from "../../../shared/progress/index.ts";
import { OutputClosed } from "./errors.ts";
import { Painter } from "./terminal/painter.ts";
import { type Figures, progressBlock } from "./terminal/progress-block.ts";
import { printable } from "./terminal/text-width.ts";

/** Over how many seconds the shown rate is taken. */
const RATE_SECONDS = 15;

export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  /** 0, or how often -v was given. */
  readonly verbosity: number;
}

/** A standard stream; `isTTY` says that a person looks at it. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * Where a command says things: results go to standard output, all else to standard error, so that a result can be piped
 * on while a person watches. Progress is drawn on a terminal only.
 */
export class Output {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbosity: number;
  readonly #out: OutputStream;
  readonly #err: OutputStream;
  readonly #painter: Painter | undefined;
  readonly #closed = new AbortController();
  #rate = new Rate(RATE_SECONDS);

  constructor(options: OutputOptions, out: OutputStream = process.stdout, err: OutputStream = process.stderr) {
    this.json = options.json;
    this.quiet = options.quiet;
    this.verbosity = options.verbosity;
    this.#out = out;
    this.#err = err;
    if (err.isTTY === true && !this.json && !this.quiet) this.#painter = new Painter(err);
    out.on("error", () => this.#onError());
    // Nobody is left to be told that nobody listens.
    err.on("error", () => undefined);
  }

  /** Aborts when the reader of standard output has gone. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Whether a person sees standard output, so that names in it are to be made harmless. */
  get isTerminal(): boolean {
    return this.#out.isTTY === true;
  }

  get showsProgress(): boolean {
    return this.#painter !== undefined;
  }

  /** One line of the result, for people. Nothing with --json. */
  line(text = ""): void {
    if (!this.json) this.raw(`${text}\n`);
  }

  /** A line about the result that --quiet leaves out. */
  remark(text = ""): void {
    if (!this.quiet) this.line(text);
  }

  /** One line of JSON. */
  data(value: unknown): void {
    this.raw(`${JSON.stringify(value)}\n`);
  }

  /** Bytes of the result as they are. */
  raw(chunk: string | Uint8Array): boolean {
    if (this.closed.aborted) return true;
    this.#painter?.clear();
    return this.#out.write(chunk);
  }

  /** Waits until the reader has taken what was written. */
  async drained(): Promise<void> {
    if (!this.#out.writableNeedDrain || this.closed.aborted) return;
    await new Promise<void>((resolve) => {
      this.#out.once("drain", resolve);
      this.#out.once("close", resolve);
      this.closed.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  /** Something worth knowing that is no result. With --json only -v shows it not at all. */
  note(text: string): void {
    if (!this.quiet && !this.json) this.#error(text);
  }

  /** What only -v shows. */
  detail(text: string): void {
    if (this.verbosity > 0) this.note(text);
  }

  /** What must be seen: a warning or a failure. */
  alarm(text: string): void {
    this.#error(text);
  }

  /** What must be seen, as one line of JSON. */
  alarmData(value: unknown): void {
    this.#error(JSON.stringify(value));
  }

  progress(figures: Figures): void {
    if (this.#painter === undefined) return;
    this.#rate.add(figures.secondsElapsed, figures.bytesDone);
    this.#painter.paint(progressBlock(figures, this.#rate.bytesPerSecond, this.#painter.columns));
  }

  /** Ends the drawing of a run's progress. */
  endProgress(): void {
    this.#painter?.clear();
    this.#rate = new Rate(RATE_SECONDS);
  }

  /** A name from a disk: harmless on a terminal, and as it is in a pipe. */
  name(text: string): string {
    return this.isTerminal ? printable(text) : text;
  }

  #error(text: string): void {
    this.#painter?.clear();
    this.#err.write(`${text}\n`);
  }

  /** Most likely EPIPE. Whatever it is, nothing more can be said there. */
  #onError(): void {
    this.#closed.abort(new OutputClosed());
  }
}
