import { EventEmitter } from "node:events";
import type { Session, WebContents, WebPreferences } from "electron";
import type { CDPSession, Frame, Page, Route } from "playwright";
import { CALL, type PageMessage, pageScript, TAKE } from "./page-script.ts";
import { PortRelay, type PortStandIn, transferred } from "./ports.ts";
import { answerFor, hasScheme, heardFrom } from "./schemes.ts";
import { inElectron, inPage, newPage } from "./screen.ts";

type CheckHandler = Parameters<Session["setPermissionCheckHandler"]>[0];
type RequestHandler = Parameters<Session["setPermissionRequestHandler"]>[0];
type OpenHandler = Parameters<WebContents["setWindowOpenHandler"]>[0];

/** Permissions of Electron's that Chromium lets be set from outside, by their names there. */
const PERMISSIONS = { geolocation: "geolocation", notifications: "notifications", media: "audioCapture" } as const;

/** A frame as IPC tells of it. */
class FrameStandIn {
  static #last = 0;
  readonly frameTreeNodeId = ++FrameStandIn.#last;
  readonly #frame: () => Frame | undefined;

  constructor(frame: () => Frame | undefined) {
    this.#frame = frame;
  }

  get url(): string {
    return inElectron(this.#frame()?.url() ?? "");
  }
}

/** What a window's page is to the main process. */
export class WebContentsStandIn extends EventEmitter {
  readonly preferences: WebPreferences;
  readonly mainFrame = new FrameStandIn(() => this.page?.mainFrame());
  page: Page | undefined;
  openHandler: OpenHandler | undefined;
  requestHandler: RequestHandler | undefined;
  checkHandler: CheckHandler | undefined;
  readonly session: Pick<Session, "setPermissionCheckHandler" | "setPermissionRequestHandler"> = {
    setPermissionRequestHandler: (handler) => {
      this.requestHandler = handler;
    },
    setPermissionCheckHandler: (handler) => {
      this.checkHandler = handler;
    },
  };
  readonly #opened: Promise<Page>;
  #relay: PortRelay;
  /** The address that the main process loads right now: no navigation of the page's. */
  #loading: string | undefined;
  #isDestroyed = false;

  constructor(preferences: WebPreferences, folder: string) {
    super();
    this.preferences = preferences;
    this.#relay = this.#newRelay();
    this.#opened = newPage(folder).then((page) => this.#adopt(page));
    this.#opened.catch(() => undefined); // told where it is awaited
  }

  getURL = (): string => inElectron(this.page?.url() ?? "");
  isDestroyed = (): boolean => this.#isDestroyed;
  setWindowOpenHandler = (handler: OpenHandler): void => {
    this.openHandler = handler;
  };
  getLastWebPreferences = (): WebPreferences => this.preferences;

  postMessage(channel: string, message: unknown, ...transfer: [ports?: readonly PortStandIn[] | undefined]): void {
    const ids = transferred(transfer).map((port) => this.#relay.give(port));
    this.#tell({ type: "ipc", channel, args: [message], ports: ids });
  }

  async load(url: string): Promise<void> {
    const page = await this.#opened;
    this.#loading = inPage(url);
    await page.goto(this.#loading);
  }

  async destroy(): Promise<void> {
    this.#isDestroyed = true;
    this.#relay.endAll();
    const page = await this.#opened.catch(() => undefined);
    await page?.close().catch(() => undefined); // it may be closed with the whole Chromium
  }

  async #adopt(page: Page): Promise<Page> {
    this.page = page;
    await page.exposeBinding(CALL, ({ frame }, message: PageMessage) => this.#hear(message, frame));
    await page.addInitScript(pageScript(this.preferences.preload));
    await page.route("**/*", (route) => this.#route(route));
    page.on("framenavigated", (frame) => {
      // What a page held ends with it. The same page at another place stays, and asks for nothing anew.
      if (frame === page.mainFrame() && this.#isNewDocument) this.#dropPage();
    });
    page.on("load", () => this.emit("did-finish-load"));
    page.on("popup", (popup) => void this.#judgePopup(popup));
    await this.#applyPermissions(await page.context().newCDPSession(page));
    return page;
  }

  #isNewDocument = false;

  #dropPage(): void {
    this.#isNewDocument = false;
    this.#relay.endAll();
    this.#relay = this.#newRelay();
  }

  #newRelay(): PortRelay {
    return new PortRelay((message) => this.#tell(message));
  }

  #tell(message: PageMessage): void {
    const told = this.page?.evaluate(([name, value]) => Reflect.get(globalThis, name)?.(value), [
      TAKE,
      message,
    ] as const);
    told?.catch(() => undefined); // the page is gone, and its ports with it
  }

  #hear(message: PageMessage, frame: Frame): void {
    if (message.type === "ipc") {
      const senderFrame = frame === this.page?.mainFrame() ? this.mainFrame : new FrameStandIn(() => frame);
      heardFrom(message.channel, { sender: this, senderFrame, ports: [] }, message.args);
    } else if (message.type === "open") this.#judgeOpening(message.url);
    else this.#relay.hear(message);
  }

  #judgeOpening(url: string): void {
    const details = { url, frameName: "", features: "", disposition: "foreground-tab" as const };
    // What the host looks at is there.
    const answer = this.openHandler?.(details as Parameters<OpenHandler>[0]);
    if (answer?.action !== "deny") throw new Error("The stand-in opens no further windows.");
  }

  async #judgePopup(popup: Page): Promise<void> {
    this.#judgeOpening(popup.url());
    await popup.close();
  }

  async #route(route: Route): Promise<void> {
    const request = route.request();
    const url = inElectron(request.url());
    if (request.isNavigationRequest() && !this.#isAllowed(request.frame() === this.page?.mainFrame(), url)) {
      await route.abort("aborted");
      return;
    }
    if (!hasScheme(url)) {
      // Nothing of the tests leaves the machine.
      await (/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(url) ? route.continue() : route.abort("blockedbyclient"));
      return;
    }
    const answer = await answerFor(url, { method: request.method(), headers: request.headers() });
    const body = Buffer.from(await answer.arrayBuffer());
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  }

  /** Asks the host, as Electron does, whether a page may go where it wants to. */
  #isAllowed(isMainFrame: boolean, url: string): boolean {
    const isOwn = isMainFrame && inPage(url) === this.#loading;
    if (isMainFrame) this.#loading = undefined;
    let isPrevented = false;
    const event = {
      url,
      isMainFrame,
      preventDefault: () => {
        isPrevented = true;
      },
    };
    if (!isOwn) {
      if (isMainFrame) this.emit("will-navigate", event);
      this.emit("will-frame-navigate", event);
    }
    if (isMainFrame && !isPrevented) this.#isNewDocument = true;
    return !isPrevented;
  }

  /** Electron asks when a page does; here Chromium is told beforehand. */
  async #applyPermissions(cdp: CDPSession): Promise<void> {
    for (const [name, known] of Object.entries(PERMISSIONS)) {
      const isAllowed = this.checkHandler?.(null, name as "geolocation", "app://holdfast", {} as never) ?? true;
      const setting = isAllowed ? "granted" : "denied";
      const permission = { name: known === "audioCapture" ? "microphone" : known };
      await cdp.send("Browser.setPermission", { permission, setting, origin: inPage("app://holdfast") });
    }
  }
}
