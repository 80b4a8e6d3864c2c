import { EventEmitter } from "node:events";
import type { BrowserWindowConstructorOptions, BrowserWindow as Real } from "electron";
import { app, HOME } from "./app.ts";
import { WebContentsStandIn } from "./web-contents.ts";

type Members = Pick<
  Real,
  "show" | "hide" | "focus" | "isVisible" | "isFocused" | "isMinimized" | "restore" | "minimize" | "close" | "loadURL"
> &
  Pick<Real, "isDestroyed" | "destroy">;

const windows = new Set<BrowserWindow>();

/** A window is a page of Chromium; whether it is seen is only noted. */
export class BrowserWindow extends EventEmitter implements Members {
  readonly webContents: WebContentsStandIn;
  #isVisible: boolean;
  #isFocused = false;
  #isMinimized = false;

  constructor({ webPreferences = {}, show = true }: BrowserWindowConstructorOptions) {
    super();
    if (!app.isReady()) throw new Error("Electron makes no window before the app is ready.");
    this.webContents = new WebContentsStandIn(webPreferences, HOME);
    this.#isVisible = show;
    windows.add(this);
    app.emit("web-contents-created", {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].find((window) => window.isFocused()) ?? null;
  }

  show(): void {
    this.#isVisible = true;
    this.focus();
  }

  hide(): void {
    this.#isVisible = false;
    this.#isFocused = false;
  }

  focus(): void {
    for (const window of windows) window.#isFocused = window === this;
  }

  minimize(): void {
    this.#isMinimized = true;
    this.#isFocused = false;
  }

  restore(): void {
    this.#isMinimized = false;
  }

  isVisible = (): boolean => this.#isVisible;
  isFocused = (): boolean => this.#isFocused && this.#isVisible;
  isMinimized = (): boolean => this.#isMinimized;
  isDestroyed = (): boolean => !windows.has(this);

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit("ready-to-show");
  }

  /** As when its user closes it. */
  close(): void {
    let isPrevented = false;
    this.emit("close", {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (!isPrevented) this.destroy();
  }

  destroy(): void {
    if (!windows.delete(this)) return;
    void this.webContents.destroy();
    this.emit("closed");
    if (windows.size === 0) app.emit("window-all-closed");
  }
}

app.closeWindows = () => {
  for (const window of windows) window.close();
  return windows.size === 0;
};
