import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { BALLAST, Ballast, forecastSpace, growthOf, isBelowStopLine, stopLine } from "./index.ts";

const [MB, GB, TB] = [1e6, 1e9, 1e12];
const DAY = 86_400_000;
const NOW = 1000 * DAY;

const run = (daysAgo: number, figures: object): Run => ({ endedAt: NOW - daysAgo * DAY, figures }) as unknown as Run;
const saved = (daysAgo: number, bytesStored: number): Run => run(daysAgo, { kind: "backup", bytesStored });
const days = (count: number) => Array.from({ length: count }, (_, at) => at);

describe("the stop line", () => {
  it.each([
    [4 * TB, 2 * GB],
    [150 * GB, 1.5 * GB],
    [10 * GB, 200 * MB],
    [2 * GB, 100 * MB],
    [64 * MB, 3.2 * MB],
  ])("of a volume of %d bytes is %d", (total, line) => {
    expect(stopLine(total)).toBe(line);
    expect(isBelowStopLine({ totalBytes: total, freeBytes: line })).toBe(false);
    expect(isBelowStopLine({ totalBytes: total, freeBytes: line - 1 })).toBe(true);
  });

  it("stops nothing where nobody knows how much is free", () => {
    expect(isBelowStopLine(undefined)).toBe(false);
  });
});

describe("how much is added a day", () => {
  it("is not known before two whole weeks", () => {
    expect(growthOf([saved(13.9, GB), saved(1, GB)], NOW)).toEqual({ freedPerDay: 0 });
    expect(growthOf([saved(14, 0), saved(8, 7 * GB), saved(1, 7 * GB)], NOW).addedPerDay).toBe(GB);
  });

  it("is that of an ordinary week, whatever the first one and one import were", () => {
    const runs = [saved(34.9, 900 * GB), saved(10, 300 * GB), ...days(34).map((ago) => saved(ago + 0.5, GB))];
    expect(growthOf(runs, NOW).addedPerDay).toBe(GB);
  });
});

describe("the forecast", () => {
  const steady = growthOf(
    days(56).map((ago) => saved(ago + 0.5, GB)),
    NOW,
  );
  const free = (freeBytes: number) => ({ freeBytes, totalBytes: TB });

  it("tells when backups will stop", () => {
    const forecast = forecastSpace(free(102 * GB), steady, NOW);
    expect(forecast).toEqual({ bytesPerDay: GB, fullAt: NOW + 100 * DAY, state: "fine" });
    expect(forecastSpace(free(30 * GB), steady, NOW).state).toBe("soon");
    expect(forecastSpace(free(9 * GB), steady, NOW).state).toBe("low");
    expect(forecastSpace(free(1.9 * GB), steady, NOW).state).toBe("stopped");
  });

  it("takes off what tidying gives back", () => {
    const tidied = days(8).map((week) => run(week * 7 + 1, { kind: "tidy", bytesBefore: 9 * GB, bytesAfter: 2 * GB }));
    const runs = [...days(56).map((ago) => saved(ago + 0.5, GB)), ...tidied];
    expect(forecastSpace(free(9 * GB), growthOf(runs, NOW), NOW)).toEqual({ bytesPerDay: GB, state: "fine" });
  });

  it("says without any history only what is seen now", () => {
    expect(forecastSpace(free(500 * GB), { freedPerDay: 0 }, NOW)).toEqual({ state: "fine" });
    expect(forecastSpace(free(3 * GB), { freedPerDay: 0 }, NOW)).toEqual({ state: "low" });
    expect(forecastSpace(undefined, steady, NOW)).toEqual({ bytesPerDay: GB, state: "fine" });
  });
});

describe("the ballast", () => {
  const ballast = (folder: string, freeBytes = GB) =>
    new Ballast(folder, async () => ({ freeBytes, totalBytes: 100 * MB }));

  it("takes up room, gives it back, and is filled again", async () => {
    const folder = tempFolder();
    const file = join(folder, BALLAST);
    await ballast(folder).lay();
    expect(statSync(file).size).toBe(MB);
    expect(new Set(readFileSync(file).subarray(0, 4096)).size).toBeGreaterThan(200);
    expect(await ballast(folder).drop()).toBe(true);
    expect(statSync(file).size).toBe(0);
    expect(await ballast(folder).drop()).toBe(false);
    await ballast(folder).refill();
    expect(statSync(file).size).toBe(MB);
  });

  it("is not made where none was, where there is little room, or over another file", async () => {
    const folder = tempFolder();
    await ballast(folder).refill();
    await ballast(folder, 3 * MB).lay();
    expect(existsSync(join(folder, BALLAST))).toBe(false);
    writeFileSync(join(folder, BALLAST), "mine");
    await ballast(folder).lay();
    expect(readFileSync(join(folder, BALLAST), "utf8")).toBe("mine");
  });
});
