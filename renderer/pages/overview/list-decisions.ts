import { countOf } from "../../../shared/figures/index.ts";
import type { MassChange, Moment, Notice, PlanId, PlanState, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { fillWords, MASS_CHANGE_HINT, massChangeWords } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";

/** Something that waits for the user: a sentence and where it is settled. */
export interface Decision {
  readonly key: string;
  readonly level: "info" | "warning" | "bad";
  readonly says: string;
  readonly hint?: string;
  /** Absent for a notice, which is only read and put away. */
  readonly go?: { readonly label: string; readonly to: string; readonly hash?: string };
  readonly noticeId?: string;
  /** An unusual change, with its own two answers. */
  readonly massChange?: { readonly planId: PlanId; readonly change: MassChange };
}

/** What needs a decision, the gravest first. */
export function listDecisions(
  plans: readonly PlanState[],
  targets: readonly TargetState[],
  notices: readonly Notice[],
  now: Moment,
): readonly Decision[] {
  return [
    ...plans.flatMap((state) => ofMassChange(state, now)),
    ...targets.flatMap(ofTarget),
    ...plans.flatMap(ofTest),
    ...plans.flatMap(ofPlan),
    ...targets.flatMap((state) => ofSpace(state, now)),
    ...plans.flatMap(ofWatch),
    ...targets.flatMap(ofKit),
    ...notices.map(ofNotice),
  ];
}

function ofMassChange({ plan, targets }: PlanState, now: Moment): Decision[] {
  return targets.flatMap(({ targetId, massChange: change }): Decision[] => {
    if (change === undefined) return [];
    const says = `${plan.name}: ${massChangeWords(change, now)}`;
    const key = `change ${plan.id} ${targetId}`;
    return [{ key, level: "bad", says, hint: MASS_CHANGE_HINT, massChange: { planId: plan.id, change } }];
  });
}

/** A target that is soon full, or so full that backups wait. */
function ofSpace({ target, spaceForecast }: TargetState, now: Moment): Decision[] {
  const words = spaceForecast === undefined ? undefined : fillWords(spaceForecast, now);
  if (spaceForecast === undefined || words === undefined || spaceForecast.state === "fine") return [];
  const level = spaceForecast.state === "stopped" ? "bad" : "warning";
  const go = { label: "Make room", to: paths.targets, hash: target.id };
  return [{ key: `space ${target.id}`, level, says: `${target.name}: ${words}.`, go }];
}

function ofWatch({ plan, watch }: PlanState): Decision[] {
  if (watch.limit === undefined) return [];
  const says = `${plan.name}: not all of its folders can be watched, so that each backup has to walk the rest.`;
  const go = { label: "See why", to: paths.plan(plan.id), hash: "watching" };
  return [{ key: `watch ${plan.id}`, level: "info", says, go }];
}

function ofTarget({ target, passphrase, presence, lastCheck, problem }: TargetState): Decision[] {
  const go = (label: string): Required<Decision>["go"] => ({ label, to: paths.targets, hash: target.id });
  const found: Decision[] = [];
  if (passphrase === "missing") {
    const says = `The passphrase of ${target.name} is missing: nothing can be saved to it or restored from it.`;
    found.push({ key: `passphrase ${target.id}`, level: "bad", says, go: go("Enter it") });
  }
  if (problem !== undefined) {
    const says = `${target.name} cannot be used: ${problem.message}`;
    found.push({ key: `problem ${target.id}`, level: "bad", says, hint: problem.hint, go: go("Put it right") });
  }
  if (lastCheck?.isSound === false) {
    const says = `The last check of ${target.name} found damage.`;
    const see = { label: "See what", to: paths.run(lastCheck.runId) };
    found.push({ key: `check ${target.id}`, level: "bad", says, go: see });
  }
  if (presence === "away" && problem === undefined) {
    const says = `${target.name} is not connected. Its backups wait and start by themselves when it is back.`;
    found.push({ key: `away ${target.id}`, level: "warning", says, go: go("See the target") });
  }
  return found;
}

function ofPlan({ plan, targets }: PlanState): Decision[] {
  return targets.flatMap(({ targetId, lastRun }): Decision[] => {
    if (lastRun === undefined) return [];
    const to = paths.run(lastRun.runId);
    const key = `run ${plan.id} ${targetId}`;
    if (lastRun.outcome === "failed") {
      return [{ key, level: "bad", says: `The last backup of ${plan.name} failed.`, go: { label: "See why", to } }];
    }
    if (lastRun.outcome !== "warnings") return [];
    const says = `${plan.name}: ${countOf(lastRun.problems, "entry", "entries")} could not be read.`;
    return [{ key, level: "warning", says, go: { label: "See which", to } }];
  });
}

function ofTest({ plan, targets }: PlanState): Decision[] {
  return targets.flatMap(({ targetId, testFailure }): Decision[] => {
    if (testFailure === undefined) return [];
    const says = say("The last test-restore of {plan} failed: {why}", { plan: plan.name, why: testFailure.says });
    const go = { label: say("See what failed"), to: paths.run(testFailure.runId) };
    return [{ key: `test ${plan.id} ${targetId}`, level: "bad", says, go }];
  });
}

function ofKit({ target }: TargetState): Decision[] {
  if (target.recoveryKitSavedAt !== undefined) return [];
  const says = `The recovery kit of ${target.name} is not saved. Without it, the backups cannot be opened if this computer is lost.`;
  const go = { label: "Save it", to: paths.targets, hash: target.id };
  return [{ key: `kit ${target.id}`, level: "warning", says, go }];
}

function ofNotice({ id, level, message, hint }: Notice): Decision {
  return { key: `notice ${id}`, level, says: message, hint, noticeId: id };
}
