import { EventEmitter, once } from "node:events";
import { PassThrough } from "node:stream";
import type { UtilityProcess } from "electron";
import { describe, expect, it } from "vitest";
import { AgentKeeper } from "./agent-keeper.ts";

/** One life of an agent: how long it lasts, how it ends, what it says. */
interface Life {
  readonly ms: number;
  readonly code: number | null;
  readonly answers?: boolean;
  readonly stderr?: string;
}

/** Keeps agents that live as told, on a clock that only their lives and the pauses move. */
async function kept(lives: readonly Life[]) {
  const left = [...lives];
  const pauses: number[] = [];
  const troubles: [number, readonly string[]][] = [];
  let [now, served, gone] = [0, 0, 0];
  const keeper = new AgentKeeper({
    start: () => {
      const life = left.shift();
      if (life === undefined) throw new Error("It was started more often than told.");
      return lived(life, (ms) => (now += ms));
    },
    onMessage: ({ type }) => (served += type === "serving" ? 1 : 0),
    onGone: () => (gone += 1),
    onTrouble: (count, lines) => troubles.push([count, [...lines]]),
    now: () => now,
    wait: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
  });
  await keeper.run();
  expect(gone).toBe(lives.length);
  return { pauses, troubles, served, left: left.length };
}

function lived({ ms, code, answers = true, stderr = "" }: Life, pass: (ms: number) => void): UtilityProcess {
  const events = new EventEmitter();
  const errors = new PassThrough();
  void once(errors, "close").then(() => {
    if (answers) events.emit("message", { type: "serving" });
    pass(ms);
    events.emit("exit", code);
  });
  errors.end(stderr);
  // All of it that is used.
  return Object.assign(events, { stderr: errors, postMessage: () => undefined }) as unknown as UtilityProcess;
}

const PEACE: Life = { ms: 0, code: 0 };
const DEATH: Life = { ms: 10, code: 1 };

describe("the keeper of the agent", () => {
  it("starts no other one after an end in peace", async () => {
    expect(await kept([PEACE])).toEqual({ pauses: [], troubles: [], served: 1, left: 0 });
  });

  it("starts it again when it dies, after longer and longer pauses", async () => {
    const { pauses, served } = await kept([...Array.from({ length: 8 }, () => DEATH), PEACE]);
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(served).toBe(9);
  });

  it("begins anew with short pauses after an agent that lived a minute", async () => {
    const { pauses } = await kept([DEATH, DEATH, { ms: 60_000, code: null }, DEATH, PEACE]);
    expect(pauses).toEqual([1000, 2000, 1000, 2000]);
  });

  it("tells once in a row of deaths, with its last lines", async () => {
    const silent: Life = { ms: 5, code: 1, answers: false, stderr: "one\ntwo\n" };
    const { troubles, served } = await kept([silent, silent, silent, silent, PEACE]);
    expect(troubles).toEqual([[3, ["one", "two"]]]);
    expect(served).toBe(1);
  });
});
