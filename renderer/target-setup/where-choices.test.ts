import { describe, expect, it } from "vitest";
import type { Place, TargetState } from "../../shared/model/index.ts";
import { choicesOf, defaultWhere } from "./where-choices.ts";

const drive = (path: string): Place => ({ kind: "drive", path, name: path });
/** The rest of a target does not matter here. */
const target = (id: string, location: string, presence: TargetState["presence"]) =>
  ({ target: { id, name: id, location }, presence }) as unknown as TargetState;

describe("places for backups", () => {
  it("are targets, drives without one, and folders that were picked", () => {
    const choices = choicesOf(
      [target("t", "/media/Blue/Holdfast", "present")],
      [drive("/media/Blue"), drive("/media/Red"), { kind: "home", path: "/home/ada", name: "Home" }],
      ["/srv/backup", "/media/Red"],
    );
    expect(choices.map(({ kind, location }) => [kind, location])).toEqual([
      ["target", "/media/Blue/Holdfast"],
      ["drive", "/media/Red"],
      ["folder", "/srv/backup"],
    ]);
  });

  it("begin with a target that can be reached", () => {
    const targets = [target("away", "/a", "away"), target("here", "/b", "present")];
    expect(defaultWhere(choicesOf(targets, [drive("/c")], []))).toEqual({ type: "target", targetId: "here" });
  });

  it("begin with a drive rather than with a target that is away", () => {
    expect(defaultWhere(choicesOf([target("away", "/a", "away")], [drive("/c")], []))).toEqual({
      ...{ type: "place", location: "/c" },
    });
    expect(defaultWhere([])).toBeUndefined();
  });
});
