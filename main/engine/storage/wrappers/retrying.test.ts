import fc from "fast-check";
import { expect, it } from "vitest";
import { describeStorage } from "../../../../tests/conformance/storage-suite.ts";
import { FakeClock, settled } from "../../../../tests/support/fake-clock.ts";
import { type Fault, faultyStorage } from "../../../../tests/support/faulty-storage.ts";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import {
  AccessDenied,
  type FileRef,
  type RetryNotice,
  retrying,
  type Storage,
  StorageInterrupted,
  StorageUnreachable,
  type StoredFile,
  systemClock,
} from "../index.ts";
import { backOffMs } from "./back-off.ts";

const MINUTE = 60_000;
const file = (number: number): FileRef => ({ kind: "data", name: String(number).padStart(64, "0") });
const broken = (waitMs?: number): StorageInterrupted =>
  new StorageInterrupted(
    { location: "far", doing: "read" },
    "the line went dead",
    waitMs === undefined ? {} : { waitMs },
  );

function over(inner: Storage, random = 0.5) {
  const clock = new FakeClock();
  const notices: RetryNotice[] = [];
  const options = {
    patienceMs: 5 * MINUTE,
    clock,
    random: () => random,
    onRetry: (each: RetryNotice) => notices.push(each),
  };
  return { clock, notices, storage: retrying(inner, options) };
}

function withFaults(faults: readonly Fault[], random?: number) {
  const memory = new MemoryStorage();
  const inner = faultyStorage(memory, faults);
  return { memory, inner, ...over(inner, random) };
}

describeStorage("a storage that tries again", async () => {
  const options = { patienceMs: 1000, clock: systemClock, random: Math.random };
  const memory = new MemoryStorage();
  return { storage: retrying(memory, options), plant: (path, bytes) => memory.plant(path, bytes) };
});

it("tries again until it works, and tells of each wait", async () => {
  const { memory, storage, clock, notices, inner } = withFaults([
    { operation: "read", nth: 1, fail: { error: broken() } },
    { operation: "read", nth: 2, fail: { error: broken() } },
  ]);
  await memory.write(file(1), Buffer.from("there"));
  const read = storage.read(file(1));
  await clock.advance(MINUTE);
  expect((await read).toString()).toBe("there");
  expect(inner.calls.filter((call) => call === "read data")).toHaveLength(3);
  expect(notices.map(({ failures, waitMs }) => [failures, waitMs])).toEqual([
    [1, 250],
    [2, 500],
  ]);
  expect(clock.pendingTimers).toBe(0);
});

it("writes and removes again when only the answer was lost", async () => {
  const { memory, storage, clock } = withFaults([
    { operation: "write", nth: 1, fail: { error: broken(), late: true } },
    { operation: "remove", nth: 1, fail: { error: broken(), late: true } },
  ]);
  const written = storage.write(file(1), Buffer.from("there"));
  await clock.advance(MINUTE);
  await written;
  expect((await memory.read(file(1))).toString()).toBe("there");
  const removed = storage.remove(file(1));
  await clock.advance(MINUTE);
  await removed;
  expect(memory.files.size).toBe(0);
});

it("does not try again what failed for good", async () => {
  const denied = new AccessDenied("far");
  const { storage, inner, clock } = withFaults([{ operation: "read", nth: 1, fail: { error: denied } }]);
  await expect(storage.read(file(1))).rejects.toBe(denied);
  await expect(storage.read(file(1))).rejects.toMatchObject({ code: "storage/missing" });
  expect(inner.calls).toEqual(["read data", "read data"]);
  expect(clock.pendingTimers).toBe(0);
});

it("counts a place as unreachable after its patience, with what happened last as the cause", async () => {
  const error = broken();
  const { storage, clock, inner } = withFaults([{ operation: "stat", nth: 1, andAfter: true, fail: { error } }]);
  const begin = clock.now();
  const failed = storage.stat(file(1)).catch((reason: unknown) => reason);
  await clock.advance(5 * MINUTE - 1);
  const before = inner.calls.length;
  await clock.advance(1);
  const reason = await failed;
  expect(reason).toBeInstanceOf(StorageUnreachable);
  expect(reason).toMatchObject({ cause: error, facts: { location: "memory:", doing: "read" } });
  // The last try is at the very end.
  expect(inner.calls.length).toBe(before + 1);
  expect(clock.now() - begin).toBe(5 * MINUTE);
});

it("leaves a storage alone for as long as it asked, and gives up at once if that is too long", async () => {
  const { storage, clock, notices, memory } = withFaults([
    { operation: "stat", nth: 1, fail: { error: broken(20_000) } },
    { operation: "read", nth: 1, fail: { error: broken(6 * MINUTE) } },
  ]);
  await memory.write(file(1), Buffer.from("x"));
  const asked = storage.stat(file(1));
  await clock.advance(MINUTE);
  await asked;
  expect(notices.map(({ waitMs }) => waitMs)).toEqual([20_250]);
  await expect(storage.read(file(1))).rejects.toBeInstanceOf(StorageUnreachable);
});

it("ends a wait at once when it is to stop", async () => {
  const { storage, clock } = withFaults([{ operation: "read", nth: 1, andAfter: true, fail: { error: broken() } }]);
  const stop = new AbortController();
  const read = storage.read(file(1), undefined, stop.signal);
  await settled();
  expect(clock.pendingTimers).toBe(1);
  stop.abort(new Error("stopped"));
  await expect(read).rejects.toThrow("stopped");
  expect(clock.pendingTimers).toBe(0);
});

it("does not lose patience while the computer sleeps", async () => {
  let tries = 0;
  const inner = new MemoryStorage();
  await inner.write(file(1), Buffer.from("x"));
  const { storage, clock } = over(
    Object.assign(Object.create(inner) as MemoryStorage, {
      stat: async () => {
        tries += 1;
        if (tries < 4) {
          clock.jump(60 * MINUTE);
          throw broken();
        }
        return { name: file(1).name, size: 1 };
      },
    }),
  );
  const asked = storage.stat(file(1));
  await clock.advance(10 * MINUTE);
  expect((await asked).size).toBe(1);
});

it("waits a random part of a time that doubles up to half a minute", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 0, max: 1e6 }),
      (failures, random, asked) => {
        const wait = backOffMs(failures, random, asked);
        const longest = Math.min(30_000, 500 * 2 ** Math.min(20, failures - 1));
        expect(wait).toBeGreaterThanOrEqual(asked);
        expect(wait).toBeLessThanOrEqual(asked + longest);
        // The random part is a part of all of it, so that waits are spread.
        expect(Math.abs(wait - asked - longest * random)).toBeLessThanOrEqual(0.5);
      },
    ),
  );
});

/** Lists files in an order of its own each time, and breaks off after so many. */
class BrittleList extends MemoryStorage {
  readonly #names: readonly string[];
  readonly #breaks: number[];
  constructor(names: readonly string[], breaks: readonly number[]) {
    super();
    this.#names = names;
    this.#breaks = [...breaks];
  }
  override async *list(): AsyncGenerator<StoredFile> {
    const after = this.#breaks.shift();
    const names = this.#breaks.length % 2 === 0 ? this.#names : this.#names.toReversed();
    for (const [at, name] of names.entries()) {
      if (at === after) throw broken();
      yield { name, size: 1 };
    }
    if (after !== undefined && after >= names.length) throw broken();
  }
}

async function namesOf(storage: Storage): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of storage.list("data")) names.push(name);
  return names;
}

it("lists every name once, however often the listing breaks and whatever order it has", async () => {
  const anyNames = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(anyNames, fc.array(fc.nat(35), { maxLength: 8 }), async (names, breaks) => {
      const { storage, clock } = over(new BrittleList(names, breaks));
      const listed = namesOf(storage);
      await clock.advance(5 * MINUTE);
      expect((await listed).toSorted()).toEqual(names.toSorted());
    }),
    { numRuns: 40 },
  );
});

it("does not take what its reader throws for a failure of the storage", async () => {
  const { storage, clock } = over(new BrittleList(["a", "b"], []));
  const read = async (): Promise<void> => {
    for await (const _ of storage.list("data")) throw broken();
  };
  await expect(read()).rejects.toBeInstanceOf(StorageInterrupted);
  expect(clock.pendingTimers).toBe(0);
});
