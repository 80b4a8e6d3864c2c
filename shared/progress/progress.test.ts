import { describe, expect, it } from "vitest";
import { Rate, secondsLeft } from "./index.ts";

describe("the rate of a run", () => {
  it("is taken over the last while, not over the whole run", () => {
    const rate = new Rate(15);
    for (let second = 0; second <= 60; second++) rate.add(second, second < 30 ? 0 : (second - 30) * 1000);
    expect(rate.bytesPerSecond).toBeCloseTo(1000, -1);
  });

  it("falls to nothing while nothing is done", () => {
    const rate = new Rate(10);
    rate.add(0, 0);
    for (let second = 1; second <= 40; second++) rate.add(second, 5000);
    expect(rate.bytesPerSecond).toBe(0);
  });

  it("is unknown at the start", () => {
    const rate = new Rate(15);
    rate.add(0, 0);
    rate.add(0.2, 4000);
    expect(rate.bytesPerSecond).toBeUndefined();
  });
});

describe("the time left", () => {
  it.each([
    ["at the present rate", { bytesDone: 400, bytesTotal: 1000 }, 100, 6],
    ["without a rate", { bytesDone: 400, bytesTotal: 1000 }, undefined, undefined],
    ["while nothing moves", { bytesDone: 400, bytesTotal: 1000 }, 0, undefined],
    ["without a known size", { bytesDone: 400 }, 100, undefined],
    ["of what has grown beyond its size", { bytesDone: 1200, bytesTotal: 1000 }, 100, undefined],
  ])("%s", (_, done, rate, expected) => {
    expect(secondsLeft(done, rate)).toBe(expected);
  });
});
