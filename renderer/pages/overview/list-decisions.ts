import type { MassChange, Moment, Notice, PlanId, PlanState, TargetState } from "../../../shared/model/index.ts";
import { say, sayFailure } from "../../../shared/words/index.ts";
import { fillWords, massChangeHint, massChangeWords } from "../../components/index.ts";
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
    const says = say("{plan}: {says}", { plan: plan.name, says: massChangeWords(change, now) });
    const key = `change ${plan.id} ${targetId}`;
    return [{ key, level: "bad", says, hint: massChangeHint(), massChange: { planId: plan.id, change } }];
  });
}

/** A target that is soon full, or so full that backups wait. */
function ofSpace({ target, spaceForecast }: TargetState, now: Moment): Decision[] {
  const words = spaceForecast === undefined ? undefined : fillWords(spaceForecast, now);
  if (spaceForecast === undefined || words === undefined || spaceForecast.state === "fine") return [];
  const level = spaceForecast.state === "stopped" ? "bad" : "warning";
  const go = { label: say("Make room"), to: paths.targets, hash: target.id };
  return [
    { key: `space ${target.id}`, level, says: say("{target}: {says}.", { target: target.name, says: words }), go },
  ];
}

function ofWatch({ plan, watch }: PlanState): Decision[] {
  if (watch.limit === undefined) return [];
  const says = say("{plan}: not all of its folders can be watched, so that each backup has to walk the rest.", {
    plan: plan.name,
  });
  const go = { label: say("See why"), to: paths.plan(plan.id), hash: "watching" };
  return [{ key: `watch ${plan.id}`, level: "info", says, go }];
}

function ofTarget({ target, passphrase, presence, lastCheck, problem }: TargetState): Decision[] {
  const go = (label: string): Required<Decision>["go"] => ({ label, to: paths.targets, hash: target.id });
  const words = { target: target.name };
  const found: Decision[] = [];
  if (passphrase === "missing") {
    const says = say("The passphrase of {target} is missing: nothing can be saved to it or restored from it.", words);
    found.push({ key: `passphrase ${target.id}`, level: "bad", says, go: go(say("Enter it")) });
  }
  if (problem !== undefined) {
    const { message, hint } = sayFailure(problem);
    const says = say("{target} cannot be used: {problem}", { ...words, problem: message });
    found.push({ key: `problem ${target.id}`, level: "bad", says, hint, go: go(say("Put it right")) });
  }
  if (lastCheck?.isSound === false) {
    const says = say("The last check of {target} found damage.", words);
    const see = { label: say("See what"), to: paths.run(lastCheck.runId) };
    found.push({ key: `check ${target.id}`, level: "bad", says, go: see });
  }
  if (presence === "away" && problem === undefined) {
    const says = say("{target} is not connected. Its backups wait and start by themselves when it is back.", words);
    found.push({ key: `away ${target.id}`, level: "warning", says, go: go(say("See the target")) });
  }
  return found;
}

function ofPlan({ plan, targets }: PlanState): Decision[] {
  return targets.flatMap(({ targetId, lastRun }): Decision[] => {
    if (lastRun === undefined) return [];
    const to = paths.run(lastRun.runId);
    const key = `run ${plan.id} ${targetId}`;
    if (lastRun.outcome === "failed") {
      const says = say("The last backup of {plan} failed.", { plan: plan.name });
      return [{ key, level: "bad", says, go: { label: say("See why"), to } }];
    }
    if (lastRun.outcome !== "warnings") return [];
    const says = say("{plan}: {count, plural, one {# entry} other {# entries}} could not be read.", {
      ...{ plan: plan.name, count: lastRun.problems },
    });
    return [{ key, level: "warning", says, go: { label: say("See which"), to } }];
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
  const says = say(
    "The recovery kit of {target} is not saved. Without it, the backups cannot be opened if this computer is lost.",
    { target: target.name },
  );
  const go = { label: say("Save it"), to: paths.targets, hash: target.id };
  return [{ key: `kit ${target.id}`, level: "warning", says, go }];
}

function ofNotice({ id, level, message, hint }: Notice): Decision {
  return { key: `notice ${id}`, level, says: message, hint, noticeId: id };
}
