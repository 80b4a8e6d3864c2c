import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkAmong, placeOf } from "./deep-links.ts";

describe("a link to a place in the window", () => {
  it.each([
    ["holdfast://restore", "/restore"],
    ["holdfast://restore/", "/restore"],
    ["holdfast://overview", "/"],
    ["holdfast://plan/p_1-Z", "/plans/p_1-Z"],
    ["holdfast://run/r1", "/activity/r1"],
  ])("%s leads to %s", (link, place) => {
    expect(placeOf(link)).toBe(place);
  });

  it.each([
    ["another scheme", "https://restore"],
    ["an unknown place", "holdfast://delete"],
    ["a name that every object has", "holdfast://constructor/x"],
    ["a path that climbs", "holdfast://plan/../settings/x"],
    ["a path that climbs in disguise", "holdfast://plan/%2e%2e%2fsettings"],
    ["a deeper path", "holdfast://plan/a/b"],
    ["a query", "holdfast://restore?path=/etc"],
    ["a fragment", "holdfast://restore#x"],
    ["a user", "holdfast://me@restore"],
    ["a port", "holdfast://restore:80"],
    ["no address", "holdfast"],
  ])("%s leads nowhere", (_title, link) => {
    expect(placeOf(link)).toBeUndefined();
  });

  it("leads to a plain place of the window or nowhere, whatever is written", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const place = placeOf(`holdfast://${text}`);
        expect(place ?? "/").toMatch(/^\/[a-z]*(\/[A-Za-z0-9_-]+)?$/);
      }),
    );
  });

  it("is found among what the program was started with", () => {
    expect(linkAmong(["/usr/bin/holdfast", "--hidden", "holdfast://proof"])).toBe("holdfast://proof");
    expect(linkAmong(["/usr/bin/holdfast"])).toBeUndefined();
  });
});
