import { expect, it } from "vitest";
import type { LiveEvent } from "../../../shared/api/index.ts";
import type { AgentStatus, Run, RunId } from "../../../shared/model/index.ts";
import { FakeClock, settled } from "../../../tests/support/fake-clock.ts";
import { Events } from "./events.ts";
import { Mailbox } from "./mailbox.ts";

const HELLO: LiveEvent = { type: "hello", status: {} as AgentStatus, runs: [] }; // nobody looks into it
const hello = () => HELLO;

function run(id: number, problems = 0): Run {
  return { id: String(id) as RunId, problems } as Run; // no more is looked at
}

const seen = (event: LiveEvent | undefined) => {
  if (event?.type === "run") return `${event.run.id}:${event.run.problems}`;
  return event?.type === "changed" ? event.topics.join(",") : event?.type;
};

async function next(events: AsyncGenerator<LiveEvent, void>) {
  const { value } = await events.next();
  return seen(value ?? undefined);
}

it("begins with a greeting and tells what comes after it", async () => {
  const events = new Events(new FakeClock());
  const stream = events.watch(hello);
  expect(await next(stream)).toBe("hello");
  events.runChanged(run(1));
  events.changed("runs", "plans");
  expect([await next(stream), await next(stream)]).toEqual(["1:0", "runs,plans"]);
  const coming = next(stream);
  events.runChanged(run(2));
  expect(await coming).toBe("2:0");
});

it("tells a slow listener the latest state of each run once, and each topic once", async () => {
  const events = new Events(new FakeClock());
  const stream = events.watch(hello);
  await next(stream);
  for (let at = 0; at <= 1000; at++) {
    events.runChanged(run(1, at));
    events.runChanged(run(2, at));
    events.changed("plans");
  }
  expect([await next(stream), await next(stream), await next(stream)]).toEqual(["1:1000", "2:1000", "plans"]);
});

it("holds little for a listener that never reads, and greets it anew when it does", async () => {
  const box = new Mailbox();
  for (let at = 0; at < 100_000; at++) {
    box.putRun(run(at));
    box.putTopics(["runs", "plans"]);
    expect(box.size).toBeLessThan(300);
  }
  const heard = Array.from({ length: 3 }, () => seen(box.take(hello)));
  expect(heard).toEqual(["hello", "runs,plans", undefined]);
});

it("says in silence that the line is open", async () => {
  const clock = new FakeClock();
  const stream = new Events(clock).watch(hello);
  await next(stream);
  const silence = next(stream);
  await clock.advance(15_000);
  expect(await silence).toBe("alive");
});

it("ends with the signal, and leaves no timer behind", async () => {
  const clock = new FakeClock();
  const stop = new AbortController();
  const stream = new Events(clock).watch(hello, stop.signal);
  await next(stream);
  const end = stream.next();
  await settled();
  stop.abort();
  expect((await end).done).toBe(true);
  expect(clock.pendingTimers).toBe(0);
});

it("ends all streams when it closes, after what there is to tell", async () => {
  const events = new Events(new FakeClock());
  const stream = events.watch(hello);
  await next(stream);
  events.runChanged(run(1));
  events.close();
  expect(await next(stream)).toBe("1:0");
  expect((await stream.next()).done).toBe(true);
  expect((await events.watch(hello).next()).done).toBe(true);
});
