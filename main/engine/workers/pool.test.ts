import { afterEach, expect, it } from "vitest";
import { WorkerPool } from "./pool.ts";
import type { TestCounter, TestJobs } from "./thread.fixture.ts";

const ENTRY = new URL("./thread.fixture.ts", import.meta.url);
let pool: WorkerPool<TestJobs, TestCounter> | undefined;

afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

function start(threads: number, onEvent?: (name: string, payload: unknown) => void): WorkerPool<TestJobs, TestCounter> {
  const options = { entry: ENTRY, setup: { factor: 3 }, threads, counters: ["done"] };
  pool = new WorkerPool<TestJobs, TestCounter>(onEvent === undefined ? options : { ...options, onEvent });
  return pool;
}

it("runs jobs on several threads and gives each its own answer", async () => {
  const running = start(2);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => running.run("multiply", n)));
  expect(answers).toEqual(Array.from({ length: 50 }, (_, n) => n * 3));
  expect(running.board.totals()).toEqual({ done: 50 });
});

it("runs a job once on each thread", async () => {
  expect(await start(3).runOnEach("multiply", 2)).toEqual([6, 6, 6]);
});

it("keeps the jobs of one thread in order", async () => {
  const running = start(1);
  const order = await Promise.all([
    running.run("count", undefined),
    running.run("count", undefined),
    running.run("count", undefined),
  ]);
  expect(order).toEqual([1, 2, 3]);
});

it("gives buffers away in both directions", async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const back = await start(1).run("reverse", bytes, [bytes.buffer]);
  expect([...back]).toEqual([3, 2, 1]);
  expect(bytes.byteLength).toBe(0);
});

it("brings an expected failure over as a value, with its code, hint and facts", async () => {
  const failure = start(1).run("refuse", undefined);
  await expect(failure).rejects.toMatchObject({
    code: "test/refused",
    hint: "Ask again.",
    retry: "later",
    facts: { n: 1 },
  });
});

it("brings a bug over with the stack of the thread", async () => {
  const error = await start(1)
    .run("break", undefined)
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ message: "broken assumption" });
  expect(String((error as Error).stack)).toContain("thread.fixture");
});

it("goes on with the next job after a failure", async () => {
  const running = start(1);
  await running.run("refuse", undefined).catch(() => {});
  expect(await running.run("multiply", 1)).toBe(3);
});

it("stops a job that is under way at its next checkpoint", async () => {
  const running = start(1, () => running.flow.stop());
  await expect(running.run("endless", undefined)).rejects.toMatchObject({ name: "AbortError" });
  running.flow.restart();
  expect(await running.run("multiply", 2)).toBe(6);
});

it("stops a job that was too busy to see the stop, though the next work has begun by then", async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const begun = Promise.withResolvers<void>();
  const running = start(2, () => begun.resolve());
  const outcome = running.run("busy", gate).catch((error: unknown) => error);
  await begun.promise;
  running.flow.stop();
  running.flow.restart();
  expect(await running.run("multiply", 2)).toBe(6);
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  expect(await outcome).toMatchObject({ name: "AbortError" });
});

it("stops what begins with a signal that has aborted before", async () => {
  const running = start(1, () => running.flow.leave());
  running.flow.begin(AbortSignal.abort());
  await expect(running.run("endless", undefined)).rejects.toMatchObject({ name: "AbortError" });
});

it("stops for a signal only what began with it", async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const running = start(1, () => {
    running.flow.leave();
    second.abort();
  });
  running.flow.begin(first.signal);
  running.flow.stop();
  running.flow.begin(second.signal);
  first.abort();
  expect(running.flow.isStopped).toBe(false);
  await expect(running.run("endless", undefined)).rejects.toMatchObject({ name: "AbortError" });
});

it("lets a thread that is ahead sleep until the caller has caught up", async () => {
  let [underWay, most] = [0, 0];
  const running = start(2, () => {
    most = Math.max(most, ++underWay);
    setImmediate(() => {
      underWay -= 1;
      running.flow.leave();
    });
  });
  await Promise.all([running.run("emitMany", 40), running.run("emitMany", 40)]);
  expect(most).toBeLessThanOrEqual(3);
});

it("hands a buffer back to the thread for its next use", async () => {
  const running = start(1, (_name, payload) => {
    running.flow.leave();
    running.giveBack(0, (payload as { buffer: ArrayBuffer }).buffer);
  });
  expect(await running.run("emitBuffers", 20)).toBeLessThan(20);
});

it("rejects what is under way when it is closed", async () => {
  const running = start(1);
  const job = running.run("endless", undefined);
  const outcome = job.catch((error: unknown) => error);
  await running.close();
  expect(await outcome).toMatchObject({ name: "AbortError" });
  await expect(running.run("multiply", 1)).rejects.toMatchObject({ name: "AbortError" });
});

it("rejects the jobs of a thread that dies", async () => {
  await expect(start(1).run("die", undefined)).rejects.toThrow();
});
