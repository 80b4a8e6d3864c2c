import type { Moment, PlanState, TargetState, TestFailure } from "../model/index.ts";
import { say } from "../words/index.ts";
import { agoText } from "./ages.ts";
import { type Copy, copiesOf } from "./facts.ts";
import { lastGoodText, massChangeText } from "./mass-change.ts";

/** From worst to best. `safe` is the only one that is green, and it needs a proof: what is unknown is never green. */
export const HEALTH_STATES = ["unprotected", "at-risk", "late", "attention", "safe"] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** Why a plan is not better than it is. */
export interface Reason {
  /** Stable, for texts, tests and buttons. */
  readonly code:
    | "never-backed-up"
    | "no-target"
    | "passphrase-missing"
    | "check-failed"
    | "test-failed"
    | "mass-change"
    | "target-full"
    | "too-old"
    | "target-away"
    | "old"
    | "copy-missing"
    | "problems"
    | "last-run-failed"
    | "last-run-stopped"
    | "retention-held"
    | "target-nearly-full"
    | "watch-limit"
    | "not-proven";
  /** The end of a sentence that begins with the plan's name and state. */
  readonly says: string;
}

export interface Assessment {
  readonly state: HealthState;
  /** One sentence: the plan's name, its state, the first reason. */
  readonly says: string;
  /** The most important first. */
  readonly reasons: readonly Reason[];
}

/**
 * The health of a plan. The whole product speaks through this one function: overview, tray, notifications, `holdfast status`
 * and reports. The first state that fits, from worst to best, is the one.
 */
export function assess(state: PlanState, targets: readonly TargetState[], now: Moment): Assessment {
  const copies = copiesOf(state, targets, now);
  const { name } = state.plan;
  if (copies.every(({ target }) => target === undefined)) {
    const reason = { code: "no-target", says: say("its target was removed") } as const;
    return {
      state: "unprotected",
      says: say("{plan} has no place to be backed up to.", { plan: name }),
      reasons: [reason],
    };
  }
  if (copies.every(({ ageMs }) => ageMs === undefined)) {
    const never = { code: "never-backed-up", says: say("it has never been backed up") } as const;
    return {
      state: "unprotected",
      says: say("{plan} has never been backed up.", { plan: name }),
      reasons: [never, ...awayReasons(copies, now)],
    };
  }
  return ofSaved(state, copies, now);
}

function ofSaved({ plan, watch }: PlanState, copies: readonly Copy[], now: Moment): Assessment {
  const { name: called } = plan;
  const risks = [...riskReasons(copies, now), ...massChangeReasons(copies, now), ...fullReasons(copies)];
  const notes = [
    ...heldReasons(plan, copies),
    ...noteReasons(copies),
    ...watchReasons(watch),
    ...provenReasons(copies, now),
  ];
  const lates = lateReasons(copies, now);
  const reasons = [...risks, ...lates, ...notes];
  const words = { plan: called, reason: reasons[0]?.says ?? "" };
  if (risks.length > 0) return { state: "at-risk", says: say("{plan} is at risk: {reason}.", words), reasons };
  if (lates.length > 0) return { state: "late", says: say("{plan} is late: {reason}.", words), reasons };
  if (notes.length > 0) return { state: "attention", says: say("{plan} is saved; {reason}.", words), reasons };
  const provenAt = Math.max(...copies.map(({ on }) => on?.provenAt ?? 0));
  const proven = { plan: called, ago: agoText(now - provenAt) };
  return { state: "safe", says: say("{plan} is safe. Proven {ago}.", proven), reasons };
}

function riskReasons(copies: readonly Copy[], now: Moment): Reason[] {
  const missing = copies.flatMap(({ target }) =>
    target?.passphrase === "missing" ? [{ code: "passphrase-missing", says: noPassphrase(target) } as const] : [],
  );
  const damaged = copies.flatMap(({ target }) =>
    target?.lastCheck?.isSound === false ? [{ code: "check-failed", says: damageFound(target) } as const] : [],
  );
  const failed = copies.flatMap(({ on, target }) =>
    on?.testFailure === undefined ? [] : [testFailed(on.testFailure, target, now)],
  );
  return [
    ...missing,
    ...failed,
    ...damaged,
    ...(copies.every(({ isFarTooOld }) => isFarTooOld) ? [tooOld(copies, now)] : []),
  ];
}

function testFailed({ at }: TestFailure, target: TargetState | undefined, now: Moment): Reason {
  const ago = agoText(now - at);
  const says =
    target === undefined
      ? say("the last test-restore failed {ago}", { ago })
      : say("the last test-restore from {target} failed {ago}", { target: target.target.name, ago });
  return { code: "test-failed", says };
}

/** The newest snapshot of all copies is what a user would fall back to. */
function tooOld(copies: readonly Copy[], now: Moment): Reason {
  const age = Math.min(...copies.map(({ ageMs }) => ageMs ?? Number.POSITIVE_INFINITY));
  const away = awayReasons(copies, now)[0];
  const words = { ago: agoText(age) };
  if (away === undefined) return { code: "too-old", says: say("the newest backup was made {ago}", words) };
  return { code: "too-old", says: say("the newest backup was made {ago}, {reason}", { ...words, reason: away.says }) };
}

function lateReasons(copies: readonly Copy[], now: Moment): Reason[] {
  const late = copies.filter(({ isLate }) => isLate);
  if (late.length === 0) return [];
  const away = awayReasons(late, now);
  if (away.length > 0) return away;
  return late.map(({ ageMs, target, on }) => {
    const words = { target: target?.target.name ?? say("one of its targets") };
    if (ageMs === undefined)
      return { code: "copy-missing", says: say("nothing has been saved to {target} yet", words) };
    if ((on?.missing ?? 0) > 0)
      return { code: "copy-missing", says: say("the newest backup is not on {target} yet", words) };
    return { code: "old", says: say("the newest backup was made {ago}", { ago: agoText(ageMs) }) };
  });
}

function awayReasons(copies: readonly Copy[], now: Moment): Reason[] {
  return copies.flatMap(({ target }) => {
    if (target?.presence !== "away") return [];
    const {
      lastSeenAt,
      target: { name },
    } = target;
    if (lastSeenAt === undefined)
      return [{ code: "target-away", says: say("{target} is not connected", { target: name }) } as const];
    const words = { target: name, ago: agoText(now - lastSeenAt) };
    return [{ code: "target-away", says: say("{target} was last seen {ago}", words) } as const];
  });
}

function noteReasons(copies: readonly Copy[]): Reason[] {
  const runs = copies.flatMap(({ on }) => on?.lastRun ?? []);
  const failed = runs.some(({ outcome }) => outcome === "failed");
  const stopped = runs.some(({ outcome }) => outcome === "cancelled" || outcome === "interrupted");
  const problems = Math.max(0, ...runs.map(({ outcome, problems: count }) => (outcome === "warnings" ? count : 0)));
  return [
    ...(failed ? [{ code: "last-run-failed", says: say("its last run failed") } as const] : []),
    ...(problems > 0 ? [{ code: "problems", says: notRead(problems) } as const] : []),
    ...(stopped ? [{ code: "last-run-stopped", says: say("its last run was stopped before its end") } as const] : []),
    ...nearlyFullReasons(copies),
  ];
}

/** A failed test says more than that a copy is not proven. */
function provenReasons(copies: readonly Copy[], now: Moment): Reason[] {
  const unproven = copies.filter(({ isProven, on }) => !isProven && on?.testFailure === undefined);
  if (unproven.length === 0) return [];
  const moments = unproven.map(({ on }) => on?.provenAt ?? 0);
  const oldest = Math.min(...moments);
  const says = oldest === 0 ? say("not yet proven") : say("last proven {ago}", { ago: agoText(now - oldest) });
  return [{ code: "not-proven", says }];
}

/** Several targets have seen the same change. */
function massChangeReasons(copies: readonly Copy[], now: Moment): Reason[] {
  const [change] = copies.flatMap(({ on }) => on?.massChange ?? []);
  if (change === undefined) return [];
  const words = { change: massChangeText(change), fallback: lastGoodText(change, now) };
  return [{ code: "mass-change", says: say("an unusual change: {change}; {fallback}", words) }];
}

function heldReasons({ keep }: PlanState["plan"], copies: readonly Copy[]): Reason[] {
  const isHeld = keep !== undefined && copies.some(({ on }) => on?.massChange !== undefined);
  return isHeld
    ? [{ code: "retention-held", says: say("no backup is removed until you have looked at the change") }]
    : [];
}

function fullReasons(copies: readonly Copy[]): Reason[] {
  return copies.flatMap(({ target }) =>
    target?.spaceForecast?.state === "stopped"
      ? [
          {
            code: "target-full",
            says: say("{target} is full, so no backup begins until there is room", { target: target.target.name }),
          } as const,
        ]
      : [],
  );
}

function nearlyFullReasons(copies: readonly Copy[]): Reason[] {
  return copies.flatMap(({ target }) =>
    target?.spaceForecast?.state === "low" ? [{ code: "target-nearly-full", says: nearlyFull(target) } as const] : [],
  );
}

/** Not watched means walked: slower, and after changes it does not begin by itself. */
function watchReasons({ limit }: PlanState["watch"]): Reason[] {
  if (limit === undefined) return [];
  return [{ code: "watch-limit", says: notWatched(limit) }];
}

function noPassphrase({ target }: TargetState): string {
  return say("no passphrase is known that opens {target}", { target: target.name });
}

function damageFound({ target }: TargetState): string {
  return say("the last check of {target} found damage", { target: target.name });
}

function nearlyFull({ target }: TargetState): string {
  return say("{target} is nearly full", { target: target.name });
}

function notRead(count: number): string {
  return say("{count, plural, one {# entry} other {# entries}} could not be read", { count });
}

function notWatched({ setting }: { readonly setting: string }): string {
  return say("not all folders are watched: {setting} is used up", { setting });
}
