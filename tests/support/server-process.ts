import { type ChildProcess, spawn } from "node:child_process";
import { connect } from "node:net";

const READY_MS = 60_000;

/** A server that a test started, ended by its pid. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #errors = "";

  constructor(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ...env } });
    this.#child.stderr?.on("data", (bytes: Buffer) => {
      this.#errors = (this.#errors + bytes.toString()).slice(-10_000);
    });
    this.#ended = new Promise((resolve) => this.#child.once("exit", () => resolve()).once("error", () => resolve()));
  }

  /** Waits until somebody listens at a port of loopback, or at a socket. */
  async listening(port: number | string): Promise<this> {
    const until = Date.now() + READY_MS;
    while (Date.now() < until && this.#child.exitCode === null) {
      if (await isListening(port)) return this;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await this.stop();
    throw new Error(`nobody listens at port ${port}: ${this.#errors}`);
  }

  /** Nothing of it is to be kept, so there is nothing to bring to an end in good order. */
  async stop(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}

function isListening(at: number | string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = (typeof at === "string" ? connect(at) : connect(at, "127.0.0.1"))
      .on("connect", () => {
        socket.destroy();
        resolve(true);
      })
      .on("error", () => resolve(false));
  });
}
