import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Space, type Target, TargetId } from "../../../shared/model/index.ts";
import { FakeClock, settled } from "../../../tests/support/fake-clock.ts";
import type { TargetFacts } from "../catalog/index.ts";
import { Looks } from "./looks.ts";
import { PresenceWatch } from "./presence-watch.ts";
import type { Look } from "./target-places.ts";

const GB = 1e9;

/** A watch over targets on a disk that does what the test says. */
function watched(count = 1) {
  const clock = new FakeClock();
  const targets: Target[] = Array.from({ length: count }, (_, n) => ({
    ...{ id: TargetId.parse(randomUUID()), name: `T${n}`, kind: "folder", access: {}, location: `/mnt/${n}` },
    ...{ repositoryId: "0".repeat(64), createdAt: 0 },
  }));
  const asked: string[] = [];
  const disk = {
    answer: async (_location: string): Promise<boolean> => true,
    remote: async (): Promise<Look> => ({ presence: "present" }),
    space: { freeBytes: 500 * GB, totalBytes: 1000 * GB } as Space,
  };
  const looks = new Looks(
    {
      isRepositoryAt: ({ location }) => {
        asked.push(location);
        return disk.answer(location);
      },
      spaceAt: async () => disk.space,
      lookAtRemote: async ({ location }) => {
        asked.push(location);
        return disk.remote();
      },
    },
    async () => ({}),
    clock,
  );
  const stored = new Map<TargetId, TargetFacts>();
  const facts = {
    get: (id: TargetId) => stored.get(id) ?? {},
    set: (id: TargetId, of: TargetFacts) => void stored.set(id, of),
    forget: (id: TargetId) => void stored.delete(id),
  };
  const told = { changes: 0, seen: [] as string[] };
  const watch = new PresenceWatch({
    ...{ clock, facts, targets: () => targets, look: (target) => looks.look(target) },
    onChange: () => void told.changes++,
    onSeen: ({ name }) => void told.seen.push(name),
    onRound: async () => {},
    onFailure: (error) => {
      throw error;
    },
  });
  const first = targets[0];
  if (first === undefined) throw new Error("no target");
  return { clock, watch, disk, asked, stored, told, first, targets };
}

describe("the watch over targets", () => {
  it("knows nothing before its first look, and then that a target is there", async () => {
    const { watch, first, told, clock } = watched();
    expect(watch.of(first.id).presence).toBe("unknown");
    watch.start();
    await settled();
    expect(watch.of(first.id)).toMatchObject({ presence: "present", lastSeenAt: clock.now() });
    expect(told).toEqual({ changes: 1, seen: ["T0"] });
  });

  it("says nothing as long as nothing changes, and remembers when the target was last there", async () => {
    const { watch, first, told, clock, disk } = watched();
    watch.start();
    await clock.advance(60_000);
    expect(told.changes).toBe(1);
    const lastSeenAt = clock.now();
    disk.answer = async () => false;
    await clock.advance(30_000);
    expect(told.changes).toBe(2);
    expect(watch.of(first.id)).toMatchObject({ presence: "away", lastSeenAt });
    disk.answer = async () => true;
    await clock.advance(30_000);
    expect(told).toEqual({ changes: 3, seen: ["T0", "T0"] });
  });

  it("tells of room when it has changed by so much that somebody would see it", async () => {
    const { watch, first, told, clock, disk } = watched();
    watch.start();
    await settled();
    disk.space = { freeBytes: 499.9 * GB, totalBytes: 1000 * GB };
    await clock.advance(10_000);
    expect(told.changes).toBe(1);
    disk.space = { freeBytes: 498 * GB, totalBytes: 1000 * GB };
    await clock.advance(10_000);
    expect(told.changes).toBe(2);
    expect(watch.of(first.id).space?.freeBytes).toBe(498 * GB);
  });

  it("stores when a target was last seen now and then, and when it goes", async () => {
    const { watch, first, clock, stored, disk } = watched();
    watch.start();
    await settled();
    const begun = clock.now();
    await clock.advance(60_000);
    expect(stored.get(first.id)?.lastSeenAt).toBe(begun);
    await clock.advance(5 * 60_000);
    expect(stored.get(first.id)?.lastSeenAt).toBeGreaterThan(begun + 4 * 60_000);
    disk.answer = async () => false;
    const last = watch.of(first.id).lastSeenAt;
    await clock.advance(10_000);
    expect(stored.get(first.id)?.lastSeenAt).toBe(last);
  });

  it("takes a target that does not answer for away, asks it once, and sees it again when it does answer", async () => {
    const { watch, first, clock, disk, asked } = watched();
    const answer = Promise.withResolvers<boolean>();
    disk.answer = () => answer.promise;
    watch.start();
    await clock.advance(5000);
    expect(watch.of(first.id).presence).toBe("away");
    await clock.advance(60_000);
    expect(asked).toHaveLength(1);
    answer.resolve(true);
    disk.answer = async () => true;
    await clock.advance(10_000);
    expect(watch.of(first.id).presence).toBe("present");
  });

  it("asks no third target while two never answer, so that the disk stays usable for all else", async () => {
    const { watch, clock, disk, asked, targets } = watched(3);
    disk.answer = (location) => (location === "/mnt/2" ? Promise.resolve(true) : new Promise(() => {}));
    watch.start();
    await clock.advance(5000);
    await clock.advance(60_000);
    expect(asked.filter((location) => location === "/mnt/2")).toHaveLength(1);
    const [, , third] = targets;
    expect(third && watch.of(third.id).presence).toBe("present");
  });

  it("ends its looks, and stores what it saw last", async () => {
    const { watch, first, clock, stored, asked } = watched();
    watch.start();
    await clock.advance(60_000);
    watch.stop();
    expect(stored.get(first.id)?.lastSeenAt).toBe(clock.now());
    const before = asked.length;
    await clock.advance(60_000);
    expect(asked).toHaveLength(before);
  });
});

describe("the watch over a target on another machine", () => {
  const MINUTE = 60_000;
  const refusal = {
    code: "storage/access-denied",
    message: "No.",
    hint: "Give another.",
    retry: "never",
    facts: {},
  } as const;
  function far() {
    const all = watched();
    all.targets[0] = { ...all.first, kind: "sftp", location: "sftp:nas:/srv" };
    return { ...all, looks: () => all.asked.length };
  }

  it("looks every five minutes while it is there, every minute while it is away, and rarely after a refusal", async () => {
    const { watch, clock, disk, looks } = far();
    watch.start();
    await clock.advance(9 * MINUTE);
    expect(looks()).toBe(2);
    disk.remote = async () => ({ presence: "away" });
    await clock.advance(6 * MINUTE);
    expect(looks()).toBeGreaterThanOrEqual(6);
    disk.remote = async () => ({ presence: "present", problem: refusal });
    await clock.advance(2 * MINUTE);
    const before = looks();
    await clock.advance(25 * MINUTE);
    expect(looks()).toBe(before);
    watch.stop();
  });

  it("tells why it cannot be used although it answers, and that it can again", async () => {
    const { watch, first, clock, disk, told } = far();
    disk.remote = async () => ({ presence: "present", problem: refusal });
    watch.start();
    await clock.advance(1000);
    expect(watch.of(first.id)).toMatchObject({ presence: "present", problem: { code: "storage/access-denied" } });
    expect(watch.of(first.id).lastSeenAt).toBeUndefined();
    expect(told).toEqual({ changes: 1, seen: [] });
    disk.remote = async () => ({ presence: "present" });
    await clock.advance(31 * MINUTE);
    expect(watch.of(first.id).problem).toBeUndefined();
    expect(told).toEqual({ changes: 2, seen: ["T0"] });
    watch.stop();
  });
});
