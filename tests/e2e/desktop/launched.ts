import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "vitest";
import { addressIn } from "../../support/agent.ts";
import { ELECTRON, realElectron } from "./electron-launcher.ts";
import type { Desktop, Launcher, LaunchOptions } from "./launcher.ts";
import { standIn } from "./stand-in-launcher.ts";

/** Electron where its program is here, and otherwise its stand-in. */
export const LAUNCHER: Launcher = ELECTRON === undefined ? standIn : realElectron;

const running: Desktop[] = [];

/** Starts the app; it ends with its test at the latest. */
export function start(home: string, ...args: string[]): Promise<Desktop> {
  return startWith({ home, args });
}

export async function startWith(options: LaunchOptions): Promise<Desktop> {
  const desktop = await LAUNCHER.launch(options);
  running.push(desktop);
  return desktop;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((desktop) => desktop.kill()));
});

/** Whether a window is to be seen, and whether it has the focus. */
export function seen(desktop: Desktop): Promise<{ windows: number; visible: number; focused: number }> {
  return desktop.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const visible = windows.filter((window) => window.isVisible()).length;
    return { windows: windows.length, visible, focused: windows.filter((window) => window.isFocused()).length };
  });
}

/** The process of the agent that answers for this folder, if there is one. */
export function agentPid(home: string): number | undefined {
  return existsSync(join(home, "data", "agent.json")) ? addressIn(home).pid : undefined;
}

/** From now on a question is answered by the button at this place; what was asked is kept. */
export function answerQuestions(desktop: Desktop, button: number): Promise<void> {
  return desktop.evaluate(({ dialog }, response) => {
    const asked: unknown[] = (Reflect.get(globalThis, "asked") as unknown[] | undefined) ?? [];
    Reflect.set(globalThis, "asked", asked);
    const answer = async (options: unknown) => {
      asked.push(options);
      return { response, checkboxChecked: false };
    };
    Object.assign(dialog, { showMessageBox: answer });
  }, button);
}

/** The questions since then. */
export function questions(desktop: Desktop): Promise<readonly Electron.MessageBoxOptions[]> {
  return desktop.evaluate(() => (Reflect.get(globalThis, "asked") as Electron.MessageBoxOptions[] | undefined) ?? []);
}
