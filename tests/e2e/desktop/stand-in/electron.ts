import { EventEmitter } from "node:events";
import type { Dialog } from "electron";

// What the desktop imports as "electron" where Electron's program is not: typed by Electron's own declarations, so that it does
// not compile any more when these change.

export { app } from "./app.ts";
export { MessageChannelMain } from "./ports.ts";
export { ipcMain, protocol } from "./schemes.ts";
export { Menu, Notification, Tray } from "./tray.ts";
export { utilityProcess } from "./utility-process.ts";
export { BrowserWindow } from "./window.ts";

/** Told by tests what is happening to the computer. */
export const powerMonitor = new EventEmitter();

/** Boxes that were shown; nobody is there to press a button, so tests put their own functions here. */
export const dialog = {
  showErrorBox: (title, content) => void process.stderr.write(`${title}\n${content}\n`),
  showMessageBox: () => Promise.reject(new Error("Nobody answers this question.")),
} satisfies Pick<Dialog, "showErrorBox"> & { showMessageBox: (...options: never[]) => Promise<unknown> };
