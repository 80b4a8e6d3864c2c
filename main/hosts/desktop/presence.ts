import { homedir } from "node:os";
import { join } from "node:path";
import { app, Menu, Notification, powerMonitor, Tray } from "electron";
import { AppError, RevivedError } from "../../../shared/errors/index.ts";
import { pauseUntil } from "../../../shared/moments/index.ts";
import { say, sayFailure } from "../../../shared/words/index.ts";
import { systemClock } from "../../agent/clock/index.ts";
import { appFolders, hasTrayHost } from "../../platform/index.ts";
import type { AgentClient } from "../headless/agent-client/index.ts";
import { type AgentState, AgentWatcher } from "./agent-state/index.ts";
import { speakIn } from "./language.ts";
import { LoginKeeper, systemLoginItem } from "./login/index.ts";
import { Notifier, ToldFile } from "./notices/index.ts";
import { watchPower } from "./power/index.ts";
import { findTrayHost, type TrayAction, TrayKeeper } from "./tray/index.ts";

export interface PresenceParts {
  /** Where the built icons are. */
  readonly icons: string;
  /** The calls of the agent, while one answers. */
  readonly calls: () => AgentClient | undefined;
  /** Brings the window to the front, at this place. */
  readonly show: (place: string) => void;
  readonly onShutdown: () => void;
}

/** What there is of the app while its window is closed: the icon in the tray, notifications, an ear for the computer's power. */
export class Presence {
  readonly #parts: PresenceParts;
  readonly #watcher: AgentWatcher;
  readonly #notifier: Notifier;
  /** What is shown must not be collected before it was clicked. */
  readonly #shown = new Set<Notification>();
  /** Only of a program that is installed: what runs in a folder of sources is not for every day. */
  readonly #login: LoginKeeper | undefined;
  #tray: TrayKeeper | undefined;
  #state: AgentState | undefined;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
    const clock = systemClock;
    const { data } = appFolders({ env: process.env });
    this.#watcher = new AgentWatcher({ clock, onState: (state) => this.#take(state) });
    this.#notifier = new Notifier({
      ...{ clock, calls: parts.calls, isWanted: ({ preferences }) => preferences.desktop.notify },
      show: (notice) => this.#notify(notice),
      file: new ToldFile(join(data, "told.json")),
    });
    if (app.isPackaged) this.#login = this.#loginKeeper(join(data, "login.json"));
  }

  get hasTray(): boolean {
    return this.#tray !== undefined;
  }

  /** To be called once Electron is ready. @returns whether there is a tray, which may take half a minute to know */
  async start(): Promise<boolean> {
    watchPower({
      monitor: powerMonitor,
      onShutdown: this.#parts.onShutdown,
      onChange: (change) => {
        if (change.hasSlept) this.#notifier.woke();
        // Whoever does not answer now looks by itself before long.
        this.#parts
          .calls()
          ?.agent.lookAgain(change)
          .catch(() => undefined);
      },
    });
    await this.#notifier.start();
    if (!(await findTrayHost({ ask: hasTrayHost, clock: systemClock }))) return false;
    this.#tray = new TrayKeeper({
      makeTray: (image) => new Tray(image),
      makeMenu: (template) => Menu.buildFromTemplate(template),
      pathOf: (image) => join(this.#parts.icons, image),
      act: (action) => void this.#act(action),
      platform: process.platform,
      clock: systemClock,
    });
    this.#tray.update(this.#state);
    return true;
  }

  /** An agent answers these calls. */
  follow(calls: AgentClient): void {
    this.#watcher.follow(calls);
  }

  /** None does any more. */
  lose(): void {
    this.#watcher.lose();
  }

  /** The program ends. Resolves when what was told is kept. */
  async stop(): Promise<void> {
    this.#watcher.lose();
    this.#tray?.remove();
    this.#tray = undefined;
    await this.#notifier.stop();
  }

  #take(state: AgentState | undefined): void {
    this.#state = state;
    if (state !== undefined) this.#prefer(state.preferences);
    this.#tray?.update(state);
    this.#notifier.update(state);
  }

  #prefer({ language, desktop }: AgentState["preferences"]): void {
    speakIn(language);
    void this.#login?.prefers(desktop.startAtLogin);
  }

  async #act(action: TrayAction): Promise<void> {
    try {
      await this.#carryOut(action);
    } catch (error) {
      this.#notify({ ...inWords(error), place: "/" });
    }
  }

  #loginKeeper(file: string): LoginKeeper {
    const { platform, env, execPath: program } = process;
    return new LoginKeeper({
      ...{ file, item: systemLoginItem({ app, platform, program, env, home: homedir() }) },
      prefer: async (startAtLogin) => {
        const { preferences } = this.#parts.calls() ?? {};
        const now = await preferences?.get();
        if (now !== undefined) await preferences?.update({ ...now, desktop: { ...now.desktop, startAtLogin } });
      },
      onTrouble: (error) => this.#notify({ ...inWords(error), place: "/settings" }),
    });
  }

  async #carryOut(action: TrayAction): Promise<void> {
    const calls = this.#parts.calls();
    switch (action.type) {
      case "show":
        return this.#parts.show(action.place);
      case "quit":
        return app.quit();
      case "back-up":
        await Promise.all(action.planIds.map((planId) => calls?.plans.start({ planId })));
        return;
      case "pause": {
        const until = pauseUntil(action.end, systemClock.now());
        await calls?.preferences.pause(until === undefined ? {} : { until });
        return;
      }
      case "resume":
        await calls?.preferences.resume();
    }
  }

  #notify({ title, body, place }: { title: string; body: string; place: string }): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    this.#shown.add(notification);
    const forget = (): void => void this.#shown.delete(notification);
    notification.on("click", () => {
      forget();
      this.#parts.show(place);
    });
    notification.on("close", forget);
    notification.show();
  }
}

function inWords(error: unknown): { readonly title: string; readonly body: string } {
  const title = say("That did not work");
  if (!(error instanceof RevivedError || error instanceof AppError)) return { title, body: String(error) };
  const { message, hint } = sayFailure(error);
  return { title, body: `${message} ${hint}` };
}
