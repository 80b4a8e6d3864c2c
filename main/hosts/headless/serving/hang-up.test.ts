import { describe, expect, it } from "vitest";
import { onHangUp } from "./hang-up.ts";

/** Starts with or without a terminal, and sends SIGHUP after it is closed, or not. */
function isEnded(platform: NodeJS.Platform, before: boolean, after: boolean): boolean {
  let isCalled = false;
  let hasTerminal = before;
  const listeners: (() => void)[] = [];
  onHangUp(
    () => {
      isCalled = true;
    },
    {
      platform,
      hasTerminal: () => hasTerminal,
      on: (_signal, listener) => listeners.push(listener),
      soon: (call) => {
        hasTerminal = after; // the kernel is a little later than its signal
        call();
      },
    },
  );
  for (const listener of listeners) listener();
  return isCalled;
}

describe("SIGHUP", () => {
  it("ends the agent when its terminal was closed", () => {
    expect(isEnded("linux", true, false)).toBe(true);
  });

  it("is restic's question whether a lock's holder lives while the terminal is there", () => {
    expect(isEnded("linux", true, true)).toBe(false);
  });

  it("is restic's question to an agent that never had a terminal", () => {
    expect(isEnded("linux", false, false)).toBe(false);
  });

  it("means the end on Windows, where only a closed console sends it", () => {
    expect(isEnded("win32", false, false)).toBe(true);
  });
});
