import type { App } from "electron";
import { AutostartFile, type AutostartSurroundings } from "./autostart-file.ts";
import type { LoginItem } from "./login-item.ts";

export interface LoginSurroundings extends Pick<AutostartSurroundings, "env" | "home"> {
  readonly app: Pick<App, "getLoginItemSettings" | "setLoginItemSettings">;
  readonly platform: NodeJS.Platform;
  /** The program that runs: absolute. */
  readonly program: string;
}

/** The window stays closed when nobody asked for it. */
const HIDDEN = "--hidden";

/** How this system starts programs at login. */
export function systemLoginItem({ app, platform, program, env, home }: LoginSurroundings): LoginItem {
  if (platform === "win32" || platform === "darwin") return new ElectronLoginItem(app, platform);
  // An AppImage runs from a place that is there only while it runs.
  return new AutostartFile({ env, home, program: env["APPIMAGE"] ?? program, args: [HIDDEN] });
}

/** Whether the window stays closed at first: macOS hands a program that it starts at login no arguments, and tells otherwise. */
export function startsHidden(
  app: Pick<App, "getLoginItemSettings">,
  args: readonly string[],
  platform: NodeJS.Platform = process.platform,
): boolean {
  return args.includes(HIDDEN) || (platform === "darwin" && app.getLoginItemSettings().wasOpenedAtLogin);
}

class ElectronLoginItem implements LoginItem {
  readonly #app: LoginSurroundings["app"];
  readonly #platform: "win32" | "darwin";

  constructor(app: LoginSurroundings["app"], platform: "win32" | "darwin") {
    this.#app = app;
    this.#platform = platform;
  }

  async isOn(): Promise<boolean> {
    const settings = this.#app.getLoginItemSettings({ args: [HIDDEN] });
    // Who turns it off in the task manager leaves the entry as it is.
    return this.#platform === "win32" ? settings.executableWillLaunchAtLogin : settings.openAtLogin;
  }

  async turnOn(): Promise<void> {
    this.#app.setLoginItemSettings({ openAtLogin: true, args: [HIDDEN] });
  }

  async turnOff(): Promise<void> {
    this.#app.setLoginItemSettings({ openAtLogin: false, args: [HIDDEN] });
  }
}
