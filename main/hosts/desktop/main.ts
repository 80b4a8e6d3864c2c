import { setTimeout as wait } from "node:timers/promises";
import { app, BrowserWindow, dialog, powerMonitor, utilityProcess } from "electron";
import { startDesktop } from "./desktop.ts";

// The program that Electron runs. What it does is in desktop.ts, which is tested without Electron.

await startDesktop(
  {
    ...{ app, dialog },
    makeWindow: (options) => new BrowserWindow(options),
    fork: (program, args) => utilityProcess.fork(program, [...args], { stdio: ["ignore", "pipe", "pipe"] }),
    // Its declaration lacks the event that Electron's documentation describes.
    onShutdown: (listener) => void powerMonitor.on("shutdown", listener as () => void),
    now: () => performance.now(),
    // A pause that is cut short is over.
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  },
  import.meta.dirname,
  process.argv,
);
