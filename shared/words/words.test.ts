import { afterEach, describe, expect, it } from "vitest";
import { say, sayFailure, sayParts, speak, spokenLocale } from "./index.ts";

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

describe("what is said in parts", () => {
  afterEach(() => speak("en"));

  const LINKED = "Go to the <link>overview</link> of {plan}.";

  it("hands the inside of tags to a function, and leaves values as they are", () => {
    const link = (inner: readonly (string | { to: string })[]) => ({ to: inner.join("") });
    const values = { link, plan: "<b>Photos</b>" };
    expect(sayParts(LINKED, values)).toEqual(["Go to the ", { to: "overview" }, " of <b>Photos</b>."]);
    speak("de", { [LINKED]: "Zur <link>Übersicht</link> von {plan}" });
    expect(sayParts(LINKED, values)).toEqual(["Zur ", { to: "Übersicht" }, " von <b>Photos</b>"]);
  });
});

describe("a failure", () => {
  afterEach(() => speak("en"));

  const full = {
    code: "a/full",
    message: "Blue is full.",
    hint: "Make room.",
    facts: { target: "Blue", isLocal: true },
  };
  const FAILURES = { "a/full": { message: "„{target}“ ist voll.", hint: "Schaffe Platz." } };

  it("is said by its code, with its facts", () => {
    expect(sayFailure(full)).toEqual({ message: "Blue is full.", hint: "Make room." });
    speak("de", {}, FAILURES);
    expect(sayFailure(full)).toEqual({ message: "„Blue“ ist voll.", hint: "Schaffe Platz." });
  });

  it("keeps its own words where its code is not known, or where it lacks a fact", () => {
    speak("de", {}, FAILURES);
    expect(sayFailure({ ...full, code: "a/other" }).message).toBe("Blue is full.");
    expect(sayFailure({ ...full, facts: {} })).toEqual({ message: "Blue is full.", hint: "Make room." });
  });
});
