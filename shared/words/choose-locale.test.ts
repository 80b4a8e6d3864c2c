import { describe, expect, it } from "vitest";
import { chooseLocale } from "./index.ts";

describe("the language to speak", () => {
  it.each<["system" | "en" | "de", string[], string]>([
    ["system", ["de-AT", "en"], "de-AT"],
    ["system", ["fr-FR", "en-GB", "de"], "en-GB"],
    ["system", ["fr-FR"], "en"],
    ["system", [], "en"],
    ["de", ["en-GB"], "de"],
    ["de", ["en-GB", "de-CH"], "de-CH"],
    ["en", ["de-DE"], "en"],
  ])("is, for %s on a computer that speaks %j, %s", (choice, system, locale) => {
    expect(chooseLocale(choice, system)).toBe(locale);
  });
});
