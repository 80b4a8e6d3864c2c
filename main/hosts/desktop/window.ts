import type { BrowserWindow, BrowserWindowConstructorOptions } from "electron";

/** No Node, no bridge: the page talks to the agent as any page of the loopback host does. */
export const WINDOW_OPTIONS: BrowserWindowConstructorOptions = {
  ...{ width: 1180, height: 800, minWidth: 360, minHeight: 480, show: false, title: "Holdfast" },
  webPreferences: {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  },
};

/** The one permission that pages of the agent have: to copy a text when its button is pressed. */
const ALLOWED = "clipboard-sanitized-write";

/**
 * Keeps a window to the agent's pages: other places, also by a redirect or in a frame, new windows, embedded pages and
 * permissions are denied.
 *
 * @param origin of the agent's pages, now
 */
export function guardWindow({ webContents }: BrowserWindow, origin: () => string | undefined): void {
  const denyOthers = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!URL.canParse(event.url) || new URL(event.url).origin !== origin()) event.preventDefault();
  };
  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  webContents.on("will-navigate", denyOthers);
  webContents.on("will-frame-navigate", denyOthers);
  webContents.on("will-redirect", denyOthers);
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  webContents.session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === ALLOWED));
  webContents.session.setPermissionCheckHandler((_contents, permission, asking) => {
    return permission === ALLOWED && asking === origin();
  });
}
