import { expect, it } from "vitest";
import { PAUSE_ENDS, pauseUntil } from "./pause-ends.ts";

it("ends a pause in an hour, at eight in the morning of the next day, or never by itself", () => {
  const now = new Date(2026, 4, 31, 23, 30).getTime();
  expect(PAUSE_ENDS.map((end) => pauseUntil(end, now))).toEqual([
    now + 3_600_000,
    new Date(2026, 5, 1, 8, 0).getTime(),
    undefined,
  ]);
});
