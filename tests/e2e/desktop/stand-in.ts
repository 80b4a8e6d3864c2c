import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import type { BrowserWindow, UtilityProcess } from "electron";
import type { Browser, Page } from "playwright";
import type { ElectronParts } from "../../../main/hosts/desktop/desktop.ts";
import { agentEnvironment } from "../../support/agent.ts";

/**
 * What the desktop host uses of Electron, for machines without its program: the agent is a child process, a window is a page
 * of Chromium. Handed in where Electron's own parts are, so what the host calls is typed by Electron's declarations.
 */
export class ElectronStandIn implements ElectronParts {
  readonly app: ElectronParts["app"];
  readonly dialog = { showErrorBox: (title: string) => void this.errors.push(title) };
  readonly powerEvents = new EventEmitter();
  readonly onShutdown: ElectronParts["onShutdown"] = (listener) => void this.powerEvents.on("shutdown", listener);
  readonly errors: string[] = [];
  locale = "en-GB";
  readonly schemes: string[] = [];
  /** Pauses between starts of the agent, which take no time here. */
  readonly pauses: number[] = [];
  readonly now = (): number => performance.now();
  readonly appEvents = new EventEmitter();
  readonly quitted = Promise.withResolvers<void>();
  /** Rules that the host made for its window. */
  readonly windowEvents = new EventEmitter();
  openHandler: (() => { readonly action: string }) | undefined;
  permissionHandler: ((contents: unknown, name: string, answer: (is: boolean) => void) => void) | undefined;
  checkHandler: ((contents: unknown, name: string, origin: string) => boolean) | undefined;
  options: object | undefined;
  page: Page | undefined;
  agent: ChildProcess | undefined;
  isShown = false;
  focused = 0;
  /** Pages that were loaded whole. */
  loads = 0;
  readonly #browser: Browser;
  readonly #home: string;

  constructor(browser: Browser, home: string, isFirst = true) {
    this.#browser = browser;
    this.#home = home;
    const app = {
      requestSingleInstanceLock: () => isFirst,
      whenReady: () => Promise.resolve(),
      on: (name: string, listener: () => void) => this.appEvents.on(name, listener),
      quit: () => this.#quit(),
      getLocale: () => this.locale,
      setAsDefaultProtocolClient: (scheme: string) => this.schemes.push(scheme) > 0,
    };
    // The members that the host uses; `on` takes any event's name here.
    this.app = app as unknown as ElectronParts["app"];
  }

  readonly makeWindow = (options: object): BrowserWindow => {
    this.options = options;
    const session = {
      setPermissionRequestHandler: (handler: typeof this.permissionHandler) => (this.permissionHandler = handler),
      setPermissionCheckHandler: (handler: typeof this.checkHandler) => (this.checkHandler = handler),
    };
    const webContents = {
      setWindowOpenHandler: (handler: typeof this.openHandler) => (this.openHandler = handler),
      on: (name: string, listener: (event: unknown) => void) => this.windowEvents.on(name, listener),
      session,
    };
    const window = {
      webContents,
      once: (name: string, listener: () => void) => this.windowEvents.once(name, listener),
      show: () => (this.isShown = true),
      focus: () => (this.focused += 1),
      isMinimized: () => false,
      loadURL: (address: string) => this.#load(address),
    };
    return window as unknown as BrowserWindow; // all of it that the host calls
  };

  readonly fork = (program: string, args: readonly string[]): UtilityProcess => {
    const env = { ...process.env, ...agentEnvironment(this.#home) };
    this.agent = spawn(process.execPath, [program, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    return this.agent as unknown as UtilityProcess; // `once`, `kill` and the streams are alike
  };

  readonly wait = async (ms: number): Promise<void> => void this.pauses.push(ms);

  async #load(address: string): Promise<void> {
    this.page ??= await this.#browser.newPage();
    await this.page.goto(address);
    this.loads += 1;
    this.windowEvents.emit("ready-to-show");
  }

  #quit(): void {
    let isPrevented = false;
    this.appEvents.emit("before-quit", { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.quitted.resolve();
  }
}
