import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { app, dialog, type ForkOptions, Menu, protocol, utilityProcess } from "electron";
import { say } from "../../../shared/words/index.ts";
import { type AgentClient, askForLink, runningAgent } from "../headless/agent-client/index.ts";
import { AgentKeeper } from "./agent/agent-keeper.ts";
import type { AgentProcess } from "./agent/agent-process.ts";
import { callsElsewhere, callsOf } from "./agent/calls.ts";
import type { AgentMessage } from "./agent/messages.ts";
import { PortDesk } from "./agent/port-desk.ts";
import { linkAmong, placeOf } from "./deep-links.ts";
import { speakIn } from "./language.ts";
import { startsHidden } from "./login/index.ts";
import { Presence } from "./presence.ts";
import { Quitting } from "./quitting.ts";
import { APP_SCHEME, AppFiles } from "./window/app-protocol.ts";
import { MainWindow } from "./window/main-window.ts";

/** An agent that does not say soon whether runs go on keeps nobody from quitting. */
const ANSWER_WITHIN_MS = 2000;

/**
 * The desktop app: keeps the agent running in a process of its own, and shows its window. A second start brings the first one's
 * window to the front, at the place that it was asked for.
 *
 * To be called before Electron is ready: the window's scheme has to be known by then.
 *
 * @param folder where the built programs are
 * @param args what the program was started with: `--hidden`, or a link to a place
 */
export async function startDesktop(folder: string, args: readonly string[]): Promise<void> {
  app.setName("Holdfast"); // also of the folder where Electron keeps its own things, and by that of the lock
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  const desktop = new Desktop(folder);
  // macOS tells of a link by an event, and may do so before the app is ready.
  let wanted = linkAmong(args);
  app.on("open-url", (event, link) => {
    event.preventDefault();
    wanted = link;
    if (app.isReady()) desktop.show(link);
  });
  app.on("second-instance", (_event, others) => desktop.show(linkAmong(others)));
  app.on("activate", () => desktop.show());
  await app.whenReady();
  speakIn("system");
  // Its lines would be those of a browser. On a Mac it is where copy and paste are.
  if (process.platform !== "darwin") Menu.setApplicationMenu(null);
  registerLinks(folder);
  const files = new AppFiles(join(folder, "renderer"));
  protocol.handle(APP_SCHEME.scheme, (request) => files.answer(request));
  if (wanted !== undefined || !startsHidden(app, args)) desktop.show(wanted);
  await desktop.run();
}

/** Has the system open `holdfast://…` with this program. From a folder of sources Electron has to be told what to run. */
function registerLinks(folder: string): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient("holdfast");
  else app.setAsDefaultProtocolClient("holdfast", process.execPath, [join(folder, "desktop.mjs")]);
}

class Desktop {
  readonly #keeper: AgentKeeper;
  readonly #desk = new PortDesk();
  readonly #window: MainWindow;
  readonly #quitting: Quitting;
  readonly #presence: Presence;
  /** Our own agent, while it answers. */
  #agent: AgentProcess | undefined;
  #calls: AgentClient | undefined;

  constructor(folder: string) {
    this.#keeper = new AgentKeeper({
      start: () => utilityProcess.fork(join(folder, "desktop-agent.mjs"), [], AGENT_OPTIONS),
      onMessage: (message, agent) => this.#take(message, agent),
      onGone: () => this.#lose(),
      onTrouble: (count, lines) => dialog.showErrorBox(troubleTitle(count), troubleText(lines)),
      now: () => performance.now(),
      // A pause that is cut short is over.
      wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    });
    this.#quitting = new Quitting({ runsGoingOn: () => this.#runsGoingOn(), stop: () => this.#stop() });
    this.#presence = new Presence({
      icons: join(folder, "icons"),
      calls: () => this.#calls,
      show: (place) => this.#window.show(place),
      onShutdown: () => void this.#quitting.now(),
    });
    this.#window = new MainWindow({
      preload: join(folder, "preload.cjs"),
      onAsk: (take) => this.#desk.ask(take),
      onClose: () => this.#onClose(),
      onSessionEnd: () => void this.#quitting.now(),
    });
  }

  /** Resolves when the agent has ended for good, and the program with it. */
  async run(): Promise<void> {
    app.on("window-all-closed", () => app.quit());
    // From a terminal, or the end of a session: nobody may be there to answer a question.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void this.#quitting.now());
    void this.#presence.start().then((hasTray) => {
      // Who is started hidden must be seen somewhere.
      if (!hasTray) this.#window.showMinimized();
    });
    await this.#keeper.run();
    await this.#quitting.now();
  }

  /** Brings the window to the front. @param link a place to go to; one that means none changes nothing */
  show(link = ""): void {
    this.#window.show(placeOf(link));
  }

  #take(message: AgentMessage, agent: AgentProcess): void {
    if (message.type === "serving") {
      this.#agent = agent;
      this.#follow(callsOf(agent));
      this.#desk.open(agent);
      this.#window.showOwn();
    } else {
      this.#window.showElsewhere(linkElsewhere);
      void callsElsewhere(process.env).then((calls) => {
        if (calls !== undefined && this.#agent === undefined) this.#follow(calls);
      });
    }
  }

  #lose(): void {
    this.#desk.shut();
    this.#agent = undefined;
    this.#calls = undefined;
    this.#presence.lose();
  }

  #follow(calls: AgentClient): void {
    this.#calls = calls;
    this.#presence.follow(calls);
  }

  /** Without a tray the window is all there is of the program, and closing it means to quit: asked first if a run goes on. */
  #onClose(): "hide" | "keep" | "close" {
    if (this.#quitting.isDecided) return "close";
    if (this.#presence.hasTray) return "hide";
    app.quit();
    return "keep";
  }

  async #stop(): Promise<void> {
    await this.#keeper.stop();
    await this.#presence.stop();
  }

  async #runsGoingOn(): Promise<number> {
    if (this.#agent === undefined) return 0; // what another process does goes on
    const late = wait(ANSWER_WITHIN_MS, undefined, { ref: false });
    const status = await Promise.race([this.#calls?.agent.status().catch(() => undefined), late]);
    return status?.runsRunning ?? 0;
  }
}

/** Its errors are kept, to be shown if it dies; what it says besides is for nobody. */
const AGENT_OPTIONS: ForkOptions = { stdio: ["ignore", "ignore", "pipe"], serviceName: "Holdfast agent" };

async function linkElsewhere(): Promise<string> {
  const address = await runningAgent(process.env);
  if (address === undefined) throw new Error("The other agent has ended."); // ours takes over, and tells so
  return askForLink(address);
}

function troubleTitle(count: number): string {
  return say("The backup agent ended unexpectedly {count, plural, one {once} other {# times}} in a row.", { count });
}

function troubleText(lines: readonly string[]): string {
  const hint = say("It is started again by itself. If this goes on, start Holdfast again.");
  return lines.length === 0 ? hint : [hint, "", say("The last lines of its log:"), ...lines].join("\n");
}
