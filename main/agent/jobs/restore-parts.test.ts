import { expect, it } from "vitest";
import type { Selection } from "../../../shared/model/index.ts";
import { partsInPlace } from "./restore-parts.ts";
import { restoreDestination, restoreTitle } from "./restore-title.ts";

const whole = (folder: string): Selection => ({ folder, names: [] });

it.each<[string, Selection, NodeJS.Platform, unknown]>([
  ["a folder", whole("/home/ada"), "linux", [{ folder: "/home/ada", into: "/home/ada" }]],
  ["the root", whole("/"), "linux", [{ folder: "/", into: "/" }]],
  ["a folder of a volume", whole("/C/Users/Ada"), "win32", [{ folder: "/C/Users/Ada", into: "C:/Users/Ada" }]],
  ["a volume", whole("/C"), "win32", [{ folder: "/C", into: "C:/" }]],
  [
    "some volumes",
    { folder: "/", names: ["C", "D"] },
    "win32",
    [
      { folder: "/C", into: "C:/" },
      { folder: "/D", into: "D:/" },
    ],
  ],
])("its place: %s", (_, selection, platform, parts) => {
  expect(partsInPlace(selection, platform)).toEqual(parts);
});

it("is told as one folder and in words", () => {
  const selections = [whole("/home/ada/Documents/a"), { folder: "/home/ada/Documents", names: ["b", "c"] }];
  expect(restoreTitle({ selections })).toBe("Restore 3 items");
  expect(restoreTitle({ selections: [whole("/")] })).toBe("Restore everything");
  expect(restoreDestination({ selections, destination: { type: "original" } })).toBe("/home/ada/Documents");
});
