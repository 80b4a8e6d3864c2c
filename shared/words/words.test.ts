import { afterEach, describe, expect, it } from "vitest";
import { say, speak, spokenLocale } from "./index.ts";

const CAME_BACK = "{count, plural, one {# file} other {# files}} came back to {place}";

describe("what is said", () => {
  afterEach(() => speak("en"));

  it("is English at first, with values, plurals and grouped figures", () => {
    expect(say("Back up now")).toBe("Back up now");
    expect(say(CAME_BACK, { count: 1, place: "/home" })).toBe("1 file came back to /home");
    expect(say(CAME_BACK, { count: 1234, place: "/home" })).toBe("1,234 files came back to /home");
  });

  it("is in another language once that is spoken, and in English where it lacks a text", () => {
    speak("de", { [CAME_BACK]: "{count, plural, one {# Datei ist} other {# Dateien sind}} wieder in {place}" });
    expect(spokenLocale()).toBe("de");
    expect(say(CAME_BACK, { count: 1234, place: "/home" })).toBe("1.234 Dateien sind wieder in /home");
    expect(say("Not translated, {count}", { count: 1234 })).toBe("Not translated, 1234");
    expect(say("toString")).toBe("toString");
  });

  it("takes values as they are, whatever is in them", () => {
    expect(say("Restore {name}", { name: "{a} <b> 'c'" })).toBe("Restore {a} <b> 'c'");
  });
});
