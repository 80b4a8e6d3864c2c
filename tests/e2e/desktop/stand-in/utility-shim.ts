import { EventEmitter } from "node:events";
import { PortRelay } from "./ports.ts";
import type { UtilityMessage } from "./utility-process.ts";

// Loaded into a utility process before its program: makes `process.parentPort`.

const send = (message: UtilityMessage): void => void process.send?.(message);
const relay = new PortRelay(send);
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown): void => send({ type: "message", data, ports: [] }),
});

process.on("message", (message) => {
  const heard = message as UtilityMessage; // from our stand-in
  if (heard.type !== "message") relay.hear(heard);
  else parentPort.emit("message", { data: heard.data, ports: heard.ports.map((id) => relay.take(id)) });
});
process.on("disconnect", () => process.kill(process.pid, "SIGKILL")); // Electron's end with their main process
Object.assign(process, { parentPort });
