import { expect, it } from "vitest";
import type { SpaceForecast } from "../../shared/model/index.ts";
import { fillWords } from "./fill-words.ts";

const NOW = 1_800_000_000_000;
const inDays = (days: number): number => NOW + days * 86_400_000;

it.each<[SpaceForecast, string | undefined]>([
  [{ state: "fine" }, undefined],
  [{ state: "fine", bytesPerDay: 0 }, "not full in the years to come"],
  [{ state: "fine", fullAt: inDays(426) }, "full in about 14 months"],
  [{ state: "fine", fullAt: inDays(1_100) }, "full in about 3 years"],
  [{ state: "soon", fullAt: inDays(20) }, "full in about 3 weeks"],
  [{ state: "low", fullAt: inDays(3) }, "nearly full; at this rate full in about 3 days"],
  [{ state: "low", fullAt: inDays(-1) }, "nearly full; at this rate full within a day"],
  [{ state: "low" }, "nearly full"],
  [{ state: "stopped", fullAt: inDays(9) }, "so little room is left that backups wait until there is more"],
])("%j", (forecast, words) => {
  expect(fillWords(forecast, NOW)).toBe(words);
});
