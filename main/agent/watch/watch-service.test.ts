import { EventEmitter } from "node:events";
import { beforeEach, expect, it } from "vitest";
import { FakeClock } from "../../../tests/support/fake-clock.ts";
import { silentLog } from "../log/index.ts";
import type { WatchMark } from "./contract.ts";
import type { WatchOrder } from "./messages.ts";
import { WatchService, type WatchThread } from "./watch-service.ts";

/** A thread that does nothing by itself. */
class StagedThread extends EventEmitter implements WatchThread {
  readonly orders: WatchOrder[] = [];

  postMessage(order: WatchOrder): void {
    this.orders.push(order);
  }

  terminate(): Promise<void> {
    this.emit("exit", 1);
    return Promise.resolve();
  }

  settled(): void {
    for (const order of this.orders)
      if (order.type === "settle") this.emit("message", { type: "settled", id: order.id });
  }
}

const HOME = [{ path: "/home/ada", skip: [] }];
const ALL_UNKNOWN: WatchMark[] = [{ path: "/home/ada", scope: "tree" }];

let threads: StagedThread[];
let marks: WatchMark[];
let changes: number;
let clock: FakeClock;
let service: WatchService;
beforeEach(() => {
  [threads, marks, changes, clock] = [[], [], 0, new FakeClock()];
  service = new WatchService({
    ...{ clock, log: silentLog, marked: (told) => void marks.push(...told), changed: () => void changes++ },
    start: () => {
      const thread = new StagedThread();
      threads.push(thread);
      return thread;
    },
  });
});

const newest = (): StagedThread => threads.at(-1) as StagedThread; // each test has begun with roots
const forgetMarks = (): void => void marks.splice(0);

it("takes a new root for changed at once, and starts no thread before there is one", () => {
  service.setRoots([]);
  expect(threads).toHaveLength(0);
  service.setRoots(HOME);
  expect(marks).toEqual(ALL_UNKNOWN);
  expect(newest().orders).toEqual([{ type: "roots", roots: HOME }]);
  expect(service.state().roots).toEqual([{ path: "/home/ada", state: "starting", folders: 0, unwatched: [] }]);
});

it("does not begin anew when the roots are the same", () => {
  service.setRoots(HOME);
  forgetMarks();
  service.setRoots([{ path: "/home/ada", skip: [] }]);
  expect(marks).toEqual([]);
  expect(newest().orders).toHaveLength(1);
});

it("takes only the root that is new for changed", () => {
  service.setRoots(HOME);
  forgetMarks();
  service.setRoots([...HOME, { path: "/srv", skip: [] }]);
  expect(marks).toEqual([{ path: "/srv", scope: "tree" }]);
});

it("writes marks down before it says that it has settled", async () => {
  service.setRoots(HOME);
  forgetMarks();
  const settled = service.settle().then(() => marks.slice());
  newest().emit("message", { type: "marks", marks: [{ path: "/home/ada/x", scope: "entries" }] });
  newest().settled();
  expect(await settled).toEqual([{ path: "/home/ada/x", scope: "entries" }]);
  expect(clock.pendingTimers).toBe(0);
});

it("takes everything for changed when the thread does not answer in time", async () => {
  service.setRoots(HOME);
  forgetMarks();
  const settled = service.settle().then(() => marks.slice());
  await clock.advance(60_000);
  expect(await settled).toEqual(ALL_UNKNOWN);
});

it("takes everything for changed when the thread dies, ends the waiting, and starts another", async () => {
  service.setRoots(HOME);
  forgetMarks();
  const settled = service.settle().then(() => marks.slice());
  newest().emit("error", new Error("out of memory"));
  newest().emit("exit", 1);
  expect(await settled).toEqual(ALL_UNKNOWN);
  expect(service.state().roots).toMatchObject([{ state: "starting" }]);
  await clock.advance(10_000);
  expect(threads).toHaveLength(2);
  expect(newest().orders).toEqual([{ type: "roots", roots: HOME }]);
});

it("knows nothing while there is no thread", async () => {
  service.setRoots(HOME);
  newest().emit("exit", 1);
  forgetMarks();
  await service.settle();
  expect(marks).toEqual(ALL_UNKNOWN);
});

it("starts a thread that keeps dying less and less often", async () => {
  service.setRoots(HOME);
  for (let minute = 0; minute < 60; minute++) {
    if (threads.length > 0) newest().emit("exit", 1);
    await clock.advance(60_000);
  }
  expect(threads.length).toBeGreaterThan(10);
  expect(threads.length).toBeLessThan(30);
});

it("hears nothing any more from a thread that died", () => {
  service.setRoots(HOME);
  const dead = newest();
  dead.emit("exit", 1);
  forgetMarks();
  dead.emit("message", { type: "marks", marks: ALL_UNKNOWN });
  expect(marks).toEqual([]);
});

it("tells what is not watched, the topmost folder of each, until it is", () => {
  service.setRoots([...HOME, { path: "/srv", skip: [] }]);
  const unwatched = (path: string) => ({ type: "unwatched", path, reason: "not-allowed", detail: "no" });
  for (const path of ["/home/ada/x/y", "/home/ada/x", "/srv"]) newest().emit("message", unwatched(path));
  for (const root of ["/home/ada", "/srv"]) newest().emit("message", { type: "ready", root, folders: 7 });
  expect(service.state().roots).toMatchObject([
    { state: "partly", folders: 7, unwatched: [{ path: "/home/ada/x" }] },
    { state: "off", unwatched: [{ path: "/srv" }] },
  ]);
  newest().emit("message", { type: "watched-again", path: "/home/ada/x" });
  expect(service.state().roots).toMatchObject([{ state: "watching", unwatched: [] }, { state: "off" }]);
  expect(changes).toBeGreaterThan(5);
});

it("knows which parts of a plan's folders nobody watches", () => {
  service.setRoots(HOME);
  newest().emit("message", { type: "unwatched", path: "/home/ada/net", reason: "network", detail: "nfs" });
  expect(service.blind(["/home/ada"])).toEqual(["/home/ada/net"]);
  expect(service.blind(["/home/ada/net/deep"])).toEqual(["/home/ada/net"]);
  expect(service.blind(["/home/ada/docs"])).toEqual([]);
  expect(service.blind(["/home/ada/docs", "/srv"])).toEqual(["/srv"]);
});

it("ends its thread, and one that will not end", async () => {
  service.setRoots(HOME);
  const stopped = service.stop();
  expect(newest().orders.at(-1)).toEqual({ type: "close" });
  await clock.advance(60_000);
  await stopped;
  expect(threads).toHaveLength(1);
  expect(clock.pendingTimers).toBe(0);
});
