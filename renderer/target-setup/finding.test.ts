import { describe, expect, it } from "vitest";
import { type Inspection, TargetId } from "../../shared/model/index.ts";
import { verdictOf, warningsOf } from "./finding.ts";

const at = (facts: Partial<Inspection>): Inspection => ({
  location: "/media/Blue",
  kind: "folder",
  finding: "nothing",
  isOnSystemVolume: false,
  ...facts,
});
const GB = 1_000_000_000;

describe("what becomes of a place", () => {
  it("is a new repository where nothing is, or an empty folder", () => {
    expect(verdictOf(at({}))).toMatchObject({ action: "create", location: "/media/Blue" });
    expect(verdictOf(at({ finding: "empty-folder" }))).toMatchObject({ action: "create", location: "/media/Blue" });
  });

  it("makes no folder where there are none", () => {
    const far = verdictOf(at({ kind: "s3", location: "s3:https://host/bucket" }));
    expect(far.says).toBe("There are no backups yet. New ones go to: s3:https://host/bucket");
  });

  it("is a folder of its own beside other files", () => {
    expect(verdictOf(at({ finding: "other-files", suggested: "/media/Blue/Holdfast" }))).toMatchObject({
      ...{ action: "create", location: "/media/Blue/Holdfast" },
    });
    expect(verdictOf(at({ finding: "other-files" }))).toMatchObject({ action: "none" });
  });

  it("is to take on the repository that is there, with its passphrase unless it is kept", () => {
    expect(verdictOf(at({ finding: "repository", passphrase: "needed" }))).toMatchObject({
      ...{ action: "adopt", asksPassphrase: true },
    });
    expect(verdictOf(at({ finding: "repository", passphrase: "kept" }))).toMatchObject({
      ...{ action: "adopt", asksPassphrase: false },
    });
  });

  it("is the target that is known there", () => {
    const knownAs = TargetId.parse("00000002-0000-4000-8000-000000000001");
    expect(verdictOf(at({ finding: "repository", knownAs }))).toMatchObject({ action: "use", targetId: knownAs });
  });

  it("is nothing where nothing can be written, with words what to do", () => {
    for (const finding of ["not-writable", "not-a-folder"] as const) {
      expect(verdictOf(at({ finding }))).toMatchObject({ action: "none", hint: expect.stringMatching(/^Choose /) });
    }
  });
});

describe("a place that could not be looked at", () => {
  it("is nothing to go on with, in the words of what is wrong", () => {
    const problem = { code: "storage/access-denied", message: "No.", hint: "Try.", retry: "never" as const, facts: {} };
    expect(verdictOf(at({ finding: "unknown", problem }))).toEqual({ action: "none", says: "No.", hint: "Try." });
  });
});

describe("what speaks against a place", () => {
  it("is that it is on the disk of the files themselves", () => {
    expect(warningsOf({ isOnSystemVolume: true }, 0)[0]).toContain("not from losing the disk");
  });

  it("is that there may be too little room", () => {
    const space = { freeBytes: 100 * GB, totalBytes: 500 * GB };
    expect(warningsOf({ isOnSystemVolume: false, space }, 214 * GB)).toEqual([
      "You chose 214 GB, and 100 GB are free there. Backups are compressed, but this may not fit.",
    ]);
    expect(warningsOf({ isOnSystemVolume: false, space }, 99 * GB)).toEqual([]);
  });

  it("is nothing when nothing is known", () => {
    expect(warningsOf({ isOnSystemVolume: false }, 214 * GB)).toEqual([]);
  });
});
