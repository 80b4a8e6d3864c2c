import { activityWords, formatPercent, runTitle, shareDone } from "../../../../shared/activity/index.ts";
import { timeLeft } from "../../../../shared/figures/index.ts";
import { agoText, assess, type HealthState, overall } from "../../../../shared/health/index.ts";
import type { Moment, PlanId, PlanState, Run } from "../../../../shared/model/index.ts";
import { pausedAt } from "../../../../shared/model/index.ts";
import { PAUSE_ENDS, type PauseEnd, pauseWords, untilInWords } from "../../../../shared/moments/index.ts";
import { say } from "../../../../shared/words/index.ts";
import type { AgentState } from "../agent-state/index.ts";
import { type Activity, type Alert, iconName, stepOf, type TrayIcon } from "./tray-icons.ts";

/** What a line of the menu does. */
export type TrayAction =
  | { readonly type: "show"; readonly place: string }
  | { readonly type: "back-up"; readonly planIds: readonly PlanId[] }
  | { readonly type: "pause"; readonly end: PauseEnd }
  | { readonly type: "resume" }
  | { readonly type: "quit" };

export type TrayEntry =
  | { readonly type: "separator" }
  /** Without an action it only says something. */
  | { readonly type: "line"; readonly label: string; readonly action?: TrayAction }
  | { readonly type: "submenu"; readonly label: string; readonly entries: readonly TrayEntry[] };

/** All that the tray shows. */
export interface TrayModel {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly menu: readonly TrayEntry[];
}

const SEPARATOR: TrayEntry = { type: "separator" };
/** A menu is no list of runs: the rest is on the page of activity. */
const MOST_LINES = 4;

/**
 * What the tray shows of the agent: the sentence of the overview, what goes on, and the ways in.
 *
 * @param state undefined while no agent answers
 */
export function trayModel(state: AgentState | undefined, now: Moment): TrayModel {
  if (state === undefined) {
    const tooltip = say("Holdfast is starting…");
    return { icon: iconName({ type: "waiting" }, "none"), tooltip, menu: [line(tooltip), SEPARATOR, ...waysIn()] };
  }
  const health = overall(state.plans.map((plan) => assess(plan, state.targets, now)));
  const menu = [
    line(health.says, { type: "show", place: "/" }),
    ...activityLines(state, now),
    ...provenLine(state.plans, now),
    SEPARATOR,
    ...(state.plans.length === 0
      ? [line(say("Set up a backup"), { type: "show", place: "/setup" })]
      : [...backUpEntries(state), pauseEntry(state, now)]),
    SEPARATOR,
    ...waysIn(),
  ];
  return { icon: iconName(activityOf(state, now), alertOf(health.state)), tooltip: health.says, menu };
}

function activityOf({ plans, runs, preferences }: AgentState, now: Moment): Activity {
  const [running] = runs.filter(({ state }) => state === "running");
  if (running !== undefined) return { type: "running", step: stepOf(shareOf(running)) };
  if (pausedAt(preferences, now) !== undefined) return { type: "paused" };
  const isWaiting = runs.length > 0 || plans.some(({ activity }) => activity.type === "waiting");
  return { type: isWaiting ? "waiting" : "idle" };
}

function alertOf(health: HealthState): Alert {
  switch (health) {
    case "unprotected":
    case "at-risk":
      return "risk";
    case "late":
    case "attention":
      return "attention";
    case "safe":
      return "none";
  }
}

function shareOf({ progress }: Run): number | undefined {
  return progress === undefined ? undefined : shareDone(progress);
}

function activityLines({ plans, targets, runs, preferences }: AgentState, now: Moment): readonly TrayEntry[] {
  const paused = pausedAt(preferences, now);
  const running = runs.filter(({ state }) => state === "running").map(runLine);
  const pausedLines = paused === undefined ? [] : [line(pausedWords(paused.until, now))];
  const waiting = plans
    .filter(({ activity }) => activity.type === "waiting")
    .map((plan) =>
      line(planLine(plan, plans.length, { targets, now }), { type: "show", place: `/plans/${plan.plan.id}` }),
    );
  const lines = [...running, ...pausedLines, ...waiting];
  if (lines.length > 0) return shortened(lines);
  const next = nextPlan(plans);
  return next === undefined ? [] : [line(planLine(next, plans.length, { targets, now }))];
}

function shortened(lines: readonly TrayEntry[]): readonly TrayEntry[] {
  if (lines.length <= MOST_LINES) return lines;
  const more = say("and {count, number} more", { count: lines.length - MOST_LINES });
  return [...lines.slice(0, MOST_LINES), line(more, { type: "show", place: "/activity" })];
}

function runLine(run: Run): TrayEntry {
  return line(runWords(run), { type: "show", place: `/activity/${run.id}` });
}

function runWords(run: Run): string {
  const share = shareOf(run);
  const title = runTitle(run);
  if (share === undefined) return title;
  const words = { run: title, percent: formatPercent(share) };
  const seconds = run.progress?.secondsLeft;
  if (seconds === undefined) return say("{run}: {percent}", words);
  return say("{run}: {percent}, {left}", { ...words, left: timeLeft(seconds) });
}

function pausedWords(until: Moment | undefined, now: Moment): string {
  if (until === undefined) return say("Backups are paused until you resume.");
  return say("Backups are paused {until}.", { until: untilInWords(until, now) });
}

function nextPlan(plans: readonly PlanState[]): PlanState | undefined {
  const nextOf = ({ activity }: PlanState): number =>
    activity.type === "idle" ? (activity.next ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  const [soonest] = plans.toSorted((a, b) => nextOf(a) - nextOf(b));
  return soonest !== undefined && Number.isFinite(nextOf(soonest)) ? soonest : undefined;
}

function planLine(
  { plan, activity }: PlanState,
  plans: number,
  { targets, now }: Pick<AgentState, "targets"> & { readonly now: Moment },
): string {
  const own = targets.filter(({ target }) => plan.targetIds.includes(target.id));
  const doing = activityWords(activity, { targets: own, hasChanges: false, isByHand: false }, now);
  return plans === 1 ? doing : say("{plan}: {doing}", { plan: plan.name, doing });
}

/** The newest proof there is, and of which plan. */
function provenLine(plans: readonly PlanState[], now: Moment): readonly TrayEntry[] {
  if (plans.length === 0) return [];
  const proofs = plans.flatMap(({ plan, targets }) =>
    targets.flatMap(({ provenAt }) => (provenAt === undefined ? [] : [{ plan: plan.name, provenAt }])),
  );
  const [newest] = proofs.sort((a, b) => b.provenAt - a.provenAt);
  const show = { type: "show", place: "/proof" } as const;
  if (newest === undefined) return [line(say("No backup has been proven yet"), show)];
  const ago = agoText(now - newest.provenAt);
  if (plans.length === 1) return [line(say("Last proven {ago}", { ago }), show)];
  return [line(say("Last proven {ago}: {plan}", { ago, plan: newest.plan }), show)];
}

function backUpEntries({ plans, runs }: AgentState): readonly TrayEntry[] {
  const label = say("Back up now");
  const ids = plans.map(({ plan }) => plan.id);
  const goesOn = (id: PlanId): boolean => runs.some(({ planId, kind }) => planId === id && kind === "backup");
  const entry = (name: string, planIds: readonly PlanId[]): TrayEntry =>
    planIds.every(goesOn) ? line(name) : line(name, { type: "back-up", planIds });
  if (plans.length === 1) return [entry(label, ids)];
  const each = plans.map(({ plan }) => entry(plan.name, [plan.id]));
  return [{ type: "submenu", label, entries: [entry(say("All plans"), ids), SEPARATOR, ...each] }];
}

function pauseEntry({ preferences }: AgentState, now: Moment): TrayEntry {
  if (pausedAt(preferences, now) !== undefined) return line(say("Resume"), { type: "resume" });
  const entries = PAUSE_ENDS.map((end) => line(pauseWords(end), { type: "pause", end }));
  return { type: "submenu", label: say("Pause"), entries };
}

/** There whatever the agent does. */
function waysIn(): readonly TrayEntry[] {
  return [
    line(say("Restore…"), { type: "show", place: "/restore" }),
    line(say("Open Holdfast"), { type: "show", place: "/" }),
    SEPARATOR,
    line(say("Quit Holdfast"), { type: "quit" }),
  ];
}

function line(label: string, action?: TrayAction): TrayEntry {
  return { type: "line", label, ...(action === undefined ? {} : { action }) };
}
