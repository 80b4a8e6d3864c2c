import { expect, it } from "vitest";
import { compareVersions } from "./restic.ts";

it("takes 0.19 for newer than 0.9", () => {
  const versions = ["restic 0.9.6", "restic 0.19.1", "restic 0.14.0"];
  expect(versions.sort(compareVersions)).toEqual(["restic 0.9.6", "restic 0.14.0", "restic 0.19.1"]);
});
