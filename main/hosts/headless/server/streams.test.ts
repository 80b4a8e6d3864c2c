import { describe, expect, it } from "vitest";
import { StreamGate } from "./streams.ts";

/** A stream that says whether it has come to its end. */
function stream() {
  const state = { isOver: false };
  async function* tell(): AsyncGenerator<number> {
    try {
      for (let event = 0; ; event++) yield event;
    } finally {
      state.isOver = true;
    }
  }
  return { state, events: tell() };
}

describe("the gate of event streams", () => {
  it("ends a stream with its request, though nobody reads it to its end", async () => {
    const [gate, request, { state, events }] = [new StreamGate(), new AbortController(), stream()];
    const counted = await gate.intercept({ signal: request.signal, next: async () => events });
    expect(await (counted as typeof events).next()).toEqual({ value: 0, done: false }); // it hands on what it is given
    expect(gate.open).toBe(1);
    request.abort();
    await expect.poll(() => state.isOver).toBe(true);
    expect(gate.open).toBe(0);
  });

  it("ends one whose request is over before it could begin", async () => {
    const [gate, { events }] = [new StreamGate(), stream()];
    await gate.intercept({ signal: AbortSignal.abort(), next: async () => events });
    expect(gate.open).toBe(0);
    expect(await events.next()).toEqual({ value: undefined, done: true });
  });
});
