import type { KeepRules, Moment, PlanId, RetentionVerdict, Snapshot } from "../../../shared/model/index.ts";
import { applyPolicy, isEmptyPolicy, type JudgedSnapshot, type KeptSnapshot } from "../../engine/index.ts";
import { isFull, PLAN_TAG_PREFIX, planTag } from "../snapshots/index.ts";
import { keepPolicy } from "./keep-policy.ts";

/** Reasons of ours, beside restic's. */
const NEWEST = "newest of the plan";
const FULL = "full one that later ones differ from";
const TWIN = "of the same moment as one that stays";
const HELD = "held by a warning";
const NO_RULES = "no rules";

export interface RetentionQuestion {
  readonly planId: PlanId;
  /** All of the target, in any order; those that are not the plan's alone are left out. */
  readonly snapshots: readonly Snapshot[];
  /** Without any, everything stays. */
  readonly rules: KeepRules | undefined;
  /** A warning about an unusual change is open for the plan on this target. */
  readonly isHeld: boolean;
  readonly now: Moment;
}

/**
 * What becomes of each snapshot of a plan on one target, the newest first. Preview and job both ask here.
 *
 * Only what carries the plan's tag and no other plan's is judged: nothing else is ever touched. Rules are applied to each
 * computer's snapshots apart: with settings copied to a second one, one's snapshot of a day must not make the other's go.
 * Whatever the rules say, the newest one stays; so does the full one that later differential ones that stay were told
 * from (they would restore without it, but their name would mean nothing, and the next one would have to read everything
 * anew); and while a warning is open, all do.
 */
export function retentionVerdicts(question: RetentionQuestion): RetentionVerdict[] {
  const own = question.snapshots.filter((snapshot) => isOfPlanAlone(snapshot, question.planId));
  const byHost = Map.groupBy(own, ({ hostname }) => hostname);
  return [...byHost.values()].flatMap((group) => judgeGroup(group, question)).sort((a, b) => b.time - a.time);
}

/** Whether a plan made it, and no other plan of this or another computer claims it. */
function isOfPlanAlone({ tags }: Pick<Snapshot, "tags">, planId: PlanId): boolean {
  const own = planTag(planId);
  return tags.includes(own) && tags.every((tag) => tag === own || !tag.startsWith(PLAN_TAG_PREFIX));
}

interface Judged extends JudgedSnapshot {
  readonly snapshot: Snapshot;
}

function judgeGroup(group: readonly Snapshot[], { rules = {}, isHeld, now }: RetentionQuestion): RetentionVerdict[] {
  const policy = keepPolicy(rules);
  const hasRules = !isEmptyPolicy(policy);
  const { keep, remove } = applyPolicy(group.map(judged), policy, { nowMs: now });
  const reasons = new Map(keep.map((kept) => [kept.snapshot.id, hasRules ? reasonsOf(kept) : [NO_RULES]]));
  const ordered = [...keep.map(({ snapshot }) => snapshot), ...remove].map(({ snapshot }) => snapshot);
  ordered.sort((a, b) => b.time - a.time);
  for (const [id, reason] of needed(ordered, reasons)) reasons.set(id, [...(reasons.get(id) ?? []), reason]);
  for (const id of twins(ordered, reasons)) reasons.set(id, [TWIN]);
  return ordered.map(({ id, time }) => {
    const why = reasons.get(id) ?? (isHeld ? [HELD] : []);
    return { snapshotId: id, time, keep: why.length > 0, reasons: why };
  });
}

/** What stays whatever the rules say. @param ordered the newest first @param kept by the rules */
function needed(
  ordered: readonly Snapshot[],
  kept: ReadonlyMap<string, readonly string[]>,
): readonly (readonly [id: string, reason: string])[] {
  const [newest] = ordered;
  if (newest === undefined) return [];
  const stays = (snapshot: Snapshot): boolean => snapshot === newest || kept.has(snapshot.id);
  const fulls = ordered.flatMap((snapshot, at) => {
    if (snapshot.mode !== "differential" || !stays(snapshot)) return [];
    const full = ordered.slice(at + 1).find(isFull);
    return full === undefined ? [] : [full.id];
  });
  return [[newest.id, NEWEST], ...[...new Set(fulls)].map((id) => [id, FULL] as const)];
}

/** A damaged snapshot and what was saved of it are of one moment: which of the two is kept must not be left to chance. */
function twins(ordered: readonly Snapshot[], kept: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const moments = new Set(ordered.flatMap(({ id, time }) => (kept.has(id) ? [time] : [])));
  return ordered.flatMap(({ id, time }) => (!kept.has(id) && moments.has(time) ? [id] : []));
}

function reasonsOf({ reasons }: KeptSnapshot<Judged>): readonly string[] {
  return reasons;
}

/** Which day a snapshot is of is a matter of the clock where it was made; old lists do not know it, then it is this one's. */
function judged(snapshot: Snapshot): Judged {
  const { id, time, tags, utcOffsetMinutes = -new Date(time).getTimezoneOffset() } = snapshot;
  const wall = new Date(time + utcOffsetMinutes * 60_000).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(utcOffsetMinutes) / 60), Math.abs(utcOffsetMinutes) % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  const zone = `${utcOffsetMinutes < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
  // A time as snapshots have it, which is what the brand stands for.
  return { id, time: `${wall}${zone}` as JudgedSnapshot["time"], tags, snapshot };
}
