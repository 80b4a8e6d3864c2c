import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../../tests/support/fake-clock.ts";
import { MemoryStorage } from "../../../tests/support/memory-storage.ts";
import { generateMasterKey, Sealer } from "../crypto/index.ts";
import type { LockId } from "../format/index.ts";
import { lockRef, prepareLock } from "./lock-files.ts";
import { isProcessAlive } from "./lock-rules.ts";
import { RepositoryLock } from "./locks.ts";
import { listLocks, type UnlockOptions, unlock } from "./unlock.ts";

const MINUTE = 60_000;
const US = { hostname: "desk", username: "ada", pid: 100 };
const THEM = { hostname: "laptop", username: "bob", pid: 200 };
const GARBAGE = "99".repeat(32);
const sealer = new Sealer(generateMasterKey());

let clock: FakeClock;
let storage: MemoryStorage;
let options: UnlockOptions;
beforeEach(() => {
  clock = new FakeClock();
  storage = new MemoryStorage();
  options = { storage, sealer, version: 2, clock, identity: US, isAlive: (pid) => pid !== 666 };
});

async function plant(identity: typeof US, agoMs = 0): Promise<LockId> {
  clock.jump(-agoMs);
  const { id, bytes } = prepareLock({ sealer, version: 2, clock }, identity, false);
  await storage.write(lockRef(id), bytes);
  clock.jump(agoMs);
  return id;
}

const lockFiles = () => [...storage.files.keys()].map((path) => path.slice("locks/".length)).sort();

describe("unlock", () => {
  it("removes the dead of this computer and the long silent, tells them, and leaves the rest", async () => {
    const dead = await plant({ ...US, pid: 666 });
    const silent = await plant(THEM, 31 * MINUTE);
    const alive = [
      await plant(THEM, 29 * MINUTE),
      await plant({ ...US, pid: 101 }),
      await plant({ ...THEM, pid: 666 }),
    ];
    storage.plant(`locks/${GARBAGE}`, Buffer.from("garbage"));
    const removed = await unlock(options);
    expect(removed.locks.map(({ lockId, proof }) => [lockId, proof]).sort()).toEqual(
      [
        [dead, "dead-process"],
        [silent, "not-refreshed"],
      ].sort(),
    );
    expect(removed.unreadable).toEqual([]);
    expect(lockFiles()).toEqual([...alive, GARBAGE].sort());
  });

  it("removes every lock when told to, the unreadable too", async () => {
    await plant(THEM);
    storage.plant(`locks/${GARBAGE}`, Buffer.from("garbage"));
    const removed = await unlock(options, true);
    expect(removed).toMatchObject({ locks: [{ hostname: "laptop", pid: 200 }], unreadable: [GARBAGE] });
    expect(lockFiles()).toEqual([]);
  });

  it("does not call a lock dead that this process holds", async () => {
    const taking = RepositoryLock.acquire({ ...options, exclusive: true });
    await clock.advance(200);
    const lock = await taking;
    clock.jump(60 * MINUTE);
    expect((await unlock(options)).locks).toEqual([]);
    expect(lockFiles()).toEqual([lock.id]);
    await lock.release();
  });
});

describe("listLocks", () => {
  it("tells every lock, which are dead, and what cannot be read", async () => {
    const id = await plant({ ...US, pid: 666 });
    const other = await plant(THEM);
    storage.plant(`locks/${GARBAGE}`, Buffer.from("garbage"));
    storage.plant(`locks/${"88".repeat(32)}`, Buffer.alloc(0));
    const { locks, unreadable } = await listLocks(options);
    expect(locks.find(({ lockId }) => lockId === id)).toMatchObject({ pid: 666, proof: "dead-process" });
    expect(locks.find(({ lockId }) => lockId === other)).not.toHaveProperty("proof");
    expect(unreadable).toEqual([GARBAGE]);
    expect(lockFiles()).toHaveLength(4);
  });
});

describe("isProcessAlive", () => {
  it("knows this process, and one that does not exist", () => {
    expect(isProcessAlive(process.pid)).toBe(true);
    expect(isProcessAlive(2 ** 30)).toBe(false);
  });

  it.skipIf(process.platform === "win32")("takes a process that may not be signalled for alive", () => {
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    expect(isProcessAlive(1)).toBe(true);
    if (isRoot) process.seteuid?.(0);
  });

  it("proves nothing from a number that is no process's", () => {
    for (const pid of [0, -1, -1000]) expect(isProcessAlive(pid)).toBe(true);
  });
});
