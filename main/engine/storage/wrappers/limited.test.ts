import fc from "fast-check";
import { expect, it } from "vitest";
import { describeStorage } from "../../../../tests/conformance/storage-suite.ts";
import { FakeClock, settled } from "../../../../tests/support/fake-clock.ts";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import { type FileRef, limited, StorageInterrupted, sleep } from "../index.ts";
import { afterInterruption, afterStretch, firstLaneCount } from "./lane-count.ts";

const MB = 1_000_000;
const pack = (number: number): FileRef => ({ kind: "data", name: String(number).padStart(64, "0") });

interface LinkOptions {
  /** Bytes a second of all transfers together. */
  readonly rate: number;
  /** Between a call and its first byte. */
  readonly latencyMs: number;
}

/** A storage behind a link: transfers share its rate, each after a latency of its own. */
class SlowStorage extends MemoryStorage {
  readonly #clock: FakeClock;
  readonly #link: LinkOptions;
  #freeAt = 0;
  underWay = 0;
  most = 0;
  fails = false;

  constructor(clock: FakeClock, link: LinkOptions) {
    super();
    this.#clock = clock;
    this.#link = link;
  }

  override async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    try {
      await sleep(this.#clock, this.#link.latencyMs, signal);
      const now = this.#clock.now();
      this.#freeAt = Math.max(this.#freeAt, now) + (bytes.length / this.#link.rate) * 1000;
      await sleep(this.#clock, this.#freeAt - now, signal);
      if (this.fails) throw new StorageInterrupted({ location: "far", doing: "write" }, "busy");
      await super.write(file, bytes, signal);
    } finally {
      this.underWay -= 1;
    }
  }
}

function at(link: LinkOptions, connections: number) {
  const clock = new FakeClock();
  const slow = new SlowStorage(clock, link);
  return { clock, slow, storage: limited(slow, connections, clock) };
}

describeStorage("a storage with few lanes", async () => {
  const memory = new MemoryStorage();
  return { storage: limited(memory, 1), plant: (path, bytes) => memory.plant(path, bytes) };
});

it("begins with two packs, and takes more while that brings more through", async () => {
  const { clock, slow, storage } = at({ rate: 1000 * MB, latencyMs: 200 }, 9);
  const writes = Array.from({ length: 200 }, (_, number) => storage.write(pack(number), new Uint8Array(1000)));
  await settled();
  expect(slow.underWay).toBe(2);
  await clock.advance(100_000);
  await Promise.all(writes);
  expect(slow.most).toBe(8);
});

it("does not pile up packs on a link that is full", async () => {
  const { clock, slow, storage } = at({ rate: MB, latencyMs: 1 }, 9);
  const writes = Array.from({ length: 60 }, (_, number) => storage.write(pack(number), new Uint8Array(MB)));
  await clock.advance(100_000);
  await Promise.all(writes);
  expect(slow.most).toBeLessThanOrEqual(3);
});

it("never has more calls under way than there are connections, and all get their turn", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 }), async (connections, count) => {
      const { clock, slow, storage } = at({ rate: 100 * MB, latencyMs: 50 }, connections);
      const kinds = ["data", "index", "locks", "snapshots"] as const;
      const writes = Array.from({ length: count }, (_, number) =>
        storage.write({ ...pack(number), kind: kinds[number % 4] ?? "data" }, new Uint8Array(10)),
      );
      await clock.advance(600_000);
      await Promise.all(writes);
      expect(slow.most).toBeLessThanOrEqual(connections);
      expect(slow.files.size).toBe(count);
    }),
    { numRuns: 30 },
  );
});

it("lets a lock go ahead of packs that wait, and keeps a connection for it", async () => {
  const { clock, storage } = at({ rate: MB / 10, latencyMs: 1 }, 3);
  const writes = Array.from({ length: 20 }, (_, number) => storage.write(pack(number), new Uint8Array(MB)));
  await settled();
  let isLocked = false;
  const lock = storage.stat({ kind: "locks", name: "0".repeat(64) }).catch(() => {
    isLocked = true;
  });
  await settled();
  expect(isLocked).toBe(true);
  await clock.advance(1_000_000);
  await Promise.all([lock, ...writes]);
});

it("takes a step back when calls are interrupted", async () => {
  const { clock, slow, storage } = at({ rate: 1000 * MB, latencyMs: 200 }, 9);
  const many = (from: number): Promise<unknown>[] =>
    Array.from({ length: 150 }, (_, number) => storage.write(pack(from + number), new Uint8Array(10)).catch(() => {}));
  const first = many(0);
  await clock.advance(100_000);
  await Promise.all(first);
  slow.fails = true;
  const failing = many(1000);
  await clock.advance(100_000);
  await Promise.all(failing);
  slow.fails = false;
  slow.most = 0;
  const after = many(2000);
  await settled();
  expect(slow.underWay).toBe(1);
  await clock.advance(200_000);
  await Promise.all(after);
});

it("gives up its place in the queue when it is to stop, and those behind go on", async () => {
  const { clock, storage } = at({ rate: MB, latencyMs: 1 }, 1);
  const stop = new AbortController();
  const first = storage.write(pack(1), new Uint8Array(MB));
  const given = storage.write(pack(2), new Uint8Array(MB), stop.signal);
  const last = storage.write(pack(3), new Uint8Array(MB));
  await settled();
  stop.abort(new Error("stopped"));
  await expect(given).rejects.toThrow("stopped");
  await clock.advance(10_000);
  await Promise.all([first, last]);
});

it("counts lanes between one and the most, whatever is seen", () => {
  const anyEvent = fc.option(fc.record({ bytes: fc.nat(), ms: fc.nat(100_000) }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(anyEvent, { maxLength: 200 }), (most, events) => {
      let count = firstLaneCount(most);
      for (const event of events) {
        const before = count.lanes;
        count = event === null ? afterInterruption(count) : afterStretch(count, event, most);
        expect(count.lanes).toBeGreaterThanOrEqual(1);
        expect(count.lanes).toBeLessThanOrEqual(most);
        expect(count.lanes).toBeLessThanOrEqual(before + 1);
      }
    }),
  );
});
