import { describe, expect, it } from "vitest";
import { markOf, toggled, totalOf, withoutNested } from "./chosen-paths.ts";

describe("chosen paths", () => {
  it("leave out what lies within another one", () => {
    expect(withoutNested(["/home/ada/Documents", "/home/ada", "/home/adam", "/home/ada"])).toEqual([
      "/home/ada",
      "/home/adam",
    ]);
  });

  it("lose the ones below a folder that is ticked", () => {
    expect(toggled(["/a/b", "/c"], "/a")).toEqual(["/c", "/a"]);
    expect(toggled(["/c", "/a"], "/c")).toEqual(["/a"]);
  });

  it("tell a tick from being within a ticked folder", () => {
    expect(["/a", "/a/b", "/ab"].map((path) => markOf(["/a"], path))).toEqual(["yes", "covered", "no"]);
  });
});

describe("the total of chosen paths", () => {
  const measures = new Map([
    ["/a", { path: "/a", files: 3, bytes: 300, isFinal: true }],
    ["/a/b", { path: "/a/b", files: 1, bytes: 100, isFinal: true }],
    ["/c", { path: "/c", files: 2, bytes: 50, isFinal: false }],
  ]);

  it("counts nothing twice", () => {
    expect(totalOf(["/a", "/a/b"], measures)).toEqual({ files: 3, bytes: 300, isFinal: true });
  });

  it("is not final while something is still being counted, or has not been", () => {
    expect(totalOf(["/a", "/c"], measures)).toEqual({ files: 5, bytes: 350, isFinal: false });
    expect(totalOf(["/a", "/d"], measures)).toEqual({ files: 3, bytes: 300, isFinal: false });
  });
});
