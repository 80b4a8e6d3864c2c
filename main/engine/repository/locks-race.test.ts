import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryStorage } from "../../../tests/support/memory-storage.ts";
import { generateMasterKey, Sealer } from "../crypto/index.ts";
import type { Clock, Storage, StoredFile } from "../storage/index.ts";
import { lockRef, prepareLock } from "./lock-files.ts";
import { RepositoryLock } from "./locks.ts";

const sealer = new Sealer(generateMasterKey());
const START = Date.UTC(2024, 0, 1);

/** Who wants what: several computers, each after its lock several times. */
const wishes = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 });

/** A clock whose waits take as long as the scheduler likes: the protocol must hold without the help of the 200 ms. */
function scheduledClock(scheduler: fc.Scheduler): Clock {
  return {
    now: () => START,
    after(ms, call) {
      if (ms >= 5_000) return () => undefined; // renewals and second tries do not come into this
      let on = true;
      void scheduler.schedule(Promise.resolve(), "wait").then(() => on && call());
      return () => {
        on = false;
      };
    },
  };
}

/** Each step of each storage call happens when the scheduler says so, in any order. */
function scheduledStorage(inner: Storage, scheduler: fc.Scheduler): Storage {
  const turn = (name: string) => scheduler.schedule(Promise.resolve(), name);
  return {
    ...inner,
    location: inner.location,
    async *list(kind): AsyncGenerator<StoredFile> {
      await turn("list");
      for await (const file of inner.list(kind)) {
        yield file;
        await turn("next");
      }
    },
    async stat(file) {
      await turn("stat");
      return inner.stat(file);
    },
    async read(file) {
      await turn("read");
      return inner.read(file);
    },
    async write(file, bytes) {
      await turn("write");
      await inner.write(file, bytes);
      await turn("written");
    },
    async remove(file) {
      await turn("remove");
      await inner.remove(file);
    },
  };
}

describe("lockers that race", () => {
  it("never hold the repository against each other, whatever the order of their steps", async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), wishes, fc.boolean(), async (scheduler, computers, withCorpse) => {
        const memory = new MemoryStorage(() => new Date(START));
        const clock = scheduledClock(scheduler);
        const storage = scheduledStorage(memory, scheduler);
        if (withCorpse) {
          const corpse = { hostname: "computer 0", username: "", pid: 666 };
          const { id, bytes } = prepareLock({ sealer, version: 2, clock }, corpse, true);
          await memory.write(lockRef(id), bytes);
        }
        const holders: boolean[] = [];
        const work = computers.map(async (turns, computer) => {
          const identity = { hostname: `computer ${computer}`, username: "", pid: 1 + computer };
          for (const exclusive of turns) {
            const isAlive = (pid: number) => pid !== 666;
            const lock = await RepositoryLock.acquire({
              storage,
              sealer,
              version: 2,
              exclusive,
              clock,
              identity,
              isAlive,
            }).catch((error) => void expect(error).toMatchObject({ code: "repository/locked" }));
            if (lock === undefined) continue;
            taken++;
            holders.push(exclusive);
            expect(holders.length === 1 || !holders.includes(true)).toBe(true);
            await scheduler.schedule(Promise.resolve(), "work");
            holders.splice(holders.indexOf(exclusive), 1);
            await lock.release();
          }
        });
        await scheduler.waitFor(Promise.all(work));
        expect([...memory.files.keys()].length).toBeLessThanOrEqual(withCorpse ? 1 : 0);
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(100); // a protocol that lets nobody in would be safe too
  });
});
