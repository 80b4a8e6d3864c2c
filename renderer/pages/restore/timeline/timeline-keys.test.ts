import { describe, expect, it } from "vitest";
import { madeAt } from "./made.fixture.ts";
import { stepOf } from "./timeline-keys.ts";
import { keysAround, rowsOf, spansOf } from "./timeline-rows.ts";

const SNAPSHOTS = ["2026-03-09 14:10", "2026-03-09 08:00", "2026-02-28 23:59", "2025-12-31 23:59"].map((at) =>
  madeAt(at),
);
// 2026 > March > 9 > 14:10, 08:00; February and 2025 closed
const ROWS = rowsOf(spansOf(SNAPSHOTS), new Set(keysAround(SNAPSHOTS[0]?.time ?? 0)));
const step = (key: string, active: number) => stepOf(key, { rows: ROWS, active, perPage: 3 });

describe("a key in the timeline", () => {
  it("moves, and stays within the list", () => {
    expect(ROWS).toHaveLength(7);
    expect([step("ArrowDown", 0), step("ArrowUp", 0), step("ArrowDown", 6)]).toEqual([
      ...[
        { type: "go", to: 1 },
        { type: "go", to: 0 },
        { type: "go", to: 6 },
      ],
    ]);
    expect([step("PageDown", 1), step("PageUp", 2), step("Home", 5), step("End", 0)]).toEqual([
      ...[
        { type: "go", to: 4 },
        { type: "go", to: 0 },
        { type: "go", to: 0 },
        { type: "go", to: 6 },
      ],
    ]);
  });

  it("opens and closes what has something in it", () => {
    expect(step("Enter", 0)).toEqual({ type: "toggle", key: "2026" });
    expect(step(" ", 5)).toEqual({ type: "toggle", key: "2026-02" });
    expect(step("ArrowRight", 5)).toEqual({ type: "toggle", key: "2026-02" });
    expect(step("ArrowRight", 1)).toEqual({ type: "go", to: 2 });
    expect(step("ArrowLeft", 2)).toEqual({ type: "toggle", key: "2026-03-09" });
  });

  it("goes up to what a line is in", () => {
    expect(step("ArrowLeft", 4)).toEqual({ type: "go", to: 2 });
    expect(step("ArrowLeft", 5)).toEqual({ type: "go", to: 0 });
    expect(step("ArrowLeft", 6)).toBeUndefined();
  });

  it("is left to the link on a snapshot, and to the browser otherwise", () => {
    expect([step("Enter", 3), step(" ", 3), step("ArrowRight", 3), step("Tab", 0)]).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});
