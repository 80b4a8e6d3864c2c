import { EventEmitter } from "node:events";
import type { CustomScheme, IpcMain, Protocol } from "electron";

type Handler = Parameters<Protocol["handle"]>[1];

const privileged = new Map<string, CustomScheme>();
const handlers = new Map<string, Handler>();
let isReady = false;

/** From now on schemes cannot be registered any more. */
export function schemesAreFixed(): void {
  isReady = true;
}

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    if (isReady) throw new Error("Electron wants to know schemes before the app is ready.");
    for (const scheme of schemes) privileged.set(scheme.scheme, scheme);
  },
  handle(scheme, handler) {
    if (!isReady) throw new Error("Electron takes handlers only once the app is ready.");
    handlers.set(scheme, handler);
  },
} satisfies Pick<Protocol, "handle" | "registerSchemesAsPrivileged">;

export function hasScheme(url: string): boolean {
  const scheme = url.slice(0, url.indexOf(":"));
  return privileged.get(scheme)?.privileges?.standard === true && handlers.has(scheme);
}

export async function answerFor(url: string, init: RequestInit): Promise<Response> {
  const handler = handlers.get(url.slice(0, url.indexOf(":")));
  if (handler === undefined) return new Response(null, { status: 404 });
  const request = new Proxy(new Request("http://stand.in/", init), {
    // Node's own class takes no scheme of ours.
    get: (target, name) => (name === "url" ? url : Reflect.get(target, name, target)),
  });
  return handler(request as Parameters<Handler>[0]) as Promise<Response>; // Node's and Electron's declarations of one class
}

const channels = new EventEmitter();

export const ipcMain: Pick<IpcMain, "on"> & EventEmitter = channels as unknown as IpcMain; // the members that are used are alike

export function heardFrom(channel: string, event: object, args: readonly unknown[]): void {
  channels.emit(channel, event, ...args);
}
