import { z } from "zod";
import {
  KEEP_A_YEAR,
  KeepRules,
  PathText,
  PlanId,
  Schedule,
  TargetId,
  type TargetState,
} from "../../../shared/model/index.ts";
import { AS_FILES_CHANGE, newSchedule, withTesting, withTidying } from "../../plan-choices/index.ts";
import { farTypeOf, Where } from "../../target-setup/index.ts";

/** The decisions, in the order in which they are asked. */
export const STEPS = ["what", "where", "passphrase", "kit", "start"] as const;
export type Step = (typeof STEPS)[number];

/** What has been decided so far. Kept over a reload; a passphrase is never in it. */
export const Draft = z
  .object({
    step: z.enum(STEPS),
    /** Absent as long as nothing but the default was looked at. */
    folders: z.array(PathText).readonly().optional(),
    /** Offered besides the places that were found, because they were chosen once. */
    otherFolders: z.array(PathText).readonly(),
    otherPlaces: z.array(PathText).readonly(),
    where: Where.optional(),
    /** The repository that is to be made. */
    newLocation: PathText.optional(),
    name: z.string().optional(),
    /** When it runs; as files change if absent. */
    schedules: z.array(Schedule).readonly().optional(),
    /** What stays; a year of history if absent. */
    keep: z.union([KeepRules, z.literal("everything")]).optional(),
    /** The target that the set-up was begun from. */
    begunFrom: TargetId.optional(),
    /** The plan was made, but its first backup could not be started yet. */
    planId: PlanId.optional(),
  })
  .readonly();
export type Draft = z.infer<typeof Draft>;

export const EMPTY_DRAFT: Draft = { step: "what", otherFolders: [], otherPlaces: [] };

/** What stays, as rules; undefined is everything. */
export function keepOf({ keep }: Draft): KeepRules | undefined {
  return keep === "everything" ? undefined : (keep ?? KEEP_A_YEAR);
}

/** When the plan runs, when what it need not keep is tidied up, and when it is tested. */
export function schedulesOf(draft: Draft): readonly Schedule[] {
  return withTesting(withTidying(draft.schedules ?? [newSchedule(AS_FILES_CHANGE)], keepOf(draft)));
}

/** The draft as it was kept; anything that cannot be one is an empty one. */
export function readDraft(text: string | null): Draft {
  if (text === null) return EMPTY_DRAFT;
  try {
    return Draft.parse(JSON.parse(text));
  } catch {
    return EMPTY_DRAFT;
  }
}

/** The draft to go on with when a set-up is begun from a target: an older one gives way, after a reload it is the same. */
export function draftFor(draft: Draft, target: TargetId | undefined): Draft {
  if (target === undefined || draft.begunFrom === target) return draft;
  return { ...EMPTY_DRAFT, begunFrom: target, where: { type: "target", targetId: target } };
}

/**
 * The draft without a repository that is to be made on another machine, unless what its connection needs is at hand: that is kept
 * in no draft, so after a reload it is asked again.
 */
export function withinReach(draft: Draft, hasConnection: boolean): Draft {
  const { newLocation, ...rest } = draft;
  if (newLocation === undefined || hasConnection || farTypeOf(newLocation) === undefined) return draft;
  return rest;
}

/** The target that is decided upon, if it is there already. */
export function targetOf({ where }: Draft, targets: readonly TargetState[]): TargetState | undefined {
  return where?.type === "target" ? targets.find(({ target }) => target.id === where.targetId) : undefined;
}

/**
 * The steps of this set-up. Only a new repository asks for a passphrase, and only a target whose recovery kit is not saved
 * asks for a place for it; as long as nothing is decided both may come.
 */
export function stepsOf(draft: Draft, targets: readonly TargetState[]): readonly Step[] {
  const target = targetOf(draft, targets);
  // A kit that was saved in this step is still to be seen there.
  const wantsKit = target === undefined || target.target.recoveryKitSavedAt === undefined || draft.step === "kit";
  return STEPS.filter((step) => (step !== "passphrase" || target === undefined) && (step !== "kit" || wantsKit));
}

/** The step after or before one; the step itself at the ends. */
export function stepBeside(steps: readonly Step[], step: Step, by: 1 | -1): Step {
  const order = STEPS.indexOf(step);
  const beside = by === 1 ? steps.find((other) => STEPS.indexOf(other) > order) : before(steps, order);
  return beside ?? step;
}

function before(steps: readonly Step[], order: number): Step | undefined {
  return steps.findLast((other) => STEPS.indexOf(other) < order);
}

/** The step to show: one that needs what is not decided yet (a target that is gone since) falls back. */
export function stepToShow(draft: Draft, targets: readonly TargetState[]): Step {
  const { step, folders, newLocation } = draft;
  if (step === "what" || folders === undefined || folders.length === 0) return "what";
  if (step === "where") return "where";
  const target = targetOf(draft, targets);
  if (target === undefined) return step === "passphrase" && newLocation !== undefined ? "passphrase" : "where";
  return step === "passphrase" ? "kit" : step;
}
