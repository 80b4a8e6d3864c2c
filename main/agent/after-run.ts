import type { Plan, Run } from "../../shared/model/index.ts";
import type { Changes } from "./changes/index.ts";
import type { Copies } from "./copies/index.ts";
import type { Ground } from "./ground.ts";
import type { JobMakers } from "./job-makers.ts";
import { leavesDoubt } from "./leaves-doubt.ts";
import type { Runs } from "./runs/index.ts";
import type { Scheduler } from "./schedule/index.ts";
import type { Searching } from "./searching.ts";

interface AfterRun {
  readonly copies: Copies;
  readonly jobs: JobMakers;
  readonly changes: Changes | undefined;
  readonly runs: Runs;
  readonly scheduler: Scheduler;
  readonly searching: Pick<Searching, "afterRun">;
}

/** What the end of a run is followed by. */
export function afterRun(run: Run, { catalog, settings }: Ground, rooms: AfterRun): void {
  // Backups of this target then look at everything again, and save anew what it has lost.
  if (leavesDoubt(run) && run.targetId !== undefined) catalog.journal.forgetTarget(run.targetId);
  const plan = run.planId === undefined ? undefined : settings.plan(run.planId);
  if (plan !== undefined && run.kind === "backup" && run.figures !== undefined) copyOn(run, plan, rooms);
  rooms.searching.afterRun(run);
  rooms.scheduler.look();
}

/** What a backup has saved goes on to the plan's other targets. */
function copyOn(run: Run, plan: Plan, { copies, jobs, changes, runs }: AfterRun): void {
  if (changes !== undefined) copies.moveBaselines(run, plan, changes);
  const isByHand = run.trigger === "user" || run.trigger === "command-line";
  for (const target of copies.after(run, plan)) {
    const active = runs.active().filter(({ kind, planId }) => kind === "copy" && planId === plan.id);
    // One that goes on has chosen what it copies before this was made.
    const isQueued = active.some(({ state, targetId }) => state === "queued" && targetId === target.id);
    if (!isQueued) jobs.copy(plan, target, isByHand ? run.trigger : "schedule");
  }
}
