import { describe, expect, it } from "vitest";
import { idsOf } from "./node-pattern.ts";

const [a, b] = ["ab".repeat(32), "01".repeat(32)];

describe("the ids of a list", () => {
  it("are what stands in it, in order", () => {
    expect(idsOf("[]")).toEqual([]);
    expect(idsOf(`["${a}"]`)).toEqual([a]);
    expect(idsOf(`["${a}","${b}","${a}"]`)).toEqual([a, b, a]);
  });

  it.each([
    ["nothing", ""],
    ["no list", "null"],
    ["a bracket alone", "["],
    ["a comma at the end", `["${a}",]`],
    ["a comma at the beginning", `[,"${a}"]`],
    ["no comma", `["${a}""${b}"]`],
    ["no bracket at the end", `["${a}"`],
    ["a comma for it", `["${a}",`],
    ["an id that is too short", `["${a.slice(2)}"]`],
    ["an id that is too long", `["${a}ab"]`],
    ["quotes within an id", `["${a.slice(1)}""]`],
    ["a comma within an id", `["${a.slice(1)},"]`],
  ])("are not read from what is written with %s", (_, list) => expect(idsOf(list)).toBeUndefined());
});
