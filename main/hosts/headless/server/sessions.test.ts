import { describe, expect, it } from "vitest";
import { COOKIE, Sessions } from "./sessions.ts";
import { WindowMemory } from "./window-memory.ts";

const newSessions = (now: () => number): Sessions => new Sessions(now, new WindowMemory({ sessions: [] }, () => 0));

describe("one-time links and sessions", () => {
  it("lets a browser in once with a key of 256 bits", () => {
    const sessions = newSessions(() => 0);
    const key = sessions.newKey();
    expect(Buffer.from(key, "base64url")).toHaveLength(32);
    const id = sessions.enter(key);
    expect(sessions.has(`other=1; ${COOKIE}=${id}`)).toBe(true);
    expect(sessions.enter(key)).toBeUndefined();
  });

  it("knows neither guessed keys nor guessed sessions, nor a key as a session", () => {
    const sessions = newSessions(() => 0);
    const key = sessions.newKey();
    expect(sessions.enter("")).toBeUndefined();
    expect(sessions.enter(`${key}x`)).toBeUndefined();
    for (const header of [undefined, "", `${COOKIE}=`, `${COOKIE}=${key}`, `${COOKIE}`, `x${COOKIE}=${key}`])
      expect(sessions.has(header)).toBe(false);
  });

  it("ends a link after five minutes", () => {
    let now = 1000;
    const sessions = newSessions(() => now);
    const [early, late] = [sessions.newKey(), sessions.newKey()];
    now += 5 * 60_000 - 1;
    expect(sessions.enter(early)).toBeDefined();
    now += 1;
    expect(sessions.enter(late)).toBeUndefined();
  });

  it("keeps no more links and sessions than it needs, the newest", () => {
    const sessions = newSessions(() => 0);
    const first = sessions.newKey();
    const ids = Array.from({ length: 100 }, () => sessions.enter(sessions.newKey()));
    expect(sessions.has(`${COOKIE}=${ids[0]}`)).toBe(false);
    expect(sessions.has(`${COOKIE}=${ids.at(-1)}`)).toBe(true);
    expect(sessions.enter(first)).toBeDefined();
    const keys = Array.from({ length: 17 }, () => sessions.newKey());
    expect(sessions.enter(keys[0] ?? "")).toBeUndefined();
  });

  it("takes the right one of two cookies of the same name", () => {
    const sessions = newSessions(() => 0);
    const id = sessions.enter(sessions.newKey());
    expect(sessions.has(`${COOKIE}=planted; ${COOKIE}=${id}`)).toBe(true);
  });
});
