import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright";
import { vi } from "vitest";
import { agentEnvironment } from "../../support/agent.ts";
import { HOLDFAST, prepareHoldfast } from "../../support/holdfast.ts";
import type { Desktop, Electron, Launcher, LaunchOptions } from "./launcher.ts";
import type { ControlAnswer, ControlRequest } from "./stand-in/control.ts";
import { inPage } from "./stand-in/screen.ts";

const REGISTER = fileURLToPath(new URL("./stand-in/register.ts", import.meta.url));
const MAIN = join(dirname(HOLDFAST), "desktop.mjs");

/** The built main program, preload script and renderer; Electron's part is played by stand-in/, its windows are pages of Chromium. */
export const standIn: Launcher = {
  title: "on the stand-in",
  pageAddress: inPage,
  async launch({ home, args = [], env = {} }: LaunchOptions): Promise<Desktop> {
    await prepareHoldfast();
    const folder = join(home, "stand-in");
    mkdirSync(folder, { recursive: true });
    const child = spawn(process.execPath, ["--import", REGISTER, MAIN, ...args], {
      env: { ...process.env, ...surroundings(home), STAND_IN_HOME: folder, ...env },
      stdio: ["ignore", "inherit", "pipe", "ipc"],
      serialization: "advanced",
    });
    return new StandInDesktop(child);
  },
};

/** Nothing of the user's, and no tray but one that a test makes. */
function surroundings(home: string): Readonly<Record<string, string>> {
  return { ...agentEnvironment(home), HOME: home, DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, "no-bus")}` };
}

type Call<Result> = (electron: Electron, argument: never) => Result | Promise<Result>;
/** A request without its number; one of each kind. */
type Asked<Request> = Request extends unknown ? Omit<Request, "id"> : never;

class StandInDesktop implements Desktop {
  readonly ended: Promise<number | null>;
  errors = "";
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #browser: Promise<Browser> | undefined;
  #last = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.ended = once(child, "exit").then(([code]) => code as number | null); // as Node documents the event
    child.stderr?.on("data", (bytes: Buffer) => {
      this.errors += bytes.toString();
    });
    child.on("message", (message) => this.#hear(message as ControlAnswer)); // from control.ts
    child.once("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the desktop has ended:\n${this.errors}`));
    });
  }

  evaluate<Result>(call: Call<Result>, argument?: unknown): Promise<Result> {
    return this.#ask({ type: "evaluate", source: String(call), argument }) as Promise<Result>; // what the function returns
  }

  async window(): Promise<Page> {
    this.#browser ??= this.#ask({ type: "screen" }).then((address) => chromium.connectOverCDP(String(address)));
    const browser = await this.#browser;
    const find = (): Page => {
      const pages = browser.contexts().flatMap((context) => context.pages());
      const found = pages.find((page) => /^http/.test(page.url()));
      if (found === undefined) throw new Error("The desktop has no window.");
      return found;
    };
    return vi.waitFor(find, { timeout: 30_000, interval: 50 });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async kill(): Promise<void> {
    await (await this.#browser?.catch(() => undefined))?.close().catch(() => undefined);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.disconnect(); // it ends its Chromium, too
    await this.ended;
  }

  #ask(request: Asked<ControlRequest>): Promise<unknown> {
    this.#last += 1;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#last, waiting);
    this.#child.send({ ...request, id: this.#last } as ControlRequest); // with its number it is whole
    return waiting.promise;
  }

  #hear(answer: ControlAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("error" in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.value);
  }
}
