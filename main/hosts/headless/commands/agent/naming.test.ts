import { describe, expect, it } from "vitest";
import { named } from "./naming.ts";

const PLANS = [
  { id: "1a2b3c4d-0000-4000-8000-000000000000", name: "Documents" },
  { id: "1a2b9999-0000-4000-8000-000000000000", name: "Photos" },
  { id: "22222222-0000-4000-8000-000000000000", name: "Photos of Ada" },
];

describe("a plan that is called by name", () => {
  it.each([
    ["its name", "Photos", "Photos"],
    ["its name in other letters", "photos of ADA", "Photos of Ada"],
    ["the beginning of its name", "doc", "Documents"],
    ["the first digits of its id", "1a2b9", "Photos"],
    ["its id", "22222222-0000-4000-8000-000000000000", "Photos of Ada"],
  ])("is found by %s", (_title, asked, name) => {
    expect(named(PLANS, asked, "plan", "plan list").name).toBe(name);
  });

  it("is asked for again when it may be more than one", () => {
    expect(() => named(PLANS, "photo", "plan", "plan list")).toThrow(
      "“photo” may be any of these: “Photos” (1a2b9999), “Photos of Ada” (22222222).",
    );
    expect(() => named(PLANS, "1a2b", "plan", "plan list")).toThrow("may be any of these");
  });

  it("is told with the near ones when there is none", () => {
    expect(() => named(PLANS, "Docments", "plan", "plan list")).toThrow(
      expect.objectContaining({
        message: "There is no plan “Docments”.",
        hint: "Did you mean “Documents”? “holdfast plan list” lists them.",
      }),
    );
    expect(() => named(PLANS, "", "plan", "plan list")).toThrow("There is no plan “”.");
  });
});
