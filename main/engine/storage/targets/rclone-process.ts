import type { ChildProcessByStdio } from "node:child_process";
import type { ClientHttp2Session } from "node:http2";
import type { Readable, Writable } from "node:stream";
import { lastWords, type RcloneEnd } from "./rclone-errors.ts";
import { openWire } from "./rclone-wire.ts";

export interface RcloneSettings {
  /** A path, or a name that is looked for on the PATH. */
  readonly program: string;
  readonly remote: string;
  /** Added to our own environment: where its settings are, and their password. */
  readonly env: Readonly<Record<string, string>>;
  /** Of the environment: never told. */
  readonly secrets: readonly string[];
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** As stock restic starts it. */
const ARGUMENTS = ["serve", "restic", "--stdio", "--b2-hard-delete"];
const STDERR_CHARACTERS = 8192;
/** For large packs: with HTTP/2's usual 64 KiB, every part would wait for an answer. */
const WINDOW_BYTES = 8 << 20;
/** What is being sent counts, and calls beyond are refused: with the usual 10, a few packs are too many. */
const MEMORY_MEGABYTES = 4096;
/** For one that has been told to end. */
const PATIENCE_MS = 3000;
/** Passphrases of ours are nobody's business. */
const OUR_VARIABLES = /^(?:RESTIC|HOLDFAST)_/;

/** A running rclone that speaks HTTP/2 over its standard input and output. */
export class RcloneProcess {
  readonly session: ClientHttp2Session;
  hasAnswered = false;
  readonly #child: Child;
  readonly #secrets: readonly string[];
  readonly #exited: Promise<void>;
  #stderr = "";
  #startError: string | undefined;
  #isOver = false;

  private constructor(child: Child, session: ClientHttp2Session, secrets: readonly string[]) {
    this.#child = child;
    this.#secrets = secrets;
    this.session = session;
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_CHARACTERS);
    });
    this.#exited = new Promise((resolve) => {
      // Not `exit`: what it said last may come after that.
      child.once("close", () => this.#over(resolve));
      child.once("error", (error) => {
        this.#startError = "code" in error && typeof error.code === "string" ? error.code : error.message;
        this.#over(resolve);
      });
    });
  }

  /** Starts it, which is not to say that it works: the first call tells. */
  static async start({ program, remote, env, secrets }: RcloneSettings): Promise<RcloneProcess> {
    const [{ spawn }, http2] = await Promise.all([import("node:child_process"), import("node:http2")]);
    const wire = await openWire();
    const child = spawn(program, [...ARGUMENTS, remote], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...inherited(), RCLONE_ASK_PASSWORD: "false", ...env },
      // Ctrl+C in a terminal is for us alone: what has been begun is to be brought to an end through it.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    child.stdin.on("error", () => undefined); // told by the session
    wire.lead(child.stdin, child.stdout);
    const session = http2.connect("http://localhost", {
      createConnection: () => wire.socket,
      maxSessionMemory: MEMORY_MEGABYTES,
      settings: { initialWindowSize: WINDOW_BYTES, enablePush: false },
    });
    session.on("error", () => undefined); // told by each stream
    session.once("connect", () => {
      // rclone may have ended by then: told by each stream.
      if (!session.destroyed) session.setLocalWindowSize(4 * WINDOW_BYTES);
    });
    return new RcloneProcess(child, session, secrets);
  }

  /** Whether calls may be made still. */
  get isUsable(): boolean {
    return !this.#isOver && !this.session.closed && !this.session.destroyed;
  }

  /** How it ended, once it has. Undefined if it does not within a moment. */
  async end(): Promise<RcloneEnd | undefined> {
    await this.#exitedWithin(PATIENCE_MS);
    if (!this.#isOver) return undefined;
    const said = lastWords(this.#stderr, this.#secrets);
    const startError = this.#startError === undefined ? {} : { startError: this.#startError };
    return { hadAnswered: this.hasAnswered, said, ...startError };
  }

  /** Lets it end by itself, and makes it end if it does not. */
  async stop(): Promise<void> {
    this.session.destroy();
    this.#child.stdin.end();
    if (await this.#exitedWithin(PATIENCE_MS)) return;
    this.#child.kill("SIGTERM");
    if (await this.#exitedWithin(PATIENCE_MS)) return;
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  #over(resolve: () => void): void {
    this.#isOver = true;
    this.session.destroy();
    resolve();
  }

  async #exitedWithin(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([this.#exited, tooLong]);
    clearTimeout(timer);
    return this.#isOver;
  }
}

function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OUR_VARIABLES.test(name)));
}
