import { chmod, mkdirSync } from "node:fs";
import { createStream, type RotatingFileStream } from "rotating-file-stream";

export interface LogFileOptions {
  readonly folder: string;
  readonly name: string;
  /** At which size a new file is begun, such as `5M`. */
  readonly size: `${number}${"B" | "K" | "M"}`;
  /** How many files there are, the current one included; at least 2. */
  readonly files: number;
  readonly now: () => number;
  /** Told once that the file cannot be written, until it could be again. */
  readonly complain: (text: string) => void;
}

/** What may wait for a slow disk; beyond it, lines are left out rather than memory filled. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const TRY_AGAIN_AFTER_MS = 60_000;

/**
 * A file of lines that begins anew when it is full, keeping the files before it as `name.1` and so on, all of them private.
 *
 * Neither blocks nor throws: where the disk refuses, lines are left out, and how many they were is said once it works again.
 */
export class LogFile {
  readonly #options: LogFileOptions;
  #stream: RotatingFileStream | undefined;
  #failedAt: number | undefined;
  #isClosed = false;
  /** Lines that were left out. */
  #missing = 0;
  /** As many of them a line says that is not in the file yet. */
  #told = 0;

  constructor(options: LogFileOptions) {
    this.#options = options;
    this.#open();
  }

  /** @param line ends with a line break */
  write(line: string): void {
    const stream = this.#isClosed ? undefined : (this.#stream ?? this.#openAgain());
    if (stream === undefined || stream.writableLength > MOST_WAITING_BYTES) {
      this.#missing++;
      return;
    }
    if (this.#missing > this.#told) stream.write(this.#gap());
    stream.write(line);
  }

  /** Everything written is in the file by then, as far as the disk takes it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const stream = this.#stream;
    this.#stream = undefined;
    if (stream !== undefined) await new Promise<void>((resolve) => stream.end(() => resolve()));
  }

  #openAgain(): RotatingFileStream | undefined {
    const isTooSoon = this.#failedAt !== undefined && this.#options.now() - this.#failedAt < TRY_AGAIN_AFTER_MS;
    return isTooSoon ? undefined : this.#open();
  }

  #open(): RotatingFileStream | undefined {
    const { folder, name, size, files } = this.#options;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Called with null for the current file, and with a number for those before it.
      const named = (count: number | Date | null) => (count === null ? name : `${name}.${Number(count)}`);
      const stream = createStream(named, { path: folder, size, rotate: files - 1, mode: 0o600 });
      stream.on("open", (path) => this.#opened(path));
      stream.on("error", (error) => this.#failed(error));
      this.#stream = stream;
      return stream;
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  #opened(path: string): void {
    chmod(path, 0o600, () => undefined); // one from before, or restored from a backup, may be open to others
    this.#failedAt = undefined;
    this.#missing -= this.#told;
    this.#told = 0;
  }

  #gap(): string {
    const missing = this.#missing;
    if (this.#failedAt === undefined) this.#missing = 0;
    else this.#told = missing; // the file may fail again before this line is in it
    const time = new Date(this.#options.now()).toISOString();
    const msg = `${missing} lines are missing here: the log could not be written`;
    return `${JSON.stringify({ level: "warn", time, msg })}\n`;
  }

  #failed(error: unknown): void {
    this.#stream = undefined;
    this.#told = 0;
    const isNews = this.#failedAt === undefined;
    this.#failedAt = this.#options.now();
    const reason = error instanceof Error ? error.message : String(error);
    if (isNews) this.#options.complain(`Holdfast cannot write its log in “${this.#options.folder}”: ${reason}\n`);
  }
}
