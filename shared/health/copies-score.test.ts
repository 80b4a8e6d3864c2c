import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CHOICES, type PlanOnTarget, type PlanState, type TargetState } from "../model/index.ts";
import { type CopiesScore, copiesScore, SCORE_POINTS } from "./index.ts";

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const NAMES = ["Blue", "Green", "Red"];

interface Given {
  readonly on?: Partial<PlanOnTarget>;
  readonly target?: Partial<TargetState>;
  readonly kind?: TargetState["target"]["kind"];
}

function score(copies: readonly (Given | "removed")[]): CopiesScore {
  const targetIds = copies.map((_, at) => `id ${at}`);
  const plan = { name: "Photos", ...DEFAULT_CHOICES, folders: ["/photos"], targetIds };
  const on = copies.map((each, at) => ({
    targetId: targetIds[at],
    snapshots: 1,
    ...(each === "removed" ? {} : each.on),
  }));
  const targets = copies.flatMap((each, at) => {
    if (each === "removed") return [];
    const named = { id: targetIds[at], name: NAMES[at], kind: each.kind ?? "folder" };
    return [
      { target: named, presence: "present", passphrase: "kept", removal: "allowed", isOffSite: false, ...each.target },
    ];
  });
  // Only what the score looks at.
  return copiesScore({ plan, targets: on } as unknown as PlanState, targets as unknown as TargetState[], NOW);
}

const saved = { newestSnapshotAt: NOW - DAY / 2 };
const proven = { ...saved, provenAt: NOW - DAY };
const drive: Given = { kind: "drive", on: saved };
const cloud: Given = { kind: "s3", on: proven, target: { isOffSite: true } };
const locked = { removal: "protected", protectedUntil: NOW + DAY } as const;
const damaged = { lastCheck: { isSound: false } as NonNullable<TargetState["lastCheck"]> };
const refused = { problem: { code: "storage/access-denied" } as NonNullable<TargetState["problem"]> };

const met = ({ points }: CopiesScore) => points.flatMap(({ code, isMet }) => (isMet ? [code] : []));

describe("the score of a plan's copies", () => {
  it.each<
    [title: string, copies: readonly (Given | "removed")[], says: string, met: string[], next: string | undefined]
  >([
    ["no target", [], "There is no copy besides the original.", [], "add-target"],
    ["a target that was removed", ["removed"], "There is no copy besides the original.", [], "add-target"],
    ["never backed up", [{}], "There is no copy besides the original.", [], "back-up"],
    ["a folder here", [{ on: saved }], "2 copies all on this computer, none in another building.", [], "add-off-site"],
    ["a drive", [drive], "2 copies on 2 kinds of media, none in another building.", ["media"], "add-off-site"],
    [
      "a drive in a drawer",
      [{ ...drive, target: { presence: "away" } }],
      "2 copies on 2 kinds of media, none in another building.",
      ["media"],
      "add-off-site",
    ],
    [
      "two drives",
      [drive, drive],
      "3 copies on 2 kinds of media, none in another building.",
      ["copies", "media"],
      "add-off-site",
    ],
    [
      "a cloud",
      [cloud],
      "2 copies on 2 kinds of media, 1 in another building.",
      ["media", "off-site", "proven"],
      "add-target",
    ],
    [
      "3-2-1",
      [drive, cloud],
      "3 copies on 3 kinds of media, 1 in another building.",
      ["copies", "media", "off-site", "proven"],
      "make-immutable",
    ],
    [
      "all of it",
      [drive, { ...cloud, target: { isOffSite: true, ...locked } }],
      "3 copies on 3 kinds of media, 1 in another building.",
      [...SCORE_POINTS],
      undefined,
    ],
    [
      "not proven",
      [drive, { ...cloud, on: saved, target: { isOffSite: true, removal: "append-only" } }],
      "3 copies on 3 kinds of media, 1 in another building.",
      ["copies", "media", "off-site", "immutable"],
      "prove",
    ],
  ])("%s", (_title, copies, says, points, next) => {
    const found = score(copies);
    expect(found.says).toBe(says);
    expect(met(found)).toEqual(points);
    expect(found.next?.action).toBe(next);
    expect(found.pointsMet).toBe(points.length);
    expect(found.is321).toBe(["copies", "media", "off-site"].every((code) => points.includes(code)));
  });

  it.each<[title: string, copy: Given, says: string]>([
    ["not there yet", { kind: "drive" }, "Back up to Green: the copy on it is not there yet."],
    [
      "not there yet, and the drive is away",
      { kind: "drive", target: { presence: "away" } },
      "Connect Green: the copy on it is not there yet.",
    ],
    ["far too old", { on: { newestSnapshotAt: NOW - 4 * DAY } }, "Back up to Green: the copy on it is far too old."],
    [
      "without a passphrase",
      { on: proven, target: { passphrase: "missing" } },
      "Enter the passphrase of Green, so that its copy counts.",
    ],
    ["refused", { on: proven, target: refused }, "Put the connection to Green right, so that its copy counts."],
    ["damaged", { on: proven, target: damaged }, "Repair Green: its last check found damage."],
  ])("does not count a copy that is %s, and says so before it asks for more", (_title, copy, says) => {
    const found = score([drive, { ...copy, target: { isOffSite: true, ...locked, ...copy.target } }]);
    expect(found).toMatchObject({ copies: 2, offSite: 0, immutable: 0, is321: false });
    expect(met(found)).toEqual(["media"]);
    expect(found.next).toMatchObject({ says, targetId: "id 1" });
  });

  it("does not take a lock that has run out, or a proof of long ago, for one that holds", () => {
    const ranOut = {
      ...cloud,
      on: { ...saved, provenAt: NOW - 40 * DAY },
      target: { removal: "protected", protectedUntil: NOW - 1 },
    };
    const found = score([ranOut as Given]);
    expect(found).toMatchObject({ immutable: 0, provenAt: NOW - 40 * DAY });
    expect(found.points.at(-1)).toEqual({ code: "proven", isMet: false, says: "Not proven for a month" });
  });

  it("has all points only if three copies could be restored from, one elsewhere, one locked, one proven", () => {
    const copy = fc.record({
      kind: fc.constantFrom("folder" as const, "drive" as const, "s3" as const),
      on: fc.constantFrom({}, saved, proven, { newestSnapshotAt: NOW - 9 * DAY, provenAt: NOW }),
      target: fc.record({
        isOffSite: fc.boolean(),
        passphrase: fc.constantFrom("kept" as const, "missing" as const),
        removal: fc.constantFrom("allowed" as const, "append-only" as const),
      }),
    });
    fc.assert(
      fc.property(fc.array(copy, { maxLength: 3 }), (copies) => {
        const good = copies.filter(
          ({ on, target }) =>
            "newestSnapshotAt" in on && on.newestSnapshotAt === saved.newestSnapshotAt && target.passphrase === "kept",
        );
        const isAll =
          good.length >= 2 &&
          good.some(({ kind }) => kind !== "folder") &&
          good.some(({ target }) => target.isOffSite) &&
          good.some(({ target }) => target.removal === "append-only") &&
          good.some(({ on }) => "provenAt" in on);
        expect(score(copies).pointsMet === SCORE_POINTS.length).toBe(isAll);
      }),
    );
  });
});
