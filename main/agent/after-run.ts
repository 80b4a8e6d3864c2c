import type { Plan, Run } from "../../shared/model/index.ts";
import type { Changes } from "./changes/index.ts";
import type { Copies } from "./copies/index.ts";
import type { Ground } from "./ground.ts";
import type { JobMakers } from "./job-makers.ts";
import { leavesDoubt } from "./leaves-doubt.ts";
import { needsSample } from "./proof/index.ts";
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
export function afterRun(run: Run, ground: Ground, rooms: AfterRun): void {
  const { catalog, settings } = ground;
  // Backups of this target then look at everything again, and save anew what it has lost.
  if (leavesDoubt(run) && run.targetId !== undefined) catalog.journal.forgetTarget(run.targetId);
  const plan = run.planId === undefined ? undefined : settings.plan(run.planId);
  if (plan !== undefined && run.kind === "backup" && run.figures !== undefined) copyOn(run, plan, rooms);
  if (plan !== undefined) testAfter(run, plan, ground, rooms);
  rooms.searching.afterRun(run);
  rooms.scheduler.look();
}

/** What was saved is proven to come back, at least a sample of it. */
function testAfter(run: Run, plan: Plan, { catalog, settings, clock, stay }: Ground, { jobs, runs }: AfterRun): void {
  // An agent that lives for one command would leave it undone.
  if (stay === "brief" || run.targetId === undefined) return;
  const target = settings.target(run.targetId);
  if (target === undefined || !needsSample(run, plan, catalog.proofs.get(plan.id, target.id), clock.now())) return;
  const active = runs.findActive({ kind: "test-restore", planId: plan.id, targetId: target.id });
  if (active === undefined) jobs.test(plan, target, { amount: "sample", trigger: "after-run" });
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
