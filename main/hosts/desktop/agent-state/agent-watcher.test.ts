import { describe, expect, it } from "vitest";
import type { LiveEvent } from "../../../../shared/api/index.ts";
import type { AgentStatus, Run } from "../../../../shared/model/index.ts";
import { FakeClock, settled } from "../../../../tests/support/fake-clock.ts";
import { agentState, NOW, planState, runOf } from "./agent-state.fixture.ts";
import type { AgentState } from "./agent-state.ts";
import { AgentWatcher, type StateCalls } from "./agent-watcher.ts";

const PHOTOS = planState(1);
const RUN = runOf(PHOTOS);
const hello = (...runs: Run[]): LiveEvent => ({ type: "hello", status: { startedAt: NOW } as AgentStatus, runs });

/** An agent whose event stream is fed by hand. */
function fedAgent() {
  const lines: { feed: (event: LiveEvent) => void; fail: (error: Error) => void }[] = [];
  let asked = 0;
  const { plans, targets, preferences } = agentState();
  const watch = async (_input: undefined, { signal }: { signal: AbortSignal }) => {
    const stream = new TransformStream<LiveEvent, LiveEvent>(undefined, { highWaterMark: 100 }, { highWaterMark: 100 });
    const writer = stream.writable.getWriter();
    const fail = (error: Error): void => void writer.abort(error).catch(() => undefined);
    writer.closed.catch(() => undefined);
    signal.addEventListener("abort", () => fail(new Error("aborted")));
    lines.push({ feed: (event) => void writer.write(event).catch(() => undefined), fail });
    return stream.readable;
  };
  const list = async () => {
    asked += 1;
    return plans;
  };
  const calls = {
    ...{ agent: { watch }, plans: { list } },
    ...{ targets: { list: async () => targets }, preferences: { get: async () => preferences } },
  };
  // Only what is called, and nothing of what a real client carries besides.
  return { calls: calls as unknown as StateCalls, lines, asked: () => asked };
}

function watcher() {
  const clock = new FakeClock(NOW);
  const states: (AgentState | undefined)[] = [];
  return { made: new AgentWatcher({ onState: (state) => states.push(state), clock }), states, clock };
}

describe("what the shell knows of the agent", () => {
  it("begins with all there is, and follows runs without asking again", async () => {
    const { calls, lines, asked } = fedAgent();
    const { made, states } = watcher();
    made.follow(calls);
    await settled();
    lines[0]?.feed(hello(RUN));
    lines[0]?.feed({ type: "alive" });
    lines[0]?.feed({ type: "run", run: { ...RUN, isStopping: true } });
    await settled();
    expect(states.map((state) => state?.runs[0]?.isStopping)).toEqual([false, true]);
    expect([states[0]?.plans, states[0]?.startedAt, asked()]).toEqual([agentState().plans, NOW, 1]);
    made.lose();
  });

  it("asks again when something changed that it shows, and when a run ended", async () => {
    const { calls, lines, asked } = fedAgent();
    const { made, states } = watcher();
    made.follow(calls);
    await settled();
    lines[0]?.feed(hello(RUN));
    lines[0]?.feed({ type: "changed", topics: ["search", "snapshots"] });
    await settled();
    expect([asked(), states.length]).toEqual([1, 1]);
    lines[0]?.feed({ type: "changed", topics: ["search", "plans"] });
    lines[0]?.feed({ type: "run", run: { ...RUN, state: "ended" } });
    await settled();
    expect([asked(), states.at(-1)?.runs]).toEqual([3, []]);
    made.lose();
  });

  it("puts what goes on before what waits", async () => {
    const { calls, lines } = fedAgent();
    const { made, states } = watcher();
    made.follow(calls);
    await settled();
    const waiting = runOf(PHOTOS, { id: PHOTOS.plan.id as never, state: "queued", queuedAt: 0 });
    lines[0]?.feed(hello(waiting, RUN));
    await settled();
    expect(states[0]?.runs.map(({ state }) => state)).toEqual(["running", "queued"]);
    made.lose();
  });

  it("knows nothing while no agent answers, and comes back by itself", async () => {
    const { calls, lines } = fedAgent();
    const { made, states, clock } = watcher();
    made.follow(calls);
    await settled();
    lines[0]?.feed(hello());
    await settled();
    lines[0]?.fail(new Error("broken"));
    await settled();
    expect(states.at(-1)).toBeUndefined();
    await clock.advance(2000);
    lines[1]?.feed(hello());
    await settled();
    expect(states.at(-1)?.plans).toHaveLength(1);
    made.lose();
    await settled();
    expect([states.at(-1), clock.pendingTimers]).toEqual([undefined, 0]);
  });

  it("hears nothing of the agent before once it follows another one", async () => {
    const [first, second] = [fedAgent(), fedAgent()];
    const { made, states } = watcher();
    made.follow(first.calls);
    await settled();
    made.follow(second.calls);
    await settled();
    first.lines[0]?.feed(hello(RUN));
    await settled();
    expect(states).toEqual([]);
    second.lines[0]?.feed(hello());
    await settled();
    expect(states).toHaveLength(1);
    made.lose();
  });
});
