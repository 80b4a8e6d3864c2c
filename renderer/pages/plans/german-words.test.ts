import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_CHOICES, KEEP_A_YEAR, type Plan, type TargetState, type When } from "../../../shared/model/index.ts";
import { GERMAN } from "../../../shared/texts/de/index.ts";
import { speak } from "../../../shared/words/index.ts";
import { AS_FILES_CHANGE, keepWords, newSchedule, whenWords } from "../../plan-choices/index.ts";
import { planAsParagraph } from "./plan-words.ts";
import { sizeAsText, sizeOf } from "./size-words.ts";

beforeEach(() => speak("de-DE", GERMAN));
afterEach(() => speak("en"));

// Only what the words are made from.
const PLAN = {
  ...{ folders: ["/home/ada/Documents"], targetIds: ["t"], ...DEFAULT_CHOICES },
  ...{ schedules: [newSchedule(AS_FILES_CHANGE)], keep: KEEP_A_YEAR },
  conditions: { ...DEFAULT_CHOICES.conditions, onMains: true },
} as unknown as Plan;
const TARGETS = [{ target: { id: "t", name: "Blau" } }] as unknown as TargetState[];

describe("a plan in German", () => {
  const pieces = () => planAsParagraph(PLAN, TARGETS);

  it("has the order of a German sentence", () => {
    expect(
      pieces()
        .map(({ text }) => text)
        .join(""),
    ).toBe(
      "Sichere Documents auf Blau, bei Änderungen an Dateien, behalte ein Jahr Verlauf; lass Caches und temporäre Dateien weg; warte bei Akkubetrieb.",
    );
  });

  it("has the same words to change", () => {
    const choices = pieces().flatMap(({ choice }) => choice ?? []);
    expect(choices).toEqual(["folders", "targets", "when", "keep", "filter", "conditions"]);
  });

  it.each<[When, string]>([
    [{ type: "interval", minutes: 60 }, "jede Stunde"],
    [{ type: "interval", minutes: 90 }, "alle 90 Minuten"],
    [{ type: "weekly", days: [4, 1], at: "15:00" }, "jeden Montag und Donnerstag um 15:00"],
    [{ type: "weekly", days: [1, 2, 3, 4, 5], at: "15:00" }, "montags bis freitags um 15:00"],
    [{ type: "monthly", day: 22, at: "15:00" }, "am 22. jedes Monats um 15:00"],
    [{ type: "yearly", month: 3, day: 1, at: "15:00" }, "jedes Jahr am 1. März um 15:00"],
  ])("says when: %j", (when, words) => {
    expect(whenWords(when)).toBe(words);
  });

  it("says what stays, in the case that its sentence asks for", () => {
    expect(keepWords({ last: 1 })).toBe("den neuesten Snapshot");
    expect(keepWords({ within: "1y6m" })).toBe("alle bis zu einem Alter von 1 Jahr und 6 Monaten");
  });

  it("writes sizes so that they are read as the same", () => {
    expect(sizeAsText(1_500_000)).toBe("1,5 MB");
    expect([sizeAsText(1_500_000), sizeAsText(17)].map(sizeOf)).toEqual([1_500_000, 17]);
  });
});
