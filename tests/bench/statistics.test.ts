import { expect, it } from "vitest";
import { median, medianOf, spreadOf } from "./statistics.ts";

it("takes the middle value, or the mean of the two in the middle", () => {
  expect(median([9, 1, 10])).toBe(9);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(median([])).toBeUndefined();
});

it("leaves runs out that did not measure the figure", () => {
  const samples = [{ wall: 5 }, { wall: 7, cpu: 1 }, { wall: 6 }];
  expect(medianOf(samples, "wall")).toBe(6);
  expect(medianOf(samples, "cpu")).toBe(1);
  expect(medianOf(samples, "memory")).toBeUndefined();
});

it("tells how far apart the runs are", () => {
  expect(spreadOf([{ wall: 5 }, { wall: 10 }, { wall: 6 }], "wall")).toBe(2);
  expect(spreadOf([], "wall")).toBeUndefined();
});
