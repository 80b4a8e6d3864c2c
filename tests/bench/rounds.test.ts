import { expect, it } from "vitest";
import { runRounds } from "./rounds.ts";

it("runs everybody once a round, and lets each be the first in turn", async () => {
  const order: string[] = [];
  const contestants = ["a", "b", "c"].map((name, place) => ({
    name,
    run: async () => {
      order.push(name);
      return { wall: place };
    },
  }));
  const samples = await runRounds(contestants, 4, () => undefined);
  expect(order.join("")).toBe("abcbcacababc");
  expect(samples["b"]).toEqual([{ wall: 1 }, { wall: 1 }, { wall: 1 }, { wall: 1 }]);
  expect(Object.keys(samples)).toEqual(["a", "b", "c"]);
});
