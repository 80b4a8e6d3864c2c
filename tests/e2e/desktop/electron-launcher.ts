import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ElectronApplication, _electron as electron, type Page } from "playwright";
import { agentEnvironment } from "../../support/agent.ts";
import { HOLDFAST, prepareHoldfast } from "../../support/holdfast.ts";
import type { Desktop, Launcher } from "./launcher.ts";

/** The compiler does not read plain JavaScript from here. */
const CHOICE = new URL("../../../build/start-choice.mjs", import.meta.url).href;
const { findElectron }: { findElectron(root: string): string | undefined } = await import(CHOICE);

/** Electron's own program, if it was downloaded. */
export const ELECTRON: string | undefined = findElectron(fileURLToPath(new URL("../../..", import.meta.url)));

/** The desktop app as users run it. */
export const realElectron: Launcher = {
  title: "on Electron",
  pageAddress: (url) => url,
  async launch({ home, args = [], env = {} }) {
    await prepareHoldfast();
    const app = await electron.launch({
      ...(ELECTRON === undefined ? {} : { executablePath: ELECTRON }),
      args: [`--user-data-dir=${join(home, "electron")}`, join(dirname(HOLDFAST), "desktop.mjs"), ...args],
      env: { ...(process.env as Record<string, string>), ...agentEnvironment(home), HOME: home, ...env },
    });
    return asDesktop(app);
  },
};

function asDesktop(app: ElectronApplication): Desktop {
  const child = app.process();
  let errors = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    errors += bytes.toString();
  });
  const ended = once(child, "exit").then(([code]) => code as number | null); // as Node documents the event
  return {
    // Playwright's own, which hands the same parameters in.
    evaluate: app.evaluate.bind(app) as unknown as Desktop["evaluate"],
    window: (): Promise<Page> => app.firstWindow(),
    ended,
    get errors() {
      return errors;
    },
    signal: (signal) => void child.kill(signal),
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await ended;
    },
  };
}
