import { describe, expect, it } from "vitest";
import { Interrupted } from "./errors.ts";
import { stopOnSignals } from "./stop.ts";

function start() {
  const listeners = new Map<string, () => void>();
  const told: string[] = [];
  const exits: number[] = [];
  const signal = stopOnSignals((text) => told.push(text), {
    on: (name, listener) => listeners.set(name, listener),
    exit(code): never {
      exits.push(code);
      throw new Error("ended");
    },
  });
  return { signal, told, exits, send: (name: string) => listeners.get(name)?.() };
}

describe("signals", () => {
  it.each(["SIGINT", "SIGTERM"])("%s asks for a clean end", (name) => {
    const { signal, told, exits, send } = start();
    send(name);
    expect(signal.reason).toBeInstanceOf(Interrupted);
    expect(told).toHaveLength(1);
    expect(exits).toEqual([]);
  });

  it("ends at once the second time", () => {
    const { exits, send } = start();
    send("SIGINT");
    expect(() => send("SIGINT")).toThrow("ended");
    expect(exits).toEqual([130]);
  });

  it("does not take SIGHUP for a wish to stop, since restic asks with it whether a lock's holder lives", () => {
    const { signal, told, send } = start();
    send("SIGHUP");
    expect(signal.aborted).toBe(false);
    expect(told).toEqual([]);
  });
});
