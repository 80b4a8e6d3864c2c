import { expect, it } from "vitest";
import { FakeClock } from "../../../tests/support/fake-clock.ts";
import { type Fault, faultyStorage } from "../../../tests/support/faulty-storage.ts";
import { MemoryStorage } from "../../../tests/support/memory-storage.ts";
import { AccessDenied, StorageFull, StorageNotAllowed, StorageUnreachable, tryStorage } from "./index.ts";
import { brief } from "./wrappers/brief.ts";

const refused = new StorageNotAllowed({ location: "far", doing: "remove" }, "append-only");

function tried(faults: readonly Fault[]) {
  const memory = new MemoryStorage();
  return { memory, report: tryStorage(faultyStorage(memory, faults), undefined, new FakeClock()) };
}

const outcomes = ({ steps }: Awaited<ReturnType<typeof tryStorage>>): string =>
  steps.map(({ step, outcome }) => `${step} ${outcome}`).join(", ");

it("tries all that a repository needs, and leaves nothing behind", async () => {
  const { memory, report } = tried([]);
  expect(await report).toMatchObject({ isUsable: true, isAppendOnly: false });
  expect(outcomes(await report)).toBe("connect ok, list ok, write ok, read ok, remove ok");
  expect(memory.files.size).toBe(0);
});

it.each<[string, Fault, string, boolean]>([
  [
    "wrong credentials",
    { operation: "stat", nth: 1, fail: { error: new AccessDenied("far") } },
    "connect failed, list skipped, write skipped, read skipped, remove skipped",
    false,
  ],
  [
    "a place that only takes new files, locks apart",
    { operation: "remove", kind: "data", nth: 1, fail: { error: refused } },
    "connect ok, list ok, write ok, read ok, remove failed",
    true,
  ],
  [
    "a place that is full",
    {
      operation: "write",
      nth: 1,
      andAfter: true,
      fail: { error: new StorageFull({ location: "far", doing: "write" }, "space") },
    },
    "connect ok, list ok, write failed, read skipped, remove skipped",
    false,
  ],
  [
    "a place without folders, which are made",
    { operation: "write", nth: 1, fail: { error: new StorageUnreachable({ location: "far", doing: "write" }) } },
    "connect ok, list ok, write ok, read ok, remove ok",
    true,
  ],
])("tells of %s", async (_, fault, expected, isUsable) => {
  const { report } = tried([fault]);
  expect(outcomes(await report)).toBe(expected);
  expect((await report).isUsable).toBe(isUsable);
  expect((await report).isAppendOnly).toBe(expected.endsWith("remove failed"));
  const problem = (await report).steps.find(({ outcome }) => outcome === "failed")?.problem;
  if (problem !== undefined) expect(problem).toBe(fault.fail?.error);
});

it("ends with its signal, and not with a report", async () => {
  const stop = new AbortController();
  stop.abort(new Error("stopped"));
  await expect(tryStorage(new MemoryStorage(), stop.signal)).rejects.toThrow("stopped");
});

it("gives up calls and listings that take too long for a look", async () => {
  const clock = new FakeClock();
  const never = (signal?: AbortSignal): Promise<never> =>
    new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason), { once: true }));
  const silent: MemoryStorage = Object.assign(Object.create(new MemoryStorage()) as MemoryStorage, {
    stat: (_: unknown, signal?: AbortSignal) => never(signal),
    list: (_: unknown, signal?: AbortSignal) => ({ [Symbol.asyncIterator]: () => ({ next: () => never(signal) }) }),
  });
  const storage = brief(silent, 10_000, clock);
  const asked = expect(storage.stat({ kind: "config", name: "" })).rejects.toBeInstanceOf(StorageUnreachable);
  const read = async (): Promise<void> => {
    for await (const _ of storage.list("locks"));
  };
  const listed = expect(read()).rejects.toBeInstanceOf(StorageUnreachable);
  await clock.advance(10_000);
  await Promise.all([asked, listed]);
  expect(clock.pendingTimers).toBe(0);
});
