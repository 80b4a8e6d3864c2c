import { describe, expect, it } from "vitest";
import { crumbsOf, isWithin, joined, parentOf } from "./crumb-paths.ts";

describe("the way to a folder", () => {
  it("begins at the top", () => {
    expect(crumbsOf("/home/ada", "This computer")).toEqual([
      { path: "/", name: "This computer" },
      { path: "/home", name: "home" },
      { path: "/home/ada", name: "ada" },
    ]);
    expect(crumbsOf("/", "Top")).toEqual([{ path: "/", name: "Top" }]);
  });

  it("begins at the volume where there are volumes", () => {
    expect(crumbsOf("C:/Users/Ada", "").map(({ path }) => path)).toEqual(["C:/", "C:/Users", "C:/Users/Ada"]);
  });

  it("shows names that are no text and keeps their path as it is", () => {
    expect(crumbsOf("/caf\udce9", "").at(-1)).toEqual({ path: "/caf\udce9", name: "caf�" });
  });
});

describe("paths", () => {
  it("have a folder above them, but for the top", () => {
    expect([parentOf("/a/b"), parentOf("/a"), parentOf("/"), parentOf("C:/a"), parentOf("C:/")]).toEqual([
      "/a",
      "/",
      undefined,
      "C:/",
      undefined,
    ]);
  });

  it("are joined with one slash", () => {
    expect([joined("/", "a"), joined("/a", "b"), joined("C:/", "a")]).toEqual(["/a", "/a/b", "C:/a"]);
  });

  it("are within a folder by whole names", () => {
    expect([isWithin("/a/b", "/a"), isWithin("/a", "/a"), isWithin("/ab", "/a"), isWithin("/a", "/")]).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});
