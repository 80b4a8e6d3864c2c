import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { WindowMemory } from "./window-memory.ts";

const DAY = 24 * 60 * 60 * 1000;

describe("what windows are remembered by", () => {
  it("lets a browser in again after the agent was started anew, at the same port", async () => {
    const file = join(tempFolder(), "windows.json");
    const first = await WindowMemory.open(file, () => DAY);
    expect(first.port).toBeUndefined();
    first.add("a session's id");
    first.keepPort(4711);
    await first.saved();
    const second = await WindowMemory.open(file, () => 2 * DAY);
    expect(second.port).toBe(4711);
    expect(second.has("a session's id")).toBe(true);
    expect(second.has("another id")).toBe(false);
  });

  it("is readable by the user only, and holds no session's id", async () => {
    const file = join(tempFolder(), "windows.json");
    const memory = await WindowMemory.open(file, () => 0);
    memory.add("a session's id");
    await memory.saved();
    expect(readFileSync(file, "utf8")).not.toContain("a session's id");
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("lets nobody in with the digest that the file holds", async () => {
    const file = join(tempFolder(), "windows.json");
    const memory = await WindowMemory.open(file, () => 0);
    memory.add("a session's id");
    await memory.saved();
    const { sessions } = JSON.parse(readFileSync(file, "utf8"));
    expect(memory.has(sessions[0].digest)).toBe(false);
  });

  it("ends a session after thirty days", () => {
    let now = 0;
    const memory = new WindowMemory({ sessions: [] }, () => now);
    memory.add("id");
    now = 30 * DAY - 1;
    expect(memory.has("id")).toBe(true);
    now = 30 * DAY;
    expect(memory.has("id")).toBe(false);
  });

  it.each([
    "",
    "null",
    "[]",
    "{",
    '{"port":-1,"sessions":7}',
    '{"port":"x","sessions":[null,1,{"digest":1,"since":""}]}',
  ])("takes a file that makes no sense for none: %s", async (text) => {
    const file = join(tempFolder(), "windows.json");
    writeFileSync(file, text);
    const memory = await WindowMemory.open(file, () => 0);
    expect(memory.port).toBeUndefined();
    expect(memory.has("")).toBe(false);
  });
});
