import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { madeAt } from "./made.fixture.ts";
import { readDate, snapshotOf } from "./typed-date.ts";

const NOW = new Date(2026, 10, 23, 12).getTime();
const read = (text: string, locale = "en-GB"): string | undefined => {
  const period = readDate(text, locale, NOW);
  const day = (at: number): string => new Date(at).toLocaleDateString("sv");
  return period === undefined ? undefined : `${day(period.from)} to ${day(period.before)}`;
};

describe("a date that somebody types", () => {
  it.each([
    ["2025", "2025-01-01 to 2026-01-01"],
    ["2026-03", "2026-03-01 to 2026-04-01"],
    ["2026-3-9", "2026-03-09 to 2026-03-10"],
    ["9.3.2026", "2026-03-09 to 2026-03-10"],
    ["9.3.", "2026-03-09 to 2026-03-10"],
    ["24.12.", "2025-12-24 to 2025-12-25"],
    ["9 March", "2026-03-09 to 2026-03-10"],
    ["march 9, 2024", "2024-03-09 to 2024-03-10"],
    ["dec", "2025-12-01 to 2026-01-01"],
    ["Feb 2024", "2024-02-01 to 2024-03-01"],
    ["23 nov", "2026-11-23 to 2026-11-24"],
  ])("is understood: %s", (text, period) => expect(read(text)).toBe(period));

  it("is understood as the language writes it", () => {
    expect([read("3/9/2026", "en-US"), read("3/9/2026", "en-GB")]).toEqual([
      ...["2026-03-09 to 2026-03-10", "2026-09-03 to 2026-09-04"],
    ]);
    expect([read("9. März 2026", "de-DE"), read("mär", "de"), read("may 2026", "de")]).toEqual([
      ...["2026-03-09 to 2026-03-10", "2026-03-01 to 2026-04-01", "2026-05-01 to 2026-06-01"],
    ]);
  });

  it.each(["", "9", "31.2.2026", "2026-13", "last week", "ma", "9 10 march", "march march"])("is none: %s", (text) =>
    expect(read(text)).toBeUndefined(),
  );

  it("is found again however it is written", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(2000, 0, 1), max: new Date(2026, 10, 1), noInvalidDate: true }), (date) => {
        const from = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
        const long = date.toLocaleDateString("de-DE", { day: "numeric", month: "long", year: "numeric" });
        const iso = new Date(from).toLocaleDateString("sv");
        for (const text of [long, iso]) expect(readDate(text, "de-DE", NOW)?.from).toBe(from);
      }),
    );
  });

  it("leads to what stood at its end, or to the oldest there is", () => {
    const all = ["2026-03-09 14:10", "2026-03-09 08:00", "2026-02-28 23:59"].map((moment) => madeAt(moment));
    const at = (text: string) => snapshotOf(readDate(text, "en-GB", NOW) ?? { from: 0, before: 0 }, all)?.id;
    expect([at("9 March"), at("8 March"), at("2026"), at("2019")]).toEqual([
      ...["2026-03-09 14:10", "2026-02-28 23:59", "2026-03-09 14:10", "2026-02-28 23:59"],
    ]);
    expect(snapshotOf({ from: 0, before: 1 }, [])).toBeUndefined();
  });
});
