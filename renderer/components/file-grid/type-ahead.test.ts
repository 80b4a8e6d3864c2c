import { describe, expect, it } from "vitest";
import { findByPrefix, isSpaceTyped, searchFrom, typed } from "./type-ahead.ts";

describe("typing a name", () => {
  it("goes on with the word until there is a pause", () => {
    const first = typed({ text: "", at: 0 }, "a", 1000);
    expect(typed(first, "b", 1400).text).toBe("ab");
    expect(typed(first, "b", 3000).text).toBe("b");
  });

  it("takes a space as part of a word that the name goes on with, and else as a command", () => {
    const before = { text: "Budget", at: 1000 };
    expect(isSpaceTyped(before, "budget 2026.ods", 1200)).toBe(true);
    expect(isSpaceTyped(before, "budgets", 1200)).toBe(false);
    expect(isSpaceTyped(before, "budget 2026.ods", 5000)).toBe(false);
    expect(isSpaceTyped({ text: "", at: 1000 }, " odd", 1000)).toBe(false);
  });

  it("moves on to the next name with one letter and stays with more", () => {
    expect([searchFrom(4, "a"), searchFrom(4, "ab")]).toEqual([5, 4]);
  });
});

describe("finding a name in pages", () => {
  const names = ["Archive", "Bills", "budget", "Car", "Dog", "Boat"].map((name) => ({ name }));
  const asked: number[] = [];
  const pageAt = async (page: number) => {
    asked.push(page);
    return { entries: names.slice(page * 2, page * 2 + 2) };
  };
  const find = (prefix: string, from: number) => findByPrefix(prefix, { from, total: 6, pageSize: 2 }, pageAt);

  it("starts where it is told and goes around the end", async () => {
    expect(await find("b", 0)).toBe(1);
    expect(await find("b", 2)).toBe(2);
    expect(await find("b", 3)).toBe(5);
    expect(await find("a", 3)).toBe(0);
  });

  it("finds an entry before the start on the page that it began with", async () => {
    expect(await find("archive", 1)).toBe(0);
  });

  it("begins anew behind the end", async () => {
    expect(await find("a", 6)).toBe(0);
  });

  it("reads no further page than it needs", async () => {
    asked.length = 0;
    await find("bud", 0);
    expect(asked).toEqual([0, 1]);
  });

  it("says when there is none", async () => {
    expect(await find("x", 0)).toBeUndefined();
  });
});
