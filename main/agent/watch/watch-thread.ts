import { type MessagePort, parentPort } from "node:worker_threads";
import type { WatchAnswer, WatchOrder } from "./messages.ts";
import { TreeWatcher } from "./tree-watcher.ts";
import { realSystem } from "./watch-system.ts";

// The program of the thread that watches. It does nothing else: the system drops events that are not read in time, without a word.

const CHECK_MS = 10_000;
const RETRY_MS = 60_000;

function serve(port: MessagePort): void {
  const answer = (message: WatchAnswer): void => port.postMessage(message);
  const watcher = new TreeWatcher({
    ...{ report: answer, system: realSystem(), prefer: "chosen", now: () => performance.now() },
    ...{ checkMs: CHECK_MS, retryMs: RETRY_MS },
  });
  port.on("message", (order: WatchOrder) => {
    if (order.type === "roots") watcher.setRoots(order.roots);
    else if (order.type === "settle") void watcher.settle().then(() => answer({ type: "settled", id: order.id }));
    else void watcher.close().then(() => port.close());
  });
}

if (parentPort !== null) serve(parentPort);
