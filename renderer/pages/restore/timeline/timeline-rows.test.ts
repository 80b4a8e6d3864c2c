import { describe, expect, it } from "vitest";
import { madeAt } from "./made.fixture.ts";
import { dotSize, keysAround, openAtFirst, rowsOf, spansOf } from "./timeline-rows.ts";

const SNAPSHOTS = [
  "2026-03-09 14:10",
  "2026-03-09 08:00",
  "2026-03-02 08:00",
  "2026-02-28 23:59",
  "2025-12-31 23:59",
].map((moment) => madeAt(moment));
const shown = (open: Iterable<string>) =>
  rowsOf(spansOf(SNAPSHOTS), new Set(open)).map(({ key, level, position, siblings }) =>
    [key, level, `${position}/${siblings}`].join(" "),
  );

describe("the timeline", () => {
  it("has years with how many are in them, and no more while they are closed", () => {
    expect(shown([])).toEqual(["2026 1 1/2", "2025 1 2/2"]);
    expect(spansOf(SNAPSHOTS).map(({ count }) => count)).toEqual([4, 1]);
  });

  it("opens into months, days and snapshots; the only one of a day stands for it", () => {
    expect(shown(["2026", "2026-03", "2026-03-09", "2026-03-02"])).toEqual([
      "2026 1 1/2",
      "2026-03 2 1/2",
      "2026-03-09 3 1/2",
      "2026-03-09 14:10 4 1/2",
      "2026-03-09 08:00 4 2/2",
      "2026-03-02 08:00 3 2/2",
      "2026-02 2 2/2",
      "2025 1 2/2",
    ]);
  });

  it("knows where each span begins, here", () => {
    const [year] = spansOf(SNAPSHOTS);
    const starts = [year, year?.spans[1], year?.spans[0]?.spans[0]].map((span) => span?.start);
    expect(starts).toEqual(
      [new Date(2026, 0, 1), new Date(2026, 1, 1), new Date(2026, 2, 9)].map((at) => at.getTime()),
    );
  });

  it("is all open when there are few, else where the newest and the current one are", () => {
    expect(openAtFirst(SNAPSHOTS, undefined).size).toBe(9);
    const many = Array.from({ length: 100 }, (_, day) =>
      madeAt("2026-11-22 12:00", { time: Date.UTC(2026, 10, 22 - day, 12) }),
    );
    const current = many[80]?.time;
    expect([...openAtFirst(many, current)]).toEqual([
      ...new Set([...keysAround(many[0]?.time ?? 0), ...keysAround(current ?? 0)]),
    ]);
  });

  it("draws a larger dot for what added more", () => {
    const sizes = [undefined, 999_999, 1_000_000, 99_999_999, 100_000_000, 10_000_000_000].map((bytesStored) =>
      dotSize(madeAt("2026-03-09 14:10", bytesStored === undefined ? {} : { bytesStored })),
    );
    expect(sizes).toEqual([0, 0, 1, 1, 2, 3]);
  });

  it("groups five thousand in a moment", () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      madeAt("2026-11-22 12:00", { time: Date.UTC(2026, 10, 22, -index * 6) }),
    );
    const spans = spansOf(many);
    expect(spans.reduce((sum, { count }) => sum + count, 0)).toBe(5_000);
    expect(rowsOf(spans, new Set(many.flatMap(({ time }) => keysAround(time)))).length).toBeGreaterThan(5_000);
  });
});
