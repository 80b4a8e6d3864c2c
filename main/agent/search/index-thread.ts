import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { failureFrom, type IndexAnswer, type IndexCall, type IndexOrder } from "./messages.ts";
import { NameIndex } from "./name-index.ts";

// The program of the thread that has the index: whatever SQLite does in it, the agent answers meanwhile.

export interface IndexSetup {
  readonly file: string;
}

function serve(port: MessagePort, { file }: IndexSetup): void {
  let index: NameIndex | undefined;
  let isClosing = false;
  let underWay = 0;
  const closeIfDone = (): void => {
    if (!isClosing || underWay > 0) return;
    index?.close();
    port.close();
  };
  const perform = async (id: number, call: IndexCall, given: readonly unknown[]): Promise<IndexAnswer> => {
    try {
      // Opened at the first call, so that what stands in the way is that call's failure.
      index ??= new NameIndex(file);
      // The client calls each method with what it takes.
      const method = index[call] as (...given: readonly unknown[]) => unknown;
      return { id, result: await method.apply(index, [...given]) };
    } catch (error) {
      return { id, failure: failureFrom(error) };
    }
  };
  port.on("message", async (order: IndexOrder) => {
    if (order.type === "close") isClosing = true;
    else {
      underWay += 1;
      port.postMessage(await perform(order.id, order.call, order.given));
      underWay -= 1;
    }
    closeIfDone();
  });
}

if (parentPort !== null) serve(parentPort, workerData as IndexSetup);
