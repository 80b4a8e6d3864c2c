import { describe, expect, it } from "vitest";
import type { PlanState } from "../../../shared/model/index.ts";
import { defaultName, whatHappens } from "./plan-words.ts";

/** The rest of a plan does not matter here. */
const called = (name: string) => ({ plan: { name, folders: [] } }) as unknown as PlanState;

describe("the name of a new plan", () => {
  it("is made of its folders", () => {
    expect(defaultName(["/home/ada/Documents"], [])).toBe("Documents");
    expect(defaultName(["/a/Documents", "/a/Pictures", "/a/Music"], [])).toBe("Documents, Pictures and 1 more");
  });

  it("is not that of another plan", () => {
    expect(defaultName(["/a/Documents"], [called("documents"), called("Documents 2")])).toBe("Documents 3");
  });

  it("is no longer than a name may be", () => {
    expect(defaultName([`/a/${"long ".repeat(60)}`], []).length).toBeLessThanOrEqual(100);
  });
});

describe("what a plan will do", () => {
  it("names the folders and the target", () => {
    expect(whatHappens(["/a/Documents", "/a/Pictures"], "Blue drive")).toMatch(
      /^Holdfast reads Documents and Pictures, .* saves it to Blue drive\./,
    );
  });
});
