import { join } from "node:path";
import type { App, BrowserWindow, Dialog, UtilityProcess } from "electron";
import { AppError } from "../../../shared/errors/index.ts";
import { AgentProcess } from "./agent-process.ts";
import { showWindow, WINDOW_OPTIONS } from "./window.ts";

/** What the desktop host needs of Electron; tests hand in stand-ins that are typed alike. */
export interface ElectronParts {
  readonly app: Pick<App, "requestSingleInstanceLock" | "whenReady" | "on" | "quit">;
  readonly dialog: Pick<Dialog, "showErrorBox">;
  makeWindow(options: typeof WINDOW_OPTIONS): BrowserWindow;
  /** Starts a program of ours with these arguments, its standard output piped. */
  fork(program: string, args: readonly string[]): UtilityProcess;
}

/**
 * The desktop window: starts the agent in a process of its own and shows its page. A second start brings the first one's
 * window to the front. Closing the window brings the agent to a safe stop.
 *
 * @param folder where the built programs are
 */
export async function startDesktop({ app, dialog, makeWindow, fork }: ElectronParts, folder: string): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit();
  await app.whenReady();
  const agent = new AgentProcess(fork(join(folder, "cli.mjs"), ["serve", "--no-open", "--json"]));
  stopBeforeQuitting(app, agent);
  app.on("window-all-closed", () => app.quit());
  try {
    const window = makeWindow(WINDOW_OPTIONS);
    app.on("second-instance", () => bringToFront(window));
    await showWindow(window, await agent.link());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    dialog.showErrorBox(error.message, error.hint);
    app.quit();
  }
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** The first wish to quit is put off until the agent's runs are safe. */
function stopBeforeQuitting(app: ElectronParts["app"], agent: AgentProcess): void {
  let isStopped = false;
  app.on("before-quit", (event) => {
    if (isStopped) return;
    event.preventDefault();
    void agent.stop().then(() => {
      isStopped = true;
      app.quit();
    });
  });
}
