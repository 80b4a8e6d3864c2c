import { EventEmitter } from "node:events";
import { join } from "node:path";
import type { App } from "electron";
import { schemesAreFixed } from "./schemes.ts";
import { closeScreen } from "./screen.ts";
import { SingleInstance } from "./single-instance.ts";

/** Where this program keeps what is its own: a folder of the test's. */
export const HOME: string = process.env["STAND_IN_HOME"] ?? "";

type Members = Pick<App, "enableSandbox" | "exit" | "getLocale" | "getPath" | "getVersion" | "isReady" | "quit"> &
  Pick<App, "requestSingleInstanceLock" | "setName" | "setAsDefaultProtocolClient" | "whenReady" | "isPackaged">;

class AppStandIn extends EventEmitter implements Members {
  readonly isPackaged = false;
  name = "Electron";
  /** The schemes that this program was registered for with the system. */
  readonly protocolClients: string[] = [];
  isSandboxed = false;
  /** Closes all windows unless one of them objects. @returns whether all are closed */
  closeWindows: () => boolean = () => true;
  #isReady = false;
  #told: Promise<void> = Promise.resolve();
  #isQuitting = false;
  readonly #ready = Promise.withResolvers<void>();

  constructor() {
    super();
    // Electron is ready once the program's own file was run to its end.
    setTimeout(() => {
      this.#isReady = true;
      schemesAreFixed();
      this.emit("ready");
      this.#ready.resolve();
    }, 20);
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error("Electron takes this only before the app is ready.");
    this.isSandboxed = true;
  }

  setName(name: string): void {
    this.name = name;
  }

  isReady = (): boolean => this.#isReady;
  whenReady = (): Promise<void> => this.#ready.promise;
  getLocale = (): string => "en-GB";
  getVersion = (): string => "0.0.0";
  getPath = (name: string): string => join(HOME, name);
  setAsDefaultProtocolClient = (scheme: string): boolean => this.protocolClients.push(scheme) > 0;

  requestSingleInstanceLock(): boolean {
    const lock = new SingleInstance(HOME);
    const { isFirst, told } = lock.take(process.argv, (args) => this.emit("second-instance", {}, args, HOME));
    this.#told = told;
    return isFirst;
  }

  quit(): void {
    if (this.#isQuitting) return;
    let isPrevented = false;
    const event = {
      preventDefault: () => {
        isPrevented = true;
      },
    };
    this.emit("before-quit", event);
    if (isPrevented) return;
    this.#isQuitting = true;
    const isOver = this.closeWindows();
    this.#isQuitting = isOver;
    if (!isOver) return;
    this.emit("will-quit", event);
    if (!isPrevented) this.exit();
  }

  exit(code = 0): void {
    this.emit("quit", {}, code);
    void Promise.allSettled([this.#told, closeScreen()]).then(() => process.exit(code));
  }
}

export const app = new AppStandIn();
