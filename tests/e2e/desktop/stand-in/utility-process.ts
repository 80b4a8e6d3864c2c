import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";
import type { ForkOptions, UtilityProcess } from "electron";
import { type PortMessage, PortRelay, type PortStandIn, transferred } from "./ports.ts";

const SHIM = fileURLToPath(new URL("./utility-shim.ts", import.meta.url));

/** What passes between the main process and a utility process here. */
export type UtilityMessage =
  | { readonly type: "message"; readonly data: unknown; readonly ports: readonly number[] }
  | PortMessage;

type Members = Pick<UtilityProcess, "pid" | "stderr" | "stdout" | "kill">;

/** A utility process is a child process of Node's, whose parentPort is made by utility-shim.ts. */
class UtilityStandIn extends EventEmitter implements Members {
  readonly #child: ChildProcess;
  readonly #relay: PortRelay;

  constructor(program: string, args: readonly string[], { stdio, env }: ForkOptions) {
    super();
    const [, out = "inherit", errors = "inherit"] = Array.isArray(stdio) ? stdio : [];
    this.#child = spawn(process.execPath, ["--import", SHIM, program, ...args], {
      env: { ...process.env, ...env },
      stdio: ["ignore", out, errors, "ipc"],
      serialization: "advanced",
    });
    this.#relay = new PortRelay((message) => this.#send(message));
    this.#child.on("message", (message) => this.#hear(message as UtilityMessage)); // from our shim
    this.#child.once("exit", (code) => {
      this.#relay.endAll();
      this.emit("exit", code ?? 1);
    });
    process.once("exit", () => this.#child.kill("SIGKILL")); // as Electron's end with it
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.#child.stdout;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr;
  }

  postMessage(data: unknown, ...transfer: [ports?: readonly PortStandIn[] | undefined]): void {
    const ports = transferred(transfer);
    this.#send({ type: "message", data, ports: ports.map((port) => this.#relay.give(port)) });
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #send(message: UtilityMessage): void {
    if (this.#child.connected) this.#child.send(message);
  }

  #hear(message: UtilityMessage): void {
    if (message.type === "message") this.emit("message", message.data);
    else this.#relay.hear(message);
  }
}

export const utilityProcess = {
  fork: (program: string, args: readonly string[] = [], options: ForkOptions = {}) =>
    new UtilityStandIn(program, args, options),
};
