import type { BrowserWindow, BrowserWindowConstructorOptions } from "electron";

/** No Node, no bridge: the page talks to the agent as any page of the loopback host does. */
export const WINDOW_OPTIONS: BrowserWindowConstructorOptions = {
  ...{ width: 1180, height: 800, minWidth: 360, minHeight: 480, show: false, title: "Holdfast" },
  webPreferences: {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    spellcheck: false,
  },
};

/**
 * Shows the agent's window, and nothing else in it: other places, new windows and permissions are denied.
 *
 * @param link the one-time link that the agent told
 */
export async function showWindow(window: BrowserWindow, link: string): Promise<void> {
  const { webContents } = window;
  const { origin } = new URL(link);
  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  webContents.on("will-navigate", (event) => {
    if (new URL(event.url).origin !== origin) event.preventDefault();
  });
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  webContents.session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === "clipboard-sanitized-write");
  });
  window.once("ready-to-show", () => window.show());
  await window.loadURL(link);
}
