import { expect, it } from "vitest";
import { FakeClock, settled } from "../../../../tests/support/fake-clock.ts";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import { type FileRef, Throttle, throttled } from "../index.ts";

const MIB = 1024 * 1024;
const file = (kind: FileRef["kind"], number: number): FileRef => ({ kind, name: String(number).padStart(64, "0") });

function limited(rate: number | undefined) {
  const clock = new FakeClock();
  const limit = { rate };
  const throttle = new Throttle({ rate: () => limit.rate, clock });
  const written: number[] = [];
  const memory = new MemoryStorage();
  const storage = throttled(memory, { up: throttle, down: throttle });
  const write = (count: number, kind: FileRef["kind"] = "data", signal?: AbortSignal): Promise<void>[] =>
    Array.from({ length: count }, async (_, number) => {
      await storage.write(file(kind, number), new Uint8Array(MIB), signal);
      written.push(clock.now());
    });
  return { clock, limit, storage, memory, written, write };
}

it("lets so many bytes a second through, files as a whole and in their order", async () => {
  const { clock, write, written } = limited(MIB / 2);
  const begin = clock.now();
  const all = write(4);
  await clock.advance(60_000);
  await Promise.all(all);
  expect(written.map((at) => at - begin)).toEqual([0, 2000, 4000, 6000]);
});

it("counts what is read as well", async () => {
  const { clock, storage, memory } = limited(MIB);
  await memory.write(file("data", 1), new Uint8Array(4 * MIB));
  const begin = clock.now();
  await storage.read(file("data", 1), { offset: 0, length: 2 * MIB });
  const later = (async () => {
    // How much a whole file is, is known when it is there.
    await storage.read(file("data", 1));
    const second = clock.now() - begin;
    await storage.read(file("data", 1), { offset: 0, length: 1 });
    return [second, clock.now() - begin];
  })();
  await clock.advance(60_000);
  expect(await later).toEqual([2000, 6000]);
});

it("heeds another rate in the middle of a wait, and none at all", async () => {
  const { clock, limit, write, written } = limited(1024);
  const begin = clock.now();
  const all = write(6);
  await clock.advance(10_000);
  expect(written).toHaveLength(1);
  limit.rate = MIB;
  await clock.advance(3000);
  expect(written.length).toBeGreaterThan(2);
  limit.rate = undefined;
  await clock.advance(1000);
  await Promise.all(all);
  expect(written.every((at) => at - begin <= 14_000)).toBe(true);
});

it("lets locks and keys through at once: a lock that waited would look like a dead one's", async () => {
  const { clock, write, written } = limited(1024);
  await Promise.all(write(3, "locks"));
  await Promise.all(write(1, "keys"));
  expect(written.every((at) => at === clock.now())).toBe(true);
});

it("ends a wait with its signal, and those behind go on", async () => {
  const { clock, write, written } = limited(MIB);
  const stop = new AbortController();
  const first = write(1);
  const given = write(1, "index", stop.signal);
  const last = write(1, "snapshots");
  await settled();
  stop.abort(new Error("stopped"));
  await expect(given[0]).rejects.toThrow("stopped");
  await clock.advance(1000);
  await Promise.all([...first, ...last]);
  expect(written).toHaveLength(2);
  expect(clock.pendingTimers).toBe(0);
});

it("waits for nothing without a limit", async () => {
  const { clock, write, written } = limited(undefined);
  await Promise.all(write(20));
  expect(written).toHaveLength(20);
  expect(clock.pendingTimers).toBe(0);
});

it("saves no more than a second's worth while nothing goes", async () => {
  const { clock, write, written } = limited(MIB);
  await clock.advance(3_600_000);
  const begin = clock.now();
  const all = write(4);
  await clock.advance(60_000);
  await Promise.all(all);
  expect(written.map((at) => at - begin)).toEqual([0, 0, 1000, 2000]);
});

it("holds back each way by itself", async () => {
  const clock = new FakeClock();
  const [up, down] = [MIB / 4, undefined].map((rate) => new Throttle({ rate: () => rate, clock }));
  if (up === undefined || down === undefined) throw new Error("two throttles were made");
  const memory = new MemoryStorage();
  const storage = throttled(memory, { up, down });
  await memory.write(file("data", 9), new Uint8Array(8 * MIB));
  await storage.write(file("data", 1), new Uint8Array(MIB));
  const second = storage.write(file("data", 2), new Uint8Array(MIB));
  // No time goes by for what comes down.
  for (let time = 0; time < 5; time++) await storage.read(file("data", 9));
  expect(memory.files.size).toBe(2);
  await clock.advance(5000);
  await second;
});
