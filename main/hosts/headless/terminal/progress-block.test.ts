import { describe, expect, it } from "vitest";
import { Painter } from "./painter.ts";
import { type Figures, progressBlock, shareDone } from "./progress-block.ts";
import { textWidth } from "./text-width.ts";

const FIGURES: Figures = {
  phase: "Reading",
  secondsElapsed: 12,
  itemsDone: 1234,
  itemsTotal: 4000,
  item: "file",
  bytesDone: 3_400_000_000,
  bytesTotal: 12_000_000_000,
  warnings: 2,
  current: ["/home/ada/Documents/letter.odt"],
};

describe("the progress of a run", () => {
  it("tells phase, files, bytes, share, rate, time left, warnings and what is worked on", () => {
    expect(progressBlock(FIGURES, 118_000_000, 120)).toEqual([
      "Reading: 1,234 of 4,000 files, 3.4 GB of 12.0 GB, 28 %, 118 MB/s, about 1 minute left, 2 warnings",
      "  /home/ada/Documents/letter.odt",
    ]);
  });

  it("tells no more than is known", () => {
    const { itemsTotal: _, bytesTotal: __, warnings: ___, current: ____, ...known } = FIGURES;
    expect(progressBlock(known, undefined, 120)).toEqual(["Reading: 1,234 files, 3.4 GB"]);
  });

  it("keeps within the width of the terminal", () => {
    for (const columns of [1, 10, 40, 80]) {
      for (const line of progressBlock(FIGURES, 118_000_000, columns))
        expect(textWidth(line)).toBeLessThan(columns + 1);
    }
  });

  it("never promises more than all", () => {
    expect(shareDone({ ...FIGURES, bytesDone: 13_000_000_000 })).toBe(1);
  });
});

describe("the painter", () => {
  it("draws a block anew in its place, and leaves nothing of it behind", () => {
    const written: string[] = [];
    const painter = new Painter({ write: (text) => written.push(text) });
    painter.paint(["one", "two"]);
    painter.paint(["three"]);
    painter.clear();
    painter.clear();
    expect(written).toEqual([
      "\u001b[?25l\u001b[2Kone\n\u001b[2Ktwo\n",
      "\u001b[?25l\u001b[2A\r\u001b[0J\u001b[2Kthree\n",
      "\u001b[1A\r\u001b[0J\u001b[?25h",
    ]);
  });
});
