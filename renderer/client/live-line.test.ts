import { describe, expect, it } from "vitest";
import type { LiveEvent } from "../../shared/api/index.ts";
import type { AgentStatus, Run } from "../../shared/model/index.ts";
import { SignedOut } from "./errors.ts";
import { LiveLine } from "./live-line.ts";

// Only what the line looks at.
const run = (id: string, state: Run["state"]): Run => ({ id, state }) as Run;
const hello = (startedAt: number, ...runs: Run[]): LiveEvent => ({
  type: "hello",
  status: { startedAt } as AgentStatus,
  runs,
});

type Script = (LiveEvent | Error)[];

/** A line whose agent follows scripts, one a connection; what it did is told in the order it happened. */
async function played(scripts: readonly Script[]): Promise<{ line: LiveLine; told: string[]; pauses: number[] }> {
  const told: string[] = [];
  const pauses: number[] = [];
  const left = [...scripts];
  const line = new LiveLine({
    watch: async () => spoken(left.shift() ?? []),
    invalidateTopics: (topics) => told.push(`ask again: ${topics.join(", ")}`),
    invalidateAll: () => told.push("ask everything again"),
    now: () => 1000,
    wait: async (ms) => {
      pauses.push(ms);
      if (left.length === 0) line.stop();
    },
  });
  line.subscribe(() => told.push(`${line.state.line.state}: ${[...line.state.runs.keys()].join(" ")}`));
  await line.run();
  return { line, told, pauses };
}

async function* spoken(script: Script): AsyncGenerator<LiveEvent> {
  for (const line of script) {
    if (line instanceof Error) throw line;
    yield line;
  }
}

describe("the line to the agent", () => {
  it("keeps what goes on, and asks again what changed", async () => {
    const { told } = await played([
      [hello(1, run("a", "running")), { type: "run", run: run("b", "queued") }, { type: "changed", topics: ["runs"] }],
    ]);
    expect(told).toEqual(["connected: a", "connected: a b", "ask again: runs", "reconnecting: a b"]);
  });

  it("comes back by itself, drops what is no longer there, and asks everything again", async () => {
    const { told } = await played([[hello(1, run("a", "running"))], [new Error("broken")], [hello(2)]]);
    expect(told).toEqual(["connected: a", "reconnecting: a", "connected: ", "ask everything again", "reconnecting: "]);
  });

  it("tells since when it is broken, however often it tried", async () => {
    const { line } = await played([[hello(1)], [new Error("once")], [new Error("twice")]]);
    expect(line.state.line).toEqual({ state: "reconnecting", since: 1000 });
  });

  it("waits longer each time nobody answers, and not for ever", async () => {
    const silent = Array.from({ length: 6 }, () => [new Error("nobody")]);
    const { pauses } = await played([[hello(1)], ...silent]);
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it("says when the agent does not know this window", async () => {
    const { line } = await played([[new SignedOut(undefined)]]);
    expect(line.state.line).toEqual({ state: "signed-out" });
  });
});
