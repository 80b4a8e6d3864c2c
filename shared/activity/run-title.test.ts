import { afterEach, expect, it } from "vitest";
import { speak } from "../words/index.ts";
import { runTitle } from "./run-title.ts";

afterEach(() => speak("en"));

const TITLES = ["Back up Documents", "Check all data of Blue", "Check Blue", "Restore 12 items", "Restore it", "Other"];

it("is what the agent calls the run, in English", () => {
  expect(TITLES.map((title) => runTitle({ title }))).toEqual(TITLES);
});

it("keeps the name of what the run is about in every language", () => {
  speak("de", {
    ...{ "Back up {name}": "{name} sichern", "Check all data of {name}": "Alle Daten von {name} prüfen" },
    ...{
      "Check {name}": "{name} prüfen",
      "Restore {count, number} items": "{count, number} Einträge wiederherstellen",
    },
  });
  expect(TITLES.map((title) => runTitle({ title }))).toEqual([
    ...["Documents sichern", "Alle Daten von Blue prüfen", "Blue prüfen", "12 Einträge wiederherstellen"],
    ...["Restore it", "Other"],
  ]);
});
