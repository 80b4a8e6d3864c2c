import { describe, expect, it } from "vitest";
import { fromBuffer, fromText } from "../names/index.ts";
import { originalPlace } from "./original-place.ts";

describe("the place that a path of a snapshot was saved from", () => {
  it.each([
    ["/C/Users/ada", "C:/Users/ada"],
    ["/d/x", "d:/x"],
    ["/C", "C:/"],
    ["/C/", "C:/"],
    ["/Cd/x", "/Cd/x"],
    ["/x/C/y", "x:/C/y"],
    ["/", "/"],
  ])("of %s is on Windows %s", (path, place) => {
    expect(originalPlace(fromText(path), "win32")).toBe(place);
  });

  it.each(["linux", "darwin"] as const)("is the path itself on %s", (platform) => {
    const odd = fromBuffer(Buffer.from("/C/\xff", "latin1"));
    expect(originalPlace(odd, platform)).toBe(odd);
  });
});
