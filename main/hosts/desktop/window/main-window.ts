import { BrowserWindow, ipcMain, type MessagePortMain, type WebFrameMain } from "electron";
import { ASK_FOR_PORT, HERE_IS_PORT } from "../../../../shared/window-port/index.ts";
import { APP_ORIGIN } from "./app-protocol.ts";
import { originOf } from "./origin.ts";
import { guardWindow, windowOptions } from "./window-rules.ts";

export interface WindowParts {
  /** Path of the built preload script. */
  readonly preload: string;
  /** The page wants a port to the agent. */
  readonly onAsk: (take: (port: MessagePortMain) => void) => void;
  /** The user closes the window. @returns whether it is only hidden */
  readonly onClose: () => "hide" | "keep" | "close";
  /** Windows ends the user's session; it tells windows, and waits for nobody. */
  readonly onSessionEnd: () => void;
}

/** The one window. It is made when it is first shown: who is started hidden takes no memory for it. */
export class MainWindow {
  readonly #parts: WindowParts;
  #window: BrowserWindow | undefined;
  /** Of the pages that it shows: our own, or those of an agent that another process is. */
  #origin = APP_ORIGIN;
  /** What lets it in there; each link works once. */
  #newLink: (() => Promise<string>) | undefined;

  constructor(parts: WindowParts) {
    this.#parts = parts;
    ipcMain.on(ASK_FOR_PORT, (event) => {
      const { sender, senderFrame } = event;
      if (!this.#isOurs(senderFrame)) return;
      parts.onAsk((port) => {
        if (!sender.isDestroyed()) sender.postMessage(HERE_IS_PORT, null, [port]);
        else port.close();
      });
    });
  }

  /** Brings it to the front. @param place a path of the window; without one it stays where it is */
  show(place?: string): void {
    if (this.#window === undefined) {
      this.#window = this.#make();
      this.#load(place); // and it comes when there is something to see
      return;
    }
    if (place !== undefined) this.#load(place);
    bringToFront(this.#window);
  }

  /** Puts it where windows are listed, without bringing it to the front; nothing if there is one. */
  showMinimized(): void {
    if (this.#window !== undefined) return;
    this.#window = this.#make((window) => window.minimize());
    this.#load();
  }

  /** Our own agent answers: its page is our own, too. */
  showOwn(): void {
    if (this.#newLink === undefined) return; // as it is; the page gets its port by asking
    this.#newLink = undefined;
    this.#origin = APP_ORIGIN;
    if (this.#window !== undefined) this.#load();
  }

  /** Another process is the agent: the window shows the page that it serves. */
  showElsewhere(newLink: () => Promise<string>): void {
    this.#newLink = newLink;
    if (this.#window !== undefined) this.#load();
  }

  #make(appear: (window: BrowserWindow) => void = (window) => window.show()): BrowserWindow {
    const window = new BrowserWindow(windowOptions(this.#parts.preload));
    guardWindow(window, () => this.#origin);
    window.once("ready-to-show", () => appear(window));
    window.on("close", (event) => {
      const what = this.#parts.onClose();
      if (what !== "close") event.preventDefault();
      if (what === "hide") window.hide();
    });
    window.on("session-end", this.#parts.onSessionEnd);
    window.on("closed", () => {
      this.#window = undefined;
    });
    return window;
  }

  #load(place = "/"): void {
    void this.#loadNow(place).catch(() => undefined); // another page came first, or an agent that just ended: the next comes by itself
  }

  async #loadNow(place: string): Promise<void> {
    const window = this.#window;
    if (this.#newLink !== undefined) {
      const link = await this.#newLink();
      this.#origin = originOf(link) ?? APP_ORIGIN;
      await window?.loadURL(link);
      if (place === "/") return;
    }
    await window?.loadURL(this.#origin + place);
  }

  /** Whether a message comes from our own page, and not from a frame in it or a page that took its place. */
  #isOurs(frame: WebFrameMain | null): boolean {
    if (frame === null || this.#window === undefined) return false;
    const { mainFrame } = this.#window.webContents;
    return frame.frameTreeNodeId === mainFrame.frameTreeNodeId && originOf(frame.url) === APP_ORIGIN;
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
