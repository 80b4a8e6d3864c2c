import type {
  ForecastEntry,
  Moment,
  Plan,
  PlanId,
  PlanProof,
  ProofDay,
  Run,
  RunId,
  SnapshotId,
  Target,
  TargetId,
  TestAmount,
} from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Runs } from "../runs/index.ts";
import { daysOf } from "./days.ts";
import { NothingToTest } from "./errors.ts";
import { measured } from "./measured.ts";
import type { TestWish } from "./test-job.ts";

const DAY_MS = 24 * 3_600_000;
/** Of each kind; older ones tell of other days. */
const RUNS_MEASURED = 50;
const MOST_RUNS = 500;
const FORECAST_DAYS = 31;

export interface ProofsOptions {
  readonly catalog: Pick<Catalog, "proofs" | "runs" | "snapshots">;
  readonly now: () => Moment;
  readonly plans: () => readonly Plan[];
  /** @throws if there is no such plan */
  readonly findPlan: (id: PlanId) => Plan;
  readonly target: (id: TargetId) => Target | undefined;
  readonly runs: Pick<Runs, "findActive">;
  readonly startTest: (plan: Plan, target: Target, wish: TestWish) => Run;
  readonly forecast: (days: number) => readonly ForecastEntry[];
  /** When a run last found that nothing had changed since the newest snapshot. */
  readonly currentAt: (plan: Plan, targetId: TargetId) => Moment | undefined;
}

interface StartWish {
  readonly planId: PlanId;
  readonly targetId?: TargetId | undefined;
  readonly snapshotId?: SnapshotId | undefined;
  readonly amount: TestAmount;
  readonly seed?: number | undefined;
  readonly trigger?: "user" | "command-line" | undefined;
}

/** What test-restores have shown: the contract's calls on proof. */
export class Proofs {
  readonly #options: ProofsOptions;

  constructor(options: ProofsOptions) {
    this.#options = options;
  }

  list(): readonly PlanProof[] {
    const { plans, forecast } = this.#options;
    const upcoming = forecast(FORECAST_DAYS).filter(({ action }) => action.type === "test");
    return plans().flatMap((plan) => {
      const next = upcoming.find(({ planId }) => planId === plan.id);
      return plan.targetIds.map((targetId) => this.#proofOf(plan, targetId, next?.heldUntil ?? next?.at));
    });
  }

  days({ planId, days }: { readonly planId?: PlanId | undefined; readonly days: number }): readonly ProofDay[] {
    const { catalog, now } = this.#options;
    const since = now() - days * DAY_MS;
    const asked = planId === undefined ? {} : { planId };
    const runs: Run[] = [];
    for (let before: Moment | undefined; ; ) {
      const more = before === undefined ? {} : { before };
      const page = catalog.runs.list({ ...asked, ...more, kind: "test-restore", limit: MOST_RUNS });
      runs.push(...page.filter(({ state, queuedAt }) => state === "ended" && queuedAt >= since));
      const last = page.at(-1);
      if (last === undefined || page.length < MOST_RUNS || last.queuedAt < since) return daysOf(runs);
      before = last.queuedAt;
    }
  }

  /** @throws {NothingToTest} */
  start({ planId, targetId, snapshotId, amount, trigger = "user", ...more }: StartWish): {
    readonly runIds: readonly RunId[];
  } {
    const { findPlan, target, runs, startTest, catalog } = this.#options;
    const plan = findPlan(planId);
    const targets = plan.targetIds
      .filter((id) => targetId === undefined || id === targetId)
      .flatMap((id) => target(id) ?? []);
    // Each target has snapshots of its own, copies too.
    const having = targets.filter(({ id }) =>
      snapshotId === undefined
        ? catalog.snapshots.totals(id, plan.id).count > 0
        : catalog.snapshots.list(id, plan.id).some((snapshot) => snapshot.id === snapshotId),
    );
    if (having.length === 0) throw new NothingToTest(plan.name, targets[0]?.name ?? "its targets");
    const runIds = having.map((each) => {
      const active = runs.findActive({ kind: "test-restore", planId: plan.id, targetId: each.id });
      return (active ?? startTest(plan, each, { amount, trigger, snapshotId, ...more })).id;
    });
    return { runIds };
  }

  #proofOf(plan: Plan, targetId: TargetId, nextTestAt: Moment | undefined): PlanProof {
    const { catalog, runs, now } = this.#options;
    const { provenAt, snapshotId, snapshotAt, failure } = catalog.proofs.get(plan.id, targetId);
    const { newest } = catalog.snapshots.totals(targetId, plan.id);
    const ended = (["restore", "test-restore"] as const).flatMap((kind) =>
      catalog.runs.list({ planId: plan.id, targetId, kind, limit: RUNS_MEASURED }),
    );
    const isTesting = runs.findActive({ kind: "test-restore", planId: plan.id, targetId }) !== undefined;
    return {
      ...{ planId: plan.id, targetId, coverage: catalog.proofs.coverage(targetId), isTesting },
      ...measured(ended, newest?.bytes),
      ...this.#losses(plan, targetId, snapshotAt, now()),
      ...(provenAt === undefined ? {} : { provenAt }),
      ...(snapshotId === undefined ? {} : { provenSnapshotId: snapshotId }),
      ...(snapshotAt === undefined ? {} : { provenSnapshotAt: snapshotAt }),
      ...(failure === undefined ? {} : { failure }),
      ...(nextTestAt === undefined ? {} : { nextTestAt }),
    };
  }

  /** A run that found nothing changed says that the newest snapshot stands for its time, too. */
  #losses(
    plan: Plan,
    targetId: TargetId,
    provenSnapshotAt: Moment | undefined,
    now: Moment,
  ): Pick<PlanProof, "lossSeconds" | "provenLossSeconds"> {
    const { newest } = this.#options.catalog.snapshots.totals(targetId, plan.id);
    if (newest === undefined) return {};
    const savedAt = Math.max(newest.time, this.#options.currentAt(plan, targetId) ?? 0);
    const since = (moment: Moment): number => Math.max(0, (now - moment) / 1000);
    const provenAt = provenSnapshotAt === newest.time ? savedAt : provenSnapshotAt;
    return {
      lossSeconds: since(savedAt),
      ...(provenAt === undefined ? {} : { provenLossSeconds: since(provenAt) }),
    };
  }
}
