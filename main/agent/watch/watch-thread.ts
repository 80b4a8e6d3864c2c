import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { WatchAnswer, WatchOrder } from "./messages.ts";
import { TreeWatcher, type TreeWatcherOptions } from "./tree-watcher.ts";
import { realSystem } from "./watch-system.ts";

// The program of the thread that watches. It does nothing else: the system drops events that are not read in time, without a word.

const USUAL = { prefer: "chosen", checkMs: 10_000, retryMs: 60_000 } as const;

function serve(port: MessagePort, changes: Partial<TreeWatcherOptions>): void {
  const answer = (message: WatchAnswer): void => port.postMessage(message);
  const watcher = new TreeWatcher({
    ...{ ...USUAL, ...changes, report: answer, system: realSystem(), now: () => performance.now() },
  });
  port.on("message", (order: WatchOrder) => {
    if (order.type === "roots") watcher.setRoots(order.roots);
    else if (order.type === "settle") void watcher.settle().then(() => answer({ type: "settled", id: order.id }));
    else void watcher.close().then(() => port.close());
  });
}

// Tests and measurements start it with some of the options; whoever else does, with nothing.
if (parentPort !== null) serve(parentPort, (workerData ?? {}) as Partial<TreeWatcherOptions>);
