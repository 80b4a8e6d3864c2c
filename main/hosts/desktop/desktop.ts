import { join } from "node:path";
import type { App, BrowserWindow, Dialog, UtilityProcess } from "electron";
import { GERMAN, GERMAN_FAILURES } from "../../../shared/texts/de/index.ts";
import { chooseLocale, languageOf, say, speak } from "../../../shared/words/index.ts";
import { AgentKeeper, type KeeperParts } from "./agent-keeper.ts";
import type { Serving } from "./agent-process.ts";
import { linkAmong, placeOf } from "./deep-links.ts";
import { guardWindow, WINDOW_OPTIONS } from "./window.ts";

/** What the desktop host needs of Electron and of time; tests hand in stand-ins that are typed alike. */
export interface ElectronParts extends Pick<KeeperParts, "now" | "wait"> {
  readonly app: Pick<
    App,
    "requestSingleInstanceLock" | "whenReady" | "on" | "quit" | "setAsDefaultProtocolClient" | "getLocale"
  >;
  readonly dialog: Pick<Dialog, "showErrorBox">;
  /** Calls back when the system shuts down; it waits a while if the event is prevented. */
  onShutdown(listener: (event: { preventDefault(): void }) => void): void;
  makeWindow(options: typeof WINDOW_OPTIONS): BrowserWindow;
  /** Starts a program of ours with these arguments, its output and errors piped. */
  fork(program: string, args: readonly string[]): UtilityProcess;
}

/**
 * The desktop window: keeps the agent running in a process of its own and shows its page. A second start brings the first
 * one's window to the front, at the place that it was asked for. Closing the window brings the agent to a safe stop.
 *
 * @param folder where the built programs are
 * @param args what the program was started with: `--hidden`, or a link to a place
 */
export async function startDesktop(parts: ElectronParts, folder: string, args: readonly string[]): Promise<void> {
  const { app } = parts;
  if (!app.requestSingleInstanceLock()) return app.quit();
  const desktop = new Desktop(parts, folder, args);
  // macOS tells of a link by an event, and may do so before the app is ready.
  app.on("open-url", (event, link) => {
    event.preventDefault();
    desktop.show(link);
  });
  app.on("second-instance", (_event, others) => desktop.show(linkAmong(others)));
  await app.whenReady();
  speakAs(app.getLocale());
  app.setAsDefaultProtocolClient("holdfast");
  await desktop.run();
}

/** The language of the system, which Electron knows once it is ready. */
function speakAs(system: string): void {
  const locale = chooseLocale("system", [system]);
  if (languageOf(locale) === "de") speak(locale, GERMAN, GERMAN_FAILURES);
  else speak(locale);
}

class Desktop {
  readonly #parts: ElectronParts;
  readonly #keeper: AgentKeeper;
  #window: BrowserWindow | undefined;
  #origin: string | undefined;
  #isHidden: boolean;
  /** Where the window goes as soon as the agent answers. */
  #place: string | undefined;

  constructor(parts: ElectronParts, folder: string, args: readonly string[]) {
    const { dialog, fork, now, wait } = parts;
    this.#parts = parts;
    this.#isHidden = args.includes("--hidden");
    this.#place = placeOf(linkAmong(args) ?? "");
    this.#keeper = new AgentKeeper({
      start: () => fork(join(folder, "cli.mjs"), ["serve", "--no-open", "--json"]),
      onServing: (serving) => this.#load(serving),
      onTrouble: (count, lines) => dialog.showErrorBox(troubleTitle(count), troubleText(lines)),
      ...{ now, wait },
    });
  }

  async run(): Promise<void> {
    this.#stopBeforeQuitting();
    const { app, onShutdown } = this.#parts;
    app.on("window-all-closed", () => app.quit());
    // The system waits for a while for a program that asks for it, and quitting first makes the runs safe.
    onShutdown((event) => {
      event.preventDefault();
      app.quit();
    });
    await this.#keeper.run();
  }

  /** Brings the window to the front. @param link a place to go to; one that means none changes nothing */
  show(link: string | undefined): void {
    this.#isHidden = false;
    const place = placeOf(link ?? "");
    if (this.#window === undefined || this.#origin === undefined) {
      this.#place = place ?? this.#place; // on its way; it goes there by itself
      return;
    }
    if (place !== undefined) ignoreBrokenLoad(this.#window.loadURL(this.#origin + place));
    bringToFront(this.#window);
  }

  /** The link lets the window in; after the agent was started anew, it loads the page anew. */
  #load({ url }: Serving): void {
    const { origin } = new URL(url);
    this.#origin = origin;
    this.#window ??= this.#makeWindow();
    const window = this.#window;
    const place = this.#place;
    this.#place = undefined;
    const loaded = window.loadURL(url);
    ignoreBrokenLoad(place === undefined ? loaded : loaded.then(() => window.loadURL(origin + place)));
  }

  #makeWindow(): BrowserWindow {
    const window = this.#parts.makeWindow(WINDOW_OPTIONS);
    guardWindow(window, () => this.#origin);
    window.once("ready-to-show", () => {
      if (!this.#isHidden) window.show();
    });
    return window;
  }

  /** The first wish to quit is put off until the agent's runs are safe. */
  #stopBeforeQuitting(): void {
    const { app } = this.#parts;
    let isStopped = false;
    app.on("before-quit", (event) => {
      if (isStopped) return;
      event.preventDefault();
      void this.#keeper.stop().then(() => {
        isStopped = true;
        app.quit();
      });
    });
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** A page that another one replaces while it loads, or whose agent just died: the next one comes by itself. */
function ignoreBrokenLoad(loading: Promise<void>): void {
  loading.catch(() => undefined);
}

function troubleTitle(count: number): string {
  return say("The backup agent ended unexpectedly {count, plural, one {once} other {# times}} in a row.", { count });
}

function troubleText(lines: readonly string[]): string {
  const hint = say("It is started again by itself. If this goes on, start Holdfast again.");
  return lines.length === 0 ? hint : [hint, "", say("The last lines of its log:"), ...lines].join("\n");
}
