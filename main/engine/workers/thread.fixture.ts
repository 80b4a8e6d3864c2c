import { AppError } from "../../../shared/errors/index.ts";
import { serveJobs } from "./serve.ts";

export type TestCounter = "done";

export type TestJobs = {
  multiply: { input: number; output: number };
  count: { input: undefined; output: number };
  reverse: { input: Uint8Array; output: Uint8Array };
  refuse: { input: undefined; output: undefined };
  break: { input: undefined; output: undefined };
  endless: { input: undefined; output: undefined };
  /** Sees nothing of what is asked of it until the gate is no longer 0. */
  busy: { input: Int32Array; output: undefined };
  emitMany: { input: number; output: undefined };
  emitBuffers: { input: number; output: number };
  die: { input: undefined; output: undefined };
};

class Refused extends AppError {
  readonly code = "test/refused";
  readonly hint = "Ask again.";
  override readonly retry = "later";
}

// A thread for the pool's tests.
serveJobs<{ factor: number }, TestJobs>(({ factor }, context) => {
  let count = 0;
  const board = context.board<TestCounter>();
  return {
    multiply(n) {
      board.add("done", 1);
      return n * factor;
    },
    count: () => ++count,
    reverse(bytes) {
      const reversed = bytes.toReversed();
      context.giveAway(reversed.buffer);
      return reversed;
    },
    refuse() {
      throw new Refused("No.", { n: 1 });
    },
    break() {
      throw new Error("broken assumption");
    },
    endless() {
      context.emit("begun", undefined, [], 2);
      for (;;) context.flow.checkpoint();
    },
    busy(gate) {
      context.emit("begun", undefined, [], 2);
      Atomics.wait(gate, 0, 0);
      context.flow.checkpoint();
      return undefined;
    },
    emitMany(times) {
      for (let n = 0; n < times; n++) context.emit("tick", n, [], 3);
      return undefined;
    },
    emitBuffers(times) {
      let fresh = 0;
      for (let n = 0; n < times; n++) {
        const spare = context.spareBuffer(1024);
        if (spare === undefined) fresh += 1;
        const buffer = spare ?? new ArrayBuffer(1024);
        context.emit("buffer", { buffer }, [buffer], 1);
      }
      return fresh;
    },
    die() {
      process.exit(3);
    },
  };
});
