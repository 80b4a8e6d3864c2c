import { describe, expect, it } from "vitest";
import { KEEP_A_YEAR, TargetId, type TargetState } from "../../../shared/model/index.ts";
import {
  type Draft,
  draftFor,
  EMPTY_DRAFT,
  keepOf,
  readDraft,
  schedulesOf,
  stepBeside,
  stepsOf,
  stepToShow,
  withinReach,
} from "./draft.ts";

const targetId = TargetId.parse("00000002-0000-4000-8000-000000000001");
/** The rest of a target does not matter here. */
const target = (recoveryKitSavedAt?: number) =>
  ({ target: { id: targetId, recoveryKitSavedAt } }) as unknown as TargetState;
const draft = (facts: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, folders: ["/a"], ...facts });
const where = { type: "target", targetId } as const;

describe("the steps of a set-up", () => {
  it("are five for a new repository", () => {
    expect(stepsOf(EMPTY_DRAFT, [])).toEqual(["what", "where", "passphrase", "kit", "start"]);
  });

  it("ask for no passphrase once the target is there", () => {
    expect(stepsOf(draft({ where }), [target()])).toEqual(["what", "where", "kit", "start"]);
  });

  it("ask for no recovery kit that is saved", () => {
    expect(stepsOf(draft({ where }), [target(1)])).toEqual(["what", "where", "start"]);
  });

  it("go back to the place on another machine once what it was told is gone, as after a reload", () => {
    const far = draft({ step: "passphrase", newLocation: "sftp:ada@nas:/b" });
    expect(stepToShow(withinReach(far, false), [])).toBe("where");
    expect(stepToShow(withinReach(far, true), [])).toBe("passphrase");
    expect(stepToShow(withinReach({ ...far, newLocation: "/media/Blue" }, false), [])).toBe("passphrase");
  });

  it("follow each other, whatever is left out", () => {
    const steps = stepsOf(draft({ where }), [target(1)]);
    expect([stepBeside(steps, "where", 1), stepBeside(steps, "passphrase", 1), stepBeside(steps, "start", -1)]).toEqual(
      [...["start", "start", "where"]],
    );
    expect(stepBeside(steps, "start", 1)).toBe("start");
  });
});

describe("the step to show", () => {
  it("is never the passphrase of a repository that is there already", () => {
    expect(stepToShow(draft({ step: "passphrase", where, newLocation: "/b" }), [target()])).toBe("kit");
  });

  it("falls back to what is not decided", () => {
    expect(stepToShow(draft({ step: "start", where }), [])).toBe("where");
    expect(stepToShow(draft({ step: "passphrase" }), [])).toBe("where");
    expect(stepToShow({ ...EMPTY_DRAFT, step: "start", folders: [] }, [])).toBe("what");
  });

  it("is the one that was open before a reload", () => {
    expect(stepToShow(draft({ step: "passphrase", newLocation: "/b" }), [])).toBe("passphrase");
    expect(stepToShow(draft({ step: "start", where }), [target(1)])).toBe("start");
  });
});

describe("a draft that was kept", () => {
  it("comes back as it was", () => {
    const kept = draft({ step: "start", where, name: "Documents" });
    expect(readDraft(JSON.stringify(kept))).toEqual(kept);
  });

  it("is empty when it cannot be read", () => {
    expect([readDraft(null), readDraft("{"), readDraft('{"step":"never"}')]).toEqual([
      ...[EMPTY_DRAFT, EMPTY_DRAFT, EMPTY_DRAFT],
    ]);
  });
});

describe("a set-up that is begun from a target", () => {
  it("has it chosen, whatever was decided before", () => {
    expect(draftFor(draft({ step: "kit" }), targetId)).toMatchObject({ step: "what", where });
  });

  it("goes on where it was after a reload, also when another place was chosen since", () => {
    const changed = { ...draftFor(EMPTY_DRAFT, targetId), where: { type: "place", location: "/b" } } as const;
    expect(draftFor(changed, targetId)).toBe(changed);
  });
});

describe("when a new plan runs and what it keeps", () => {
  it("is as files change and a year, tidied and tested, unless something else was chosen", () => {
    expect(schedulesOf(EMPTY_DRAFT).map(({ when, action }) => [when.type, action.type])).toEqual([
      ["changes", "backup"],
      ["weekly", "tidy"],
      ["weekly", "test"],
    ]);
    expect(keepOf(EMPTY_DRAFT)).toEqual(KEEP_A_YEAR);
  });

  it("is not tidied when everything stays, and outlives a reload", () => {
    const kept = readDraft(JSON.stringify(draft({ keep: "everything", schedules: [] })));
    expect([keepOf(kept), schedulesOf(kept)]).toEqual([undefined, []]);
  });
});
