import { describe, expect, it } from "vitest";
import type { SnapshotEntry } from "../../shared/model/index.ts";
import { add, chooseAll, clearFolder, isAllChosen, isCovered, markIn, NOTHING, toggle, uncover } from "./selection.ts";
import { totalChosen, totalInWords, wantedOf } from "./selection-total.ts";

const file = (name: string, bytes = 10): SnapshotEntry => ({ name, type: "file", bytes });
const folder = (name: string): SnapshotEntry => ({ name, type: "folder" });
const ALL = { match: "", entries: 5, files: 4, bytes: 400 };
const noNames = async () => [];

describe("choosing entries", () => {
  it("ticks one and takes its tick away again", () => {
    const one = toggle(NOTHING, "/a", file("x"));
    expect([markIn(one, "/a", "x"), markIn(one, "/a", "y"), markIn(one, "/b", "x")]).toEqual(["yes", "no", "no"]);
    expect(toggle(one, "/a", file("x")).size).toBe(0);
  });

  it("keeps what is chosen in other folders", () => {
    const both = toggle(toggle(NOTHING, "/a", file("x")), "/b", file("y"));
    expect([...both.keys()]).toEqual(["/a", "/b"]);
  });

  it("chooses what is below a chosen folder with it, and forgets single choices there", () => {
    const below = toggle(NOTHING, "/a/b", file("x"));
    const all = toggle(below, "/", folder("a"));
    expect([...all.keys()]).toEqual(["/"]);
    expect([isCovered(all, "/a/b"), markIn(all, "/a/b", "x"), isCovered(all, "/ab")]).toEqual([true, "covered", false]);
  });

  it("takes back the folder above that covers one", () => {
    const covered = toggle(NOTHING, "/", folder("a"));
    expect(uncover(covered, "/a/b").size).toBe(0);
  });

  it("takes back all in one folder", () => {
    expect(clearFolder(add(NOTHING, "/a", [file("x"), file("y")]), "/a").size).toBe(0);
  });
});

describe("choosing all", () => {
  const all = chooseAll(NOTHING, "/a", ALL);

  it("has names too that were never read", () => {
    expect([markIn(all, "/a", "whatever"), isAllChosen(all, "/a", "")]).toEqual(["yes", true]);
  });

  it("leaves out single ones, and takes them in again", () => {
    const but = toggle(all, "/a", file("x"));
    expect([markIn(but, "/a", "x"), markIn(but, "/a", "y"), isAllChosen(but, "/a", "")]).toEqual(["no", "yes", false]);
    expect(isAllChosen(toggle(but, "/a", file("x")), "/a", "")).toBe(true);
  });

  it("with a filter has only what matches it, whatever the case", () => {
    const some = chooseAll(NOTHING, "/a", { ...ALL, match: "Tax" });
    expect([markIn(some, "/a", "my TAXES.ods"), markIn(some, "/a", "photo")]).toEqual(["yes", "no"]);
    expect([isAllChosen(some, "/a", "taxes"), isAllChosen(some, "/a", "")]).toEqual([true, false]);
  });

  it("forgets choices below, unless a filter leaves their folder out", () => {
    const below = toggle(NOTHING, "/a/b", file("x"));
    expect([...chooseAll(below, "/a", ALL).keys()]).toEqual(["/a"]);
    expect([...chooseAll(below, "/a", { ...ALL, match: "tax" }).keys()]).toEqual(["/a/b", "/a"]);
  });
});

describe("the total of a choice", () => {
  it("tells files with their size and folders", () => {
    const chosen = add(NOTHING, "/a", [file("x", 1_000_000), file("y", 500_000), folder("z")]);
    expect(totalInWords(totalChosen(chosen))).toBe("1 folder and 2 files (1.5 MB)");
  });

  it("knows of all what was told when it was chosen", () => {
    expect(totalChosen(chooseAll(NOTHING, "/a", ALL))).toEqual({ files: 4, folders: 1, bytes: 400, isRough: false });
  });

  it("is no more exact than it can be when some are left out", () => {
    const but = toggle(chooseAll(NOTHING, "/a", ALL), "/a", file("x"));
    expect(totalInWords(totalChosen(but))).toBe("1 folder and 3 files (up to 400 bytes)");
  });
});

describe("what a restore is asked for", () => {
  it("is a folder without names for all of it", async () => {
    expect(await wantedOf(chooseAll(NOTHING, "/a", ALL), noNames)).toEqual([{ folder: "/a", names: [] }]);
  });

  it("is names for single entries", async () => {
    expect(await wantedOf(add(NOTHING, "/a", [file("x"), folder("z")]), noNames)).toEqual([
      { folder: "/a", names: ["x", "z"] },
    ]);
  });

  it("is all names that match, but for those left out", async () => {
    const chosen = toggle(chooseAll(NOTHING, "/a", { ...ALL, match: "t" }), "/a", file("t2"));
    const asked: string[] = [];
    const wanted = await wantedOf(chosen, async (at, match) => {
      asked.push(`${at} ${match}`);
      return ["t1", "t2", "t3"];
    });
    expect([asked, wanted]).toEqual([["/a t"], [{ folder: "/a", names: ["t1", "t3"] }]]);
  });

  it("is never all of a folder because nothing is left of what was chosen", async () => {
    const chosen = chooseAll(NOTHING, "/a", { ...ALL, match: "t" });
    expect(await wantedOf(chosen, noNames)).toEqual([]);
  });
});
