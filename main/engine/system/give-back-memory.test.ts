import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { giveBackMemory, trimOf } from "./give-back-memory.ts";
import { loadLibrary } from "./library.ts";

const MB = 1_000_000;

describe("giving memory back", () => {
  it.runIf(process.platform === "linux" && loadLibrary() !== undefined)("takes nothing that is in use", () => {
    const kept = Buffer.alloc(8 * MB, 7);
    giveBackMemory();
    giveBackMemory();
    expect(kept.every((byte) => byte === 7)).toBe(true);
    expect(readFileSync("/proc/self/statm", "utf8")).not.toBe("");
  });

  it("does nothing on another system, without the library, or with one that lacks the call", () => {
    const lacking = {
      bind: () => {
        throw new Error("no such symbol");
      },
      lastError: () => "",
      textAt: () => "",
    };
    expect(trimOf("darwin", () => lacking)).toBeUndefined();
    expect(trimOf("linux", () => undefined)).toBeUndefined();
    expect(trimOf("linux", () => lacking)).toBeUndefined();
  });
});
