import type { BrowserWindow, BrowserWindowConstructorOptions } from "electron";
import { originOf } from "./origin.ts";

/** No Node, and nothing of Electron in the page's world: the preload script hands it a port to the agent, and that is all. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    ...{ width: 1180, height: 800, minWidth: 360, minHeight: 480, show: false, title: "Holdfast" },
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  };
}

/** The one permission that our pages have: to copy a text when its button is pressed. */
const ALLOWED = "clipboard-sanitized-write";

/**
 * Keeps a window to our pages: other places, also by a redirect or in a frame, new windows, embedded pages and
 * permissions are denied.
 *
 * @param origin of our pages, now
 */
export function guardWindow({ webContents }: BrowserWindow, origin: () => string): void {
  const denyOthers = (event: { readonly url: string; preventDefault(): void }): void => {
    if (originOf(event.url) !== origin()) event.preventDefault();
  };
  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  webContents.on("will-navigate", denyOthers);
  webContents.on("will-frame-navigate", denyOthers);
  webContents.on("will-redirect", denyOthers);
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  webContents.session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === ALLOWED));
  webContents.session.setPermissionCheckHandler((_contents, permission, asking) => {
    return permission === ALLOWED && originOf(asking) === origin();
  });
}
