import type { Moment, PlanState, TargetId, TargetKind, TargetState } from "../model/index.ts";
import { say, type Text, text } from "../words/index.ts";
import { type Copy, copiesOf } from "./facts.ts";

/** The five things that make copies survive what takes one of them. The first three are what people call 3-2-1. */
export const SCORE_POINTS = ["copies", "media", "off-site", "immutable", "proven"] as const;

export interface ScorePoint {
  readonly code: (typeof SCORE_POINTS)[number];
  readonly isMet: boolean;
  /** What is so, as a sentence: “3 copies, with the original”. */
  readonly says: string;
}

/** What a button beside the sentence does; `targetId` says to which target, where it is one. */
export type CopiesAction =
  | "add-target"
  | "add-drive"
  | "add-off-site"
  | "back-up"
  | "connect-target"
  | "open-target"
  | "prove"
  | "make-immutable";

export interface NextStep {
  readonly action: CopiesAction;
  /** One sentence: what to do, and what for. */
  readonly says: string;
  readonly targetId?: TargetId;
}

/** How well a plan's files are spread, 3-2-1 and two things more. */
export interface CopiesScore {
  /** Whole and of use now, the original counted. */
  readonly copies: number;
  /** Kinds of media that they are on: this computer, drives, other machines, clouds. */
  readonly media: number;
  /** Copies in another building. */
  readonly offSite: number;
  /** Copies that nobody can remove now, not even with this computer's keys. */
  readonly immutable: number;
  /** When a test-restore last showed of one of them that it comes back, however long ago. */
  readonly provenAt?: Moment;
  /** Three copies, two media, one elsewhere. */
  readonly is321: boolean;
  /** Of `SCORE_POINTS.length`. */
  readonly pointsMet: number;
  /** In the order of `SCORE_POINTS`. */
  readonly points: readonly ScorePoint[];
  /** “3 copies on 2 kinds of media, 1 in another building.” */
  readonly says: string;
  /** The one thing that helps most; absent when there is nothing left to do. */
  readonly next?: NextStep;
}

/** A computer's disk fails with the computer; a folder on another disk of it counts as the same, which errs to the safe side. */
const MEDIA: Readonly<Record<TargetKind, "computer" | "drive" | "machine" | "cloud">> = {
  ...{ folder: "computer", drive: "drive", share: "machine", sftp: "machine", webdav: "machine", rest: "machine" },
  ...{ s3: "cloud", azure: "cloud", rclone: "cloud" },
};

/** A copy on a target that is still one of the user's. */
interface KnownCopy extends Copy {
  readonly target: TargetState;
}

/**
 * How many copies of a plan's files there are, and what of. Only those count that could be restored from: saved not far too long
 * ago, not known to be damaged, with a passphrase and an access that open them. A drive in a drawer counts.
 *
 * @param targets all that are known; those of the plan are looked up among them
 */
export function copiesScore(state: PlanState, targets: readonly TargetState[], now: Moment): CopiesScore {
  const known = copiesOf(state, targets, now).filter((copy): copy is KnownCopy => copy.target !== undefined);
  const sound = known.filter(isOfUse);
  const counts = {
    copies: 1 + sound.length,
    media: new Set(["computer", ...sound.map(({ target }) => MEDIA[target.target.kind])]).size,
    offSite: sound.filter(({ target }) => target.isOffSite).length,
    immutable: sound.filter(({ target }) => isImmutable(target, now)).length,
  };
  const proofs = known.flatMap(({ on }) => on?.provenAt ?? []);
  const points = pointsOf(
    counts,
    sound.some(({ isProven }) => isProven),
    proofs.length > 0,
  );
  const next = nextStep(state, known, points);
  return {
    ...{ ...counts, points, pointsMet: points.filter(({ isMet }) => isMet).length, says: summary(counts) },
    is321: points.slice(0, 3).every(({ isMet }) => isMet),
    ...(proofs.length === 0 ? {} : { provenAt: Math.max(...proofs) }),
    ...(next === undefined ? {} : { next }),
  };
}

type Counts = Pick<CopiesScore, "copies" | "media" | "offSite" | "immutable">;

function isOfUse({ ageMs, isFarTooOld, target }: KnownCopy): boolean {
  const isSaved = ageMs !== undefined && !isFarTooOld;
  return (
    isSaved && target.passphrase !== "missing" && target.lastCheck?.isSound !== false && target.problem === undefined
  );
}

function isImmutable({ removal, protectedUntil }: TargetState, now: Moment): boolean {
  if (removal === "append-only") return true;
  return removal === "protected" && protectedUntil !== undefined && protectedUntil > now;
}

function pointsOf({ copies, media, offSite, immutable }: Counts, isProven: boolean, wasProven: boolean): ScorePoint[] {
  return [
    { code: "copies", isMet: copies >= 3, says: copiesText(copies) },
    { code: "media", isMet: media >= 2, says: mediaText(media) },
    {
      code: "off-site",
      isMet: offSite >= 1,
      says:
        offSite === 0
          ? say("None in another building")
          : say("{count, number} in another building", { count: offSite }),
    },
    {
      code: "immutable",
      isMet: immutable >= 1,
      says:
        immutable === 0
          ? say("Each can be removed from here")
          : say("{count, number} that cannot be removed from here", { count: immutable }),
    },
    { code: "proven", isMet: isProven, says: proofText(isProven, wasProven) },
  ];
}

function copiesText(count: number): string {
  if (count === 1) return say("No copy besides the original");
  return say("{count, plural, one {# copy} other {# copies}}, with the original", { count });
}

function mediaText(count: number): string {
  return count === 1 ? say("All on this computer") : say("On {count, number} kinds of media", { count });
}

function proofText(isProven: boolean, wasProven: boolean): string {
  if (isProven) return say("Proven by a test-restore");
  return wasProven ? say("Not proven for a month") : say("Never proven by a test-restore");
}

function summary({ copies, media, offSite }: Counts): string {
  if (copies === 1) return say("There is no copy besides the original.");
  const where = media === 1 ? say("all on this computer") : say("on {count, number} kinds of media", { count: media });
  const elsewhere =
    offSite === 0 ? say("none in another building") : say("{count, number} in another building", { count: offSite });
  return say("{copies, plural, one {# copy} other {# copies}} {where}, {elsewhere}.", { copies, where, elsewhere });
}

/** What is begun is brought to its end before anything new is asked for; then what one fire or thief would take. */
function nextStep(
  { plan }: PlanState,
  known: readonly KnownCopy[],
  points: readonly ScorePoint[],
): NextStep | undefined {
  if (known.length === 0)
    return { action: "add-target", says: say("Add a place where {plan} is backed up to.", { plan: plan.name }) };
  const lacking = known.find((copy) => !isOfUse(copy));
  if (lacking !== undefined) return stepFor(lacking);
  const missing = points.find(({ code, isMet }) => code === "off-site" && !isMet) ?? points.find(({ isMet }) => !isMet);
  return missing && { action: STEPS[missing.code].action, says: say(STEPS[missing.code].says) };
}

function stepFor({ target, ageMs }: KnownCopy): NextStep {
  const { id: targetId, name } = target.target;
  const words = { target: name };
  if (target.passphrase === "missing") {
    const says = say("Enter the passphrase of {target}, so that its copy counts.", words);
    return { action: "open-target", targetId, says };
  }
  if (target.problem !== undefined) {
    const says = say("Put the connection to {target} right, so that its copy counts.", words);
    return { action: "open-target", targetId, says };
  }
  if (target.lastCheck?.isSound === false)
    return { action: "open-target", targetId, says: say("Repair {target}: its last check found damage.", words) };
  const isAway = target.presence === "away";
  return {
    action: isAway ? "connect-target" : "back-up",
    targetId,
    says: lacksText(words, isAway, ageMs === undefined),
  };
}

function lacksText(words: { readonly target: string }, isAway: boolean, isMissing: boolean): string {
  if (isAway && isMissing) return say("Connect {target}: the copy on it is not there yet.", words);
  if (isAway) return say("Connect {target}: the copy on it is far too old.", words);
  if (isMissing) return say("Back up to {target}: the copy on it is not there yet.", words);
  return say("Back up to {target}: the copy on it is far too old.", words);
}

const STEPS: Readonly<Record<ScorePoint["code"], { readonly action: CopiesAction; readonly says: Text }>> = {
  "off-site": {
    action: "add-off-site",
    says: text("Add a place in another building: a fire or a thief would take all copies at once."),
  },
  media: { action: "add-drive", says: text("Add a drive or another machine: all copies depend on this computer.") },
  copies: { action: "add-target", says: text("Add a second place, so that one may fail while another is repaired.") },
  immutable: {
    action: "make-immutable",
    says: text(
      "Have one place that nothing can be removed from, so that who takes over this computer cannot remove all backups.",
    ),
  },
  proven: { action: "prove", says: text("Restore something as a test: it shows that the backups come back.") },
};
