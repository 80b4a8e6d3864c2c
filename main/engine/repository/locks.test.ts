import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeClock, settled } from "../../../tests/support/fake-clock.ts";
import { type Fault, faultyStorage } from "../../../tests/support/faulty-storage.ts";
import { MemoryStorage } from "../../../tests/support/memory-storage.ts";
import { generateMasterKey, Sealer } from "../crypto/index.ts";
import type { LockId } from "../format/index.ts";
import { type Storage, StorageNotAllowed, StorageUnreachable } from "../storage/index.ts";
import type { Identity } from "./identity.ts";
import { lockRef, prepareLock, readLock } from "./lock-files.ts";
import { LOCK_TIMES } from "./lock-rules.ts";
import { type LockOptions, RepositoryLock } from "./locks.ts";

const MINUTE = 60_000;
const US: Identity = { hostname: "desk", username: "ada", pid: 100, uid: 1000, gid: 1000 };
const THEM: Identity = { hostname: "laptop", username: "bob", pid: 200, uid: 1000, gid: 1000 };
const sealer = new Sealer(generateMasterKey());

let clock: FakeClock;
let memory: MemoryStorage;
let held: RepositoryLock[];
beforeEach(() => {
  clock = new FakeClock();
  memory = new MemoryStorage(() => new Date(clock.now()));
  held = [];
});
afterEach(async () => {
  for (const lock of held) await lock.release().catch(() => undefined);
  expect(clock.pendingTimers).toBe(0);
  expect(process.listenerCount("SIGHUP")).toBe(0);
});

function options(change: Partial<LockOptions> = {}): LockOptions {
  return { storage: memory, sealer, version: 2, exclusive: false, clock, identity: US, isAlive: () => true, ...change };
}

/** Acquires while time goes by as far as the protocol's wait asks. */
async function acquire(change: Partial<LockOptions> = {}): Promise<RepositoryLock> {
  const taking = RepositoryLock.acquire(options(change));
  taking.catch(() => undefined); // looked at below
  await clock.advance(LOCK_TIMES.settleMs);
  const lock = await taking;
  held.push(lock);
  return lock;
}

/** A lock file of another program, written so long ago. */
async function plant(identity: Identity, exclusive: boolean, agoMs = 0): Promise<LockId> {
  clock.jump(-agoMs);
  const { id, bytes } = prepareLock({ sealer, version: 2, clock }, identity, exclusive);
  await memory.write(lockRef(id), bytes);
  clock.jump(agoMs);
  return id;
}

const lockFiles = () => [...memory.files.keys()].map((path) => path.slice("locks/".length));
const locked = { code: "repository/locked", retry: "later" };

describe("taking a lock", () => {
  it.each([1, 2] as const)("writes who holds it, as the format of version %i has it", async (version) => {
    const lock = await acquire({ version, exclusive: true });
    const file = await readLock({ storage: memory, sealer, version }, lock.id);
    expect(file).toMatchObject({ ...US, exclusive: true });
    expect(new Date(file?.time ?? "").getTime()).toBe(clock.now() - LOCK_TIMES.settleMs);
    const plain = sealer.open(await memory.read(lockRef(lock.id)));
    expect(plain[0]).toBe(version === 1 ? "{".charCodeAt(0) : 2);
  });

  it("goes together with other shared locks", async () => {
    const first = await acquire();
    const second = await acquire({ identity: THEM });
    expect(lockFiles().sort()).toEqual([first.id, second.id].sort());
    expect(second.removedDead).toEqual([]);
  });

  it.each([
    [true, false],
    [false, true],
    [true, true],
  ])("fails, saying who is in the way, when ours is exclusive: %s, theirs: %s", async (ours, theirs) => {
    const other = await plant(THEM, theirs, 3 * MINUTE);
    const failure = await acquire({ exclusive: ours }).catch((error) => error);
    expect(failure).toMatchObject({ ...locked, facts: { hostname: "laptop", username: "bob", pid: 200 } });
    expect(failure.message).toMatch(/(locked|in use) by bob on laptop \(process 200\), last confirmed 20\d\d-/);
    expect(failure.hint).toContain("holdfast unlock");
    expect(lockFiles()).toEqual([other]);
  });

  it("sees a lock that appears while it waits, and takes its own back", async () => {
    const taking = RepositoryLock.acquire(options({ exclusive: true }));
    taking.catch(() => undefined);
    await settled();
    const other = await plant(THEM, false);
    await clock.advance(LOCK_TIMES.settleMs);
    await expect(taking).rejects.toMatchObject(locked);
    expect(lockFiles()).toEqual([other]);
  });

  it("looks again when a lock vanished while it was read: it may have been renewed", async () => {
    const old = await plant(THEM, true);
    const renewing = faultyStorage(memory, [
      {
        operation: "read",
        nth: 1,
        until: async () => {
          await plant(THEM, true);
          await memory.remove(lockRef(old));
        },
      },
    ]);
    await expect(acquire({ storage: renewing })).rejects.toMatchObject(locked);
    expect(renewing.calls).not.toContain("write locks");
  });

  it("leaves nothing behind when it is cancelled while it waits", async () => {
    const stop = new AbortController();
    const taking = RepositoryLock.acquire(options({ signal: stop.signal }));
    taking.catch(() => undefined);
    await settled();
    expect(lockFiles()).toHaveLength(1);
    stop.abort(new Error("stop"));
    await expect(taking).rejects.toThrow("stop");
    expect(lockFiles()).toEqual([]);
  });

  it("leaves nothing behind when its file is written and the answer is lost", async () => {
    const error = new StorageUnreachable({ location: "x", doing: "write" });
    const storage = faultyStorage(memory, [{ operation: "write", nth: 1, fail: { error, late: true } }]);
    await expect(acquire({ storage })).rejects.toBe(error);
    expect(lockFiles()).toEqual([]);
  });

  it("tries again after 5 s, then doubling, until the other is gone", async () => {
    const other = await plant(THEM, true);
    const storage = faultyStorage(memory, []);
    const taking = RepositoryLock.acquire(options({ storage, retryForMs: 10 * MINUTE }));
    await clock.advance(4_900);
    expect(storage.calls.filter((call) => call === "list locks")).toHaveLength(1);
    await clock.advance(1_500); // 5 s and up to a quarter more
    expect(storage.calls.filter((call) => call === "list locks")).toHaveLength(2);
    await memory.remove(lockRef(other));
    await clock.advance(13_000);
    held.push(await taking);
    expect(lockFiles()).toHaveLength(1);
  });

  it("gives up at the limit, after one last try", async () => {
    await plant(THEM, true);
    const storage = faultyStorage(memory, []);
    const started = clock.now();
    const taking = RepositoryLock.acquire(options({ storage, retryForMs: 7_000 })).catch((error) => [
      error,
      clock.now(),
    ]);
    await clock.advance(60_000);
    const [error, ended] = (await taking) as [unknown, number]; // it was rejected: see the catch above
    expect(error).toMatchObject(locked);
    expect(ended - started).toBe(7_000);
    expect(storage.calls.filter((call) => call === "list locks")).toHaveLength(3);
  });

  it("stops trying when it is cancelled", async () => {
    await plant(THEM, true);
    const stop = new AbortController();
    const taking = RepositoryLock.acquire(options({ signal: stop.signal, retryForMs: MINUTE }));
    taking.catch(() => undefined);
    await clock.advance(1_000);
    stop.abort(new Error("stop"));
    await expect(taking).rejects.toThrow("stop");
    expect(clock.pendingTimers).toBe(0);
  });
});

describe("a lock file that cannot be read", () => {
  const garbage = "99".repeat(32);

  it("keeps everybody out, and is named after four tries", async () => {
    memory.plant(`locks/${garbage}`, Buffer.from("garbage"));
    const storage = faultyStorage(memory, []);
    const taking = RepositoryLock.acquire(options({ storage })).catch((error) => error);
    await clock.advance(34_000);
    expect(storage.calls.filter((call) => call === "read locks")).toHaveLength(6); // each try reads twice
    await clock.advance(1_000);
    const failure = await taking;
    expect(failure).toMatchObject({ code: "repository/unreadable-lock", facts: { lock: garbage } });
    expect(lockFiles()).toEqual([garbage]);
  });

  it("is no hindrance if it is gone, or whole, by the next try", async () => {
    memory.plant(`locks/${garbage}`, Buffer.from("garbage"));
    const taking = RepositoryLock.acquire(options());
    await clock.advance(1_000);
    await memory.remove({ kind: "locks", name: garbage });
    await clock.advance(10_000);
    held.push(await taking);
  });
});

describe("locks of the dead", () => {
  const dead = (pid: number) => pid !== 666;

  it("are removed at once when their process of this computer is gone, and are told", async () => {
    const id = await plant({ ...US, pid: 666 }, true, MINUTE);
    const lock = await acquire({ isAlive: dead });
    expect(lockFiles()).toEqual([lock.id]);
    expect(lock.removedDead).toMatchObject([
      { lockId: id, hostname: "desk", username: "ada", pid: 666, exclusive: true, proof: "dead-process" },
    ]);
    expect(new Date(lock.removedDead[0]?.time ?? "").getTime()).toBe(clock.now() - MINUTE - LOCK_TIMES.settleMs);
  });

  it("are removed too when they are not in the way", async () => {
    await plant({ ...US, pid: 666 }, false);
    const lock = await acquire({ isAlive: dead });
    expect(lock.removedDead).toHaveLength(1);
    expect(lockFiles()).toEqual([lock.id]);
  });

  it("are those with our own process number that we do not hold", async () => {
    await plant(US, true);
    const lock = await acquire();
    expect(lock.removedDead).toMatchObject([{ pid: US.pid, proof: "dead-process" }]);
  });

  it("are not those that we hold ourselves", async () => {
    const first = await acquire();
    await expect(acquire({ exclusive: true })).rejects.toMatchObject(locked);
    const second = await acquire();
    expect(lockFiles().sort()).toEqual([first.id, second.id].sort());
  });

  it("are not those of a process of that number on another computer", async () => {
    await plant({ ...THEM, pid: 666 }, true);
    await expect(acquire({ isAlive: dead })).rejects.toMatchObject(locked);
    await memory.remove(lockRef(lockFiles()[0] as LockId)); // it is one: the test planted it
    await plant({ ...THEM, pid: 666, hostname: "" }, true);
    await expect(acquire({ isAlive: dead, identity: { ...US, hostname: "" } })).rejects.toMatchObject(locked);
  });

  it("are those of other computers that nobody refreshed for half an hour", async () => {
    const id = await plant(THEM, true, 31 * MINUTE);
    const lock = await acquire();
    expect(lock.removedDead).toMatchObject([{ lockId: id, hostname: "laptop", proof: "not-refreshed" }]);
    expect(lockFiles()).toEqual([lock.id]);
  });

  it("are not those younger than half an hour", async () => {
    await plant(THEM, true, 29 * MINUTE);
    await expect(acquire()).rejects.toMatchObject(locked);
  });

  it("are judged by the storage's clock too, so that our clock being wrong kills nobody", async () => {
    const theirs = await plant(THEM, true, 5 * MINUTE);
    clock.jump(60 * MINUTE); // ours alone: the storage's stays behind
    const storageTime = new MemoryStorage(() => new Date(clock.now() - 60 * MINUTE));
    for (const [path, { bytes }] of memory.files) storageTime.plant(path, bytes);
    await expect(acquire({ storage: storageTime })).rejects.toMatchObject(locked);
    expect([...storageTime.files.keys()]).toEqual([`locks/${theirs}`]);
  });

  it("are judged by their own time where the storage tells none", async () => {
    const id = await plant(THEM, true, 31 * MINUTE);
    const lock = await acquire({ storage: withoutTimes(memory) });
    expect(lock.removedDead).toMatchObject([{ lockId: id }]);
  });

  it("come back to life when they are refreshed between our two looks", async () => {
    const old = await plant(THEM, true, 31 * MINUTE);
    const taking = RepositoryLock.acquire(options());
    taking.catch(() => undefined);
    await settled();
    const renewed = await plant(THEM, true);
    await memory.remove(lockRef(old));
    await clock.advance(LOCK_TIMES.settleMs);
    await expect(taking).rejects.toMatchObject(locked);
    expect(lockFiles()).toEqual([renewed]);
  });

  it("stay in the way where the storage does not let us remove them", async () => {
    await plant({ ...US, pid: 666 }, true);
    const error = new StorageNotAllowed({ location: "x", doing: "remove" }, "permission");
    const storage = faultyStorage(memory, [{ operation: "remove", nth: 1, fail: { error } }]);
    await expect(acquire({ storage, isAlive: dead })).rejects.toMatchObject(locked);
  });
});

describe("a lock that is held", () => {
  it("is renewed every five minutes", async () => {
    const lock = await acquire({ exclusive: true });
    const first = lock.id;
    for (let half = 0; half < 9; half++) await clock.advance(MINUTE / 2);
    expect(lock.id).toBe(first);
    await clock.advance(MINUTE);
    expect(lock.id).not.toBe(first);
    expect(lockFiles()).toEqual([lock.id]);
    await clock.advance(60 * MINUTE);
    expect(lock.lost.aborted).toBe(false);
    const file = await readLock({ storage: memory, sealer, version: 2 }, lock.id);
    expect(clock.now() - new Date(file?.time ?? "").getTime()).toBeLessThanOrEqual(5.5 * MINUTE);
  });

  it("writes the new file before it removes the old", async () => {
    const storage = faultyStorage(memory, []);
    await acquire({ storage });
    const before = storage.calls.length;
    await clock.advance(6 * MINUTE);
    expect(storage.calls.slice(before)).toEqual(["stat locks", "write locks", "remove locks"]);
  });

  it("survives failures of its renewal for a while", async () => {
    const error = new StorageUnreachable({ location: "x", doing: "write" });
    const faults = [2, 3, 4, 5].map((nth): Fault => ({ operation: "write", nth, fail: { error } }));
    const lock = await acquire({ storage: faultyStorage(memory, faults) });
    const first = lock.id;
    await clock.advance(6.5 * MINUTE);
    expect(lock.id).toBe(first);
    await clock.advance(2 * MINUTE);
    expect(lock.id).not.toBe(first);
    expect(lock.lost.aborted).toBe(false);
    expect(lockFiles()).toEqual([lock.id]);
  });

  it("is lost when it could not be renewed for 22.5 minutes", async () => {
    const error = new StorageUnreachable({ location: "x", doing: "write" });
    const storage = faultyStorage(memory, [{ operation: "write", nth: 2, andAfter: true, fail: { error } }]);
    const lock = await acquire({ storage });
    await clock.advance(22 * MINUTE);
    expect(lock.lost.aborted).toBe(false);
    await lock.prove();
    await clock.advance(1.5 * MINUTE);
    expect(lock.lost.reason).toMatchObject({
      code: "repository/lock-lost",
      facts: { why: "not-refreshed" },
      cause: error,
    });
    await expect(lock.prove()).rejects.toBe(lock.lost.reason);
    await lock.release();
    expect(lockFiles()).toEqual([]);
  });

  it("is lost when somebody removed its file", async () => {
    const lock = await acquire();
    await memory.remove(lockRef(lock.id));
    await clock.advance(6 * MINUTE);
    expect(lock.lost.reason).toMatchObject({ code: "repository/lock-lost", facts: { why: "removed" } });
    expect(lockFiles()).toEqual([]);
  });

  it("is renewed at once when the clock was set back", async () => {
    const lock = await acquire();
    const first = lock.id;
    clock.jump(-3 * 60 * MINUTE);
    await clock.advance(MINUTE);
    expect(lock.id).not.toBe(first);
    expect(lock.lost.aborted).toBe(false);
  });

  it("keeps the process alive when restic asks with SIGHUP", async () => {
    const lock = await acquire();
    expect(process.listenerCount("SIGHUP")).toBe(1);
    process.kill(process.pid, "SIGHUP"); // without a listener this ends the test run
    await settled();
    await lock.release();
    expect(process.listenerCount("SIGHUP")).toBe(0);
  });
});

describe("after standby", () => {
  it("a write waits until the lock is proven, and goes on if nobody touched it", async () => {
    const storage = faultyStorage(memory, []);
    const lock = await acquire({ storage });
    const first = lock.id;
    const before = storage.calls.length;
    await lock.prove();
    expect(storage.calls.length).toBe(before); // fresh: nothing to ask
    clock.jump(8 * 60 * MINUTE);
    const proven = lock.prove();
    await clock.advance(LOCK_TIMES.settleMs);
    await proven;
    expect(lock.id).not.toBe(first);
    expect(lockFiles()).toEqual([lock.id]);
  });

  it("proves itself without being asked", async () => {
    const lock = await acquire();
    const first = lock.id;
    clock.jump(8 * 60 * MINUTE);
    await clock.advance(MINUTE);
    expect(lock.id).not.toBe(first);
  });

  it.each(["before we wake", "while we prove it"])("the lock is lost if somebody removed it %s", async (when) => {
    const lock = await acquire();
    const first = lock.id;
    clock.jump(8 * 60 * MINUTE);
    if (when === "before we wake") await memory.remove(lockRef(first));
    const proven = lock.prove();
    proven.catch(() => undefined);
    await settled();
    await memory.remove(lockRef(first));
    await clock.advance(LOCK_TIMES.settleMs);
    await expect(proven).rejects.toMatchObject({ code: "repository/lock-lost", facts: { why: "removed" } });
    expect(lock.lost.aborted).toBe(true);
  });

  it("the lock is lost if somebody took the repository, though our file is still there", async () => {
    const lock = await acquire();
    clock.jump(8 * 60 * MINUTE);
    const theirs = await plant(THEM, true);
    const proven = lock.prove();
    proven.catch(() => undefined);
    await clock.advance(LOCK_TIMES.settleMs);
    await expect(proven).rejects.toMatchObject({ code: "repository/lock-lost", facts: { why: "taken" } });
    await lock.release();
    expect(lockFiles()).toEqual([theirs]);
  });

  it("a renewal that was on its way when the computer fell asleep does not count as one", async () => {
    let arrive = () => {};
    const asleep = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const storage = faultyStorage(memory, [{ operation: "write", nth: 2, until: () => asleep }]);
    const lock = await acquire({ storage });
    await clock.advance(5.5 * MINUTE); // the renewal has begun, its write hangs
    clock.jump(60 * MINUTE);
    await memory.remove(lockRef(lock.id)); // somebody proves us dead, and has come and gone
    arrive();
    await clock.advance(MINUTE);
    expect(lock.lost.reason).toMatchObject({ facts: { why: "removed" } });
    await lock.release();
    expect(lockFiles()).toEqual([]);
  });
});

describe("releasing a lock", () => {
  it("removes its file, once, however often it is called", async () => {
    const lock = await acquire();
    await Promise.all([lock.release(), lock.release()]);
    await lock.release();
    expect(lockFiles()).toEqual([]);
    await clock.advance(20 * MINUTE);
    expect(lockFiles()).toEqual([]);
  });

  it("removes both files when a renewal is on its way", async () => {
    let arrive = () => {};
    const late = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const storage = faultyStorage(memory, [{ operation: "write", nth: 2, until: () => late }]);
    const lock = await acquire({ storage });
    await clock.advance(5.5 * MINUTE);
    const released = lock.release();
    arrive();
    await released;
    expect(lockFiles()).toEqual([]);
  });

  it("tells a file that cannot be removed, unless it is asked to be quiet about it", async () => {
    const error = new StorageUnreachable({ location: "x", doing: "remove" });
    const unremovable = (nth: number) => faultyStorage(memory, [{ operation: "remove", nth, fail: { error } }]);
    const lock = await acquire({ storage: unremovable(1) });
    await expect(lock.release()).rejects.toBe(error);
    const next = await acquire({ storage: unremovable(2) });
    expect(next.removedDead).toMatchObject([{ lockId: lock.id }]); // ours, and nobody's any more
    await next.releaseQuietly();
    expect(lockFiles()).toHaveLength(1);
  });
});

function withoutTimes(inner: MemoryStorage): Storage {
  return {
    ...faultyStorage(inner, []),
    async *list(kind, signal) {
      for await (const { name, size } of inner.list(kind, signal)) yield { name, size };
    },
    stat: async (file) => {
      const { name, size } = await inner.stat(file);
      return { name, size };
    },
  };
}
