import { ipcRenderer } from "electron";
import { ASK_FOR_PORT, HERE_IS_PORT } from "../../../../shared/window-port/index.ts";

// All that the page gets of the desktop: when it asks, one port to the agent. Nothing of Electron is put into its world.

/** What is needed of the page; the rest of this side has no DOM. */
declare const window: {
  addEventListener(type: "message", listener: (event: { source: unknown; data: unknown }) => void): void;
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void;
};
declare const location: { readonly origin: string };

window.addEventListener("message", ({ source, data }) => {
  if (source === window && data === ASK_FOR_PORT) ipcRenderer.send(ASK_FOR_PORT);
});

ipcRenderer.on(HERE_IS_PORT, ({ ports }) => {
  window.postMessage(HERE_IS_PORT, location.origin, ports);
});
