import { type Assessment, agoText, assess } from "../../../../shared/health/index.ts";
import type { Moment, PlanOnTarget, PlanState, RunId, TargetState } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import type { AgentState } from "../agent-state/index.ts";

/** Something that a person should know though the window is closed. It is there for as long as it is so. */
export interface Cause {
  /** Tells it from all others, also in the next life of the program. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** Where the window shows what can be done. */
  readonly place: string;
  /** The run whose failure says more than `body`. */
  readonly failedRun?: RunId;
  /** It is about how old backups are: a run that is due, or goes on, may put that right without a word. */
  readonly isAboutAge?: true;
}

type Reasons = Assessment["reasons"];

/** What `assess` calls reasons for a plan to be late. */
const LATE: readonly Reasons[number]["code"][] = ["target-away", "old", "copy-missing"];

/** All that is wrong now, by the health of the plans. */
export function causesOf({ plans, targets }: Pick<AgentState, "plans" | "targets">, now: Moment): readonly Cause[] {
  const inUse = targets.filter(({ target }) => plans.some(({ plan }) => plan.targetIds.includes(target.id)));
  const nameOf = (on: PlanOnTarget): string =>
    targets.find(({ target }) => target.id === on.targetId)?.target.name ?? say("one of its targets");
  return [
    ...plans.flatMap((state) => ofPlan(state, targets, now)),
    ...plans.flatMap((state) => ownCopies(state).flatMap((on) => ofCopy(state, on, nameOf(on), now))),
    ...inUse.flatMap(ofTarget),
  ];
}

/** A target that a plan no longer has says nothing about it. */
function ownCopies({ plan, targets }: PlanState): readonly PlanOnTarget[] {
  return targets.filter(({ targetId }) => plan.targetIds.includes(targetId));
}

/** Too old, or changed in an unusual way: what is so of the plan as a whole. One that was never backed up has no age. */
function ofPlan(state: PlanState, targets: readonly TargetState[], now: Moment): readonly Cause[] {
  const { plan } = state;
  const assessment = assess(state, targets, now);
  if (assessment.state === "unprotected") return [];
  const place = `/plans/${plan.id}`;
  const find = (...codes: typeof LATE) => assessment.reasons.find(({ code }) => codes.includes(code));
  const [change, tooOld, late] = [find("mass-change"), find("too-old"), find(...LATE)];
  const atRisk = (reason: string): string => say("{plan} is at risk: {reason}.", { plan: plan.name, reason });
  const causes: Cause[] = [];
  if (change !== undefined) {
    causes.push({ key: `mass-change ${plan.id}`, title: say("An unusual change"), body: atRisk(change.says), place });
  }
  if (tooOld !== undefined) {
    const told = { title: say("A backup is far too old"), body: atRisk(tooOld.says), place };
    causes.push({ key: `too-old ${plan.id}`, ...told, isAboutAge: true });
  } else if (late !== undefined) {
    const body = say("{plan} is late: {reason}.", { plan: plan.name, reason: late.says });
    causes.push({ key: `late ${plan.id}`, title: say("A backup is late"), body, place, isAboutAge: true });
  }
  return causes;
}

/** What happened to a plan on one of its targets. */
function ofCopy({ plan }: PlanState, on: PlanOnTarget, target: string, now: Moment): readonly Cause[] {
  const { targetId, lastRun, testFailure } = on;
  const causes: Cause[] = [];
  if (testFailure !== undefined) {
    const ago = agoText(now - testFailure.at);
    const reason = say("the last test-restore from {target} failed {ago}", { target, ago });
    const body = say("{plan} is at risk: {reason}.", { plan: plan.name, reason });
    const key = `test-failed ${plan.id} ${targetId}`;
    causes.push({ key, title: say("A test-restore failed"), body, place: "/proof" });
  }
  // A test-restore that failed is told as that.
  if (lastRun?.outcome === "failed" && lastRun.runId !== testFailure?.runId) {
    const body = say("The last run of {plan} on {target} failed.", { plan: plan.name, target });
    const [key, place] = [`failed ${plan.id} ${targetId}`, `/activity/${lastRun.runId}`];
    causes.push({
      key,
      title: say("{plan}: a run failed", { plan: plan.name }),
      body,
      place,
      failedRun: lastRun.runId,
    });
  }
  return causes;
}

/** What is so of a target whatever plan uses it. */
function ofTarget({ target, passphrase, lastCheck, spaceForecast }: TargetState): readonly Cause[] {
  const { id, name } = target;
  const place = "/targets";
  const causes: Cause[] = [];
  if (passphrase === "missing") {
    const body = say("No passphrase is known that opens {target}: nothing can be saved there.", { target: name });
    causes.push({ key: `passphrase-missing ${id}`, title: say("A passphrase is missing"), body, place });
  }
  if (lastCheck?.isSound === false) {
    const body = say("The last check of {target} found damage.", { target: name });
    causes.push({ key: `check-failed ${id}`, title: say("Damage was found"), body, place });
  }
  if (spaceForecast?.state === "stopped") {
    const body = say("{target} is full: no backup begins until there is room.", { target: name });
    causes.push({ key: `target-full ${id}`, title: say("No room for backups"), body, place });
  }
  return causes;
}
