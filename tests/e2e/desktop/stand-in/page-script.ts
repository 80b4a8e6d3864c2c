import { readFileSync } from "node:fs";
import type { PortMessage } from "./ports.ts";

/** What passes between the main process and a page here. */
export type PageMessage =
  | {
      readonly type: "ipc";
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly number[];
    }
  | { readonly type: "open"; readonly url: string }
  | PortMessage;

/** Names in the page: what the script calls, and what it is called by. */
export const CALL = "__standInCall";
export const TAKE = "__standInTake";

/** What runs in every page before its own scripts: the preload script as it was built, with what it asks of Electron. */
export function pageScript(preload: string | undefined): string {
  const built = preload === undefined ? "" : readFileSync(preload, "utf8");
  return `if (window.top === window) (${inPage})(${JSON.stringify([CALL, TAKE])}, (require) => {\n${built}\n});`;
}

// Text, for it runs in the page.
const inPage = `([callName, takeName], preload) => {
  const call = globalThis[callName];
  const ports = new Map();
  const listeners = new Map();
  const take = (id) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = ({ data }) => {
      if (typeof data !== "string") throw new Error("The stand-in relays text only.");
      void call({ type: "port-message", id, data });
    };
    port1.addEventListener("close", () => ports.delete(id) && call({ type: "port-close", id }));
    return port2;
  };
  Object.defineProperty(globalThis, takeName, { value: (message) => {
    if (message.type === "port-message") ports.get(message.id)?.postMessage(message.data);
    else if (message.type === "port-close") { ports.get(message.id)?.close(); ports.delete(message.id); }
    else for (const listener of listeners.get(message.channel) ?? [])
      listener({ ports: message.ports.map(take) }, ...message.args);
  } });
  const ipcRenderer = {
    send: (channel, ...args) => void call({ type: "ipc", channel, args, ports: [] }),
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
  };
  window.open = (url = "") => { void call({ type: "open", url: String(new URL(url, location.href)) }); return null; };
  preload((name) => {
    if (name !== "electron") throw new Error("A sandboxed script may not require " + name);
    return { ipcRenderer };
  });
}`;
