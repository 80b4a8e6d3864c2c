import { describe, expect, it } from "vitest";
import { cleanLocation, foldersAbove, isWithin, nameOfPlace } from "./places.ts";

describe("a location", () => {
  it("has one spelling", () => {
    expect(cleanLocation("/mnt//blue/./x/../Holdfast/")).toBe("/mnt/blue/Holdfast");
    expect(cleanLocation("/")).toBe("/");
  });

  it("is refused when it is relative, or has bytes that are no text", () => {
    expect(() => cleanLocation("backup")).toThrow("not a whole path");
    expect(() => cleanLocation("/mnt/\udcff")).toThrow("not text");
    expect(() => cleanLocation("/mnt/a\0b")).toThrow("not text");
  });

  it("is within a folder by whole names only", () => {
    expect(isWithin("/mnt/blue/x", "/mnt/blue")).toBe(true);
    expect(isWithin("/mnt/blue", "/mnt/blue")).toBe(true);
    expect(isWithin("/mnt/blueish", "/mnt/blue")).toBe(false);
    expect(isWithin("/mnt", "/")).toBe(true);
  });

  it("lies in all folders above it, up to the root", () => {
    expect(foldersAbove("/mnt/blue/x")).toEqual(["/mnt/blue", "/mnt", "/"]);
    expect(foldersAbove("/")).toEqual([]);
  });

  it("gives a target its name: the folder's, or the drive's above our own folder", () => {
    expect(nameOfPlace("/mnt/blue/backup")).toBe("backup");
    expect(nameOfPlace("/media/ada/Blue/Holdfast")).toBe("Blue");
    expect(nameOfPlace("/media/ada/Blue/Holdfast 2")).toBe("Blue");
    expect(nameOfPlace("/Holdfast")).toBe("Holdfast");
    expect(nameOfPlace("/")).toBe("/");
  });
});
