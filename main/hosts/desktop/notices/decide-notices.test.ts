import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cause } from "./causes.ts";
import { decideNotices, type NoticeFacts } from "./decide-notices.ts";

const cause = (key: string, isAboutAge = false): Cause => ({
  ...{ key, title: key, body: `${key} is so.`, place: `/${key}` },
  ...(isAboutAge ? { isAboutAge } : {}),
});
const decide = (causes: readonly Cause[], facts: Partial<NoticeFacts> = {}) => {
  const { notices, told } = decideNotices({
    ...{ causes, told: new Set<string>(), isEarly: false, isRunning: false, isSilent: false },
    ...facts,
  });
  return [notices.map(({ title }) => title), [...told]];
};

describe("what is told", () => {
  it.each<[title: string, causes: readonly Cause[], facts: Partial<NoticeFacts>, told: unknown]>([
    ["what is new", [cause("a")], {}, [["a"], ["a"]]],
    ["what was told", [cause("a")], { told: new Set(["a"]) }, [[], ["a"]]],
    ["what is gone is forgotten, so that it is told when it comes back", [], { told: new Set(["a"]) }, [[], []]],
    ["what is late at the start has its time", [cause("a", true), cause("b")], { isEarly: true }, [["b"], ["b"]]],
    ["what is late while a backup goes on has, too", [cause("a", true)], { isRunning: true }, [[], []]],
    [
      "what was told as late stays told at the next start",
      [cause("a", true)],
      { isEarly: true, told: new Set(["a"]) },
      [[], ["a"]],
    ],
    ["who wants none is not told later either", [cause("a")], { isSilent: true }, [[], ["a"]]],
    [
      "much at once is one",
      ["a", "b", "c", "d"].map((key) => cause(key)),
      {},
      [["4 things need you"], ["a", "b", "c", "d"]],
    ],
  ])("%s", (_title, causes, facts, expected) => {
    expect(decide(causes, facts)).toEqual(expected);
  });

  it("leads to the overview when it is much, with the first of it in words", () => {
    const causes = ["a", "b", "c", "d"].map((key) => cause(key));
    const facts = { causes, told: new Set<string>(), isEarly: false, isRunning: false, isSilent: false };
    expect(decideNotices(facts).notices).toEqual([
      { title: "4 things need you", body: "a is so. And 3 more.", place: "/" },
    ]);
  });
});

it("is told once for as long as it is there, in whatever order things happen", () => {
  const KEYS = ["a", "b", "c", "d", "e"];
  const moment = fc.record({
    there: fc.uniqueArray(fc.constantFrom(...KEYS)),
    isEarly: fc.boolean(),
    isRunning: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 30 }), (moments) => {
      let told: ReadonlySet<string> = new Set();
      /** How often each was told since it was last gone. */
      const times = new Map<string, number>();
      for (const { there, isEarly, isRunning } of moments) {
        for (const key of KEYS) if (!there.includes(key)) times.delete(key);
        const causes = there.map((key) => cause(key, key > "c"));
        const before = told;
        const decision = decideNotices({ causes, told, isEarly, isRunning, isSilent: false });
        told = decision.told;
        const fresh = [...told].filter((key) => !before.has(key));
        for (const key of fresh) times.set(key, (times.get(key) ?? 0) + 1);
        expect(decision.notices.length).toBe(fresh.length > 3 ? 1 : fresh.length);
        for (const key of there) expect(times.get(key) ?? 0).toBeLessThanOrEqual(1);
        if (!isEarly && !isRunning) for (const key of there) expect(times.get(key)).toBe(1);
      }
    }),
  );
});
