import type { Menu, MenuItemConstructorOptions, Tray } from "electron";
import type { Clock } from "../../../agent/clock/index.ts";
import type { AgentState } from "../agent-state/index.ts";
import { iconFile } from "./tray-icons.ts";
import { type TrayAction, type TrayEntry, type TrayModel, trayModel } from "./tray-model.ts";

export interface TrayParts {
  /** Puts an icon into the tray. @param image the full path of a file */
  readonly makeTray: (image: string) => Pick<Tray, "setImage" | "setToolTip" | "setContextMenu" | "on" | "destroy">;
  readonly makeMenu: (template: MenuItemConstructorOptions[]) => Menu;
  /** The full path of a file below the folder of icons. */
  readonly pathOf: (image: string) => string;
  readonly act: (action: TrayAction) => void;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
}

/** The tray is made anew at most so often: menus are shown by another program, which has better things to do. */
const AT_MOST_MS = 1000;
/** “3 minutes ago” is another one with time, though nothing happens. */
const AT_LEAST_MS = 30_000;

/** Keeps the tray to what the agent does: at most once a second, and only where it has changed. */
export class TrayKeeper {
  readonly #parts: TrayParts;
  readonly #tray: ReturnType<TrayParts["makeTray"]>;
  #state: AgentState | undefined;
  #shown: TrayModel;
  #shownAt: number;
  #callOff: () => void = () => {};
  #isWaiting = false;

  constructor(parts: TrayParts) {
    const { clock, makeTray, act } = parts;
    this.#parts = parts;
    this.#shown = trayModel(undefined, clock.now());
    this.#shownAt = clock.now();
    this.#tray = makeTray(this.#imageOf(this.#shown));
    this.#tray.setToolTip(this.#shown.tooltip);
    this.#setMenu(this.#shown);
    // On macOS a click opens the menu.
    if (parts.platform !== "darwin") this.#tray.on("click", () => act({ type: "show", place: "/" }));
    this.#lookIn(AT_LEAST_MS);
  }

  update(state: AgentState | undefined): void {
    this.#state = state;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#lookIn(Math.max(0, this.#shownAt + AT_MOST_MS - this.#parts.clock.now()));
  }

  remove(): void {
    this.#callOff();
    this.#tray.destroy();
  }

  #lookIn(ms: number): void {
    this.#callOff();
    this.#callOff = this.#parts.clock.after(Math.min(ms, AT_LEAST_MS), () => {
      this.#isWaiting = false;
      this.#show();
      this.#lookIn(AT_LEAST_MS);
    });
  }

  #show(): void {
    const now = this.#parts.clock.now();
    const model = trayModel(this.#state, now);
    const before = this.#shown;
    this.#shown = model;
    this.#shownAt = now;
    if (model.icon !== before.icon) this.#tray.setImage(this.#imageOf(model));
    if (model.tooltip !== before.tooltip) this.#tray.setToolTip(model.tooltip);
    // A menu that is open closes when it is replaced, and on Linux an icon may lose its menu.
    if (JSON.stringify(model.menu) !== JSON.stringify(before.menu)) this.#setMenu(model);
  }

  #setMenu({ menu }: TrayModel): void {
    const { makeMenu, act } = this.#parts;
    this.#tray.setContextMenu(makeMenu(menu.map((entry) => itemOf(entry, act))));
  }

  #imageOf({ icon }: TrayModel): string {
    return this.#parts.pathOf(iconFile(icon, this.#parts.platform));
  }
}

function itemOf(entry: TrayEntry, act: TrayParts["act"]): MenuItemConstructorOptions {
  switch (entry.type) {
    case "separator":
      return { type: "separator" };
    case "submenu":
      return { label: literal(entry.label), submenu: entry.entries.map((each) => itemOf(each, act)) };
    case "line": {
      const { label, action } = entry;
      if (action === undefined) return { label: literal(label), enabled: false };
      return { label: literal(label), click: () => act(action) };
    }
  }
}

/** A single “&” would underline the letter after it, also in a plan's name. */
function literal(label: string): string {
  return label.replaceAll("&", "&&");
}
