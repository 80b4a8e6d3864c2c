import { expect, it } from "vitest";
import { Batcher } from "./batcher.ts";

it("gathers what comes together and answers each by itself", async () => {
  const jobs: number[][] = [];
  const batcher = new Batcher<number, number>(async (items) => {
    jobs.push([...items]);
    return items.map((item) => item * 10);
  }, 3);
  const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((item) => batcher.do(item)));
  expect(answers).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
  expect(jobs).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8],
  ]);
});

it("fails only the items of the job that failed", async () => {
  const batcher = new Batcher<number, number>(async (items) => {
    if (items.includes(1)) throw new Error("one");
    return [...items];
  }, 1);
  const answers = await Promise.allSettled([1, 2, 3].map((item) => batcher.do(item)));
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
});
