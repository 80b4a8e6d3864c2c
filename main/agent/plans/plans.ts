import { randomUUID } from "node:crypto";
import {
  type BackupMode,
  type ForecastEntry,
  type KeepRules,
  type PathText,
  type Plan,
  type PlanChoices,
  PlanId,
  type PlanState,
  type RetentionPreview,
  type Run,
  type RunId,
  type Target,
  type TargetId,
} from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { previewOn } from "../retention/index.ts";
import type { Runs } from "../runs/index.ts";
import { strength } from "../schedule/index.ts";
import type { Settings } from "../settings/index.ts";
import { Turns } from "../turns/index.ts";
import { settled } from "./choices.ts";
import { FoldersMissing, PlanUnknown, PlanWithoutTarget } from "./errors.ts";
import { type PlanLife, planState } from "./plan-state.ts";

type StartTrigger = "user" | "command-line";

export interface PlansOptions {
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly now: () => number;
  /** Plans, or what is told of them, are no longer as they were. */
  readonly changed: () => void;
  /** @throws if there is no such target */
  readonly findTarget: (id: Target["id"]) => Target;
  /** Whether something is at a path now. Never rejects. */
  readonly isThere: (path: PathText) => Promise<boolean>;
  readonly isWithin: (place: PathText, folder: PathText) => boolean;
  readonly startTidy: (plan: Plan, target: Target) => Run;
  /** The target that the next backup of a plan goes to; the others get copies. */
  readonly lead: (plan: Plan) => Target | undefined;
  /** How many of the plan's snapshots are not on a target yet. */
  readonly missing: (plan: Plan, targetId: TargetId) => number;
  readonly startBackup: (plan: Plan, target: Target, trigger: StartTrigger, mode: BackupMode) => Run;
  /** All that changed in its folders by now will be found by runs that were queued. */
  readonly begun: (plan: Plan) => void;
  readonly runs: Pick<Runs, "active" | "findActive" | "cancel">;
  readonly lifeOf: (plan: Plan) => PlanLife;
  /** What is going to begin by itself, the soonest first. */
  readonly forecast: (days: number) => readonly ForecastEntry[];
}

interface StartWish {
  readonly planId: PlanId;
  readonly trigger?: StartTrigger | undefined;
  readonly mode?: BackupMode | undefined;
}

/** What the user wants backed up, and where to: the contract's calls on plans. */
export class Plans {
  readonly #options: PlansOptions;
  /** Two windows may ask for the same thing at the same time. */
  readonly #changes = new Turns();

  constructor(options: PlansOptions) {
    this.#options = options;
  }

  list(): readonly PlanState[] {
    return this.#options.settings.plans().map((plan) => this.#state(plan));
  }

  get({ planId }: { readonly planId: PlanId }): PlanState {
    return this.#state(this.#find(planId));
  }

  create(choices: PlanChoices): Promise<PlanState> {
    return this.#changes.take(() => this.#create(choices));
  }

  /** A run that is going on ends with the choices it began with. */
  update(asked: { readonly planId: PlanId; readonly choices: PlanChoices }): Promise<PlanState> {
    return this.#changes.take(() => this.#update(asked));
  }

  /** Its runs are stopped; its snapshots stay. */
  remove({ planId }: { readonly planId: PlanId }): Promise<void> {
    return this.#changes.take(() => this.#remove(planId));
  }

  /**
   * Whatever its conditions and a pause say. Its folders are read for one target; the others get copies when that is done.
   * One that does as much and has not ended stands for it. @throws {PlanWithoutTarget}
   */
  start({ planId, trigger = "user", mode = "incremental" }: StartWish): { runIds: readonly RunId[] } {
    const { runs, lead, startBackup, begun } = this.#options;
    const plan = this.#find(planId);
    const [first] = this.#targetsOf(plan);
    const wanted = strength({ type: "backup", mode });
    const active = runs.active().find((run) => {
      const isSame = run.kind === "backup" && run.planId === plan.id && !run.isStopping;
      return isSame && strength({ type: "backup", mode: run.mode ?? "incremental" }) >= wanted;
    });
    const started = active ?? startBackup(plan, lead(plan) ?? first, trigger, mode);
    // One that goes on may have passed by what has changed since.
    if (started.state === "queued") begun(plan);
    return { runIds: [started.id] };
  }

  forecast({ days }: { readonly days: number }): readonly ForecastEntry[] {
    return this.#options.forecast(days);
  }

  /** What rules would do, the plan's own unless others are asked about. */
  previewKeep(asked: { readonly planId: PlanId; readonly keep?: KeepRules | undefined }): RetentionPreview[] {
    const { catalog, now } = this.#options;
    const plan = this.#find(asked.planId);
    return plan.targetIds.map((targetId) => previewOn(plan, targetId, { catalog, now }, asked.keep));
  }

  /** @throws {PlanWithoutTarget} */
  tidy({ planId }: { readonly planId: PlanId }): { runIds: readonly RunId[] } {
    const { runs, startTidy } = this.#options;
    const plan = this.#find(planId);
    const runIds = this.#targetsOf(plan).map((target) => {
      const active = runs.findActive({ kind: "tidy", planId: plan.id, targetId: target.id });
      return (active ?? startTidy(plan, target)).id;
    });
    return { runIds };
  }

  /** Somebody has looked at it: from now on rules apply again. One that is not open is success. */
  acceptMassChange({ planId, targetId }: { readonly planId: PlanId; readonly targetId: TargetId }): void {
    this.#options.catalog.massChanges.close(this.#find(planId).id, targetId);
    this.#options.changed();
  }

  /** @throws {PlanWithoutTarget} */
  #targetsOf(plan: Plan): readonly [Target, ...Target[]] {
    const [first, ...others] = plan.targetIds.flatMap((id) => this.#options.settings.target(id) ?? []);
    if (first === undefined) throw new PlanWithoutTarget(plan.name);
    return [first, ...others];
  }

  async #create(choices: PlanChoices): Promise<PlanState> {
    const checked = this.#settled(choices);
    await this.#mustBeThere(checked.folders);
    const plan: Plan = { id: PlanId.parse(randomUUID()), createdAt: this.#options.now(), ...checked };
    return this.#save(plan);
  }

  async #update(asked: { readonly planId: PlanId; readonly choices: PlanChoices }): Promise<PlanState> {
    const before = this.#find(asked.planId);
    const checked = this.#settled(asked.choices, before);
    // A plan whose drive is away may be renamed; only a new list of folders has to make sense now.
    const isSame = checked.folders.join("\0") === before.folders.join("\0");
    if (!isSame) await this.#mustBeThere(checked.folders);
    return this.#save({ ...before, ...checked });
  }

  async #remove(planId: PlanId): Promise<void> {
    const { settings, catalog, runs, changed } = this.#options;
    this.#find(planId);
    await settings.removePlan(planId);
    catalog.journal.forgetPlan(planId);
    catalog.proofs.forgetPlan(planId);
    for (const run of runs.active()) if (run.planId === planId) runs.cancel({ runId: run.id });
    changed();
  }

  #find(planId: PlanId): Plan {
    const plan = this.#options.settings.plan(planId);
    if (plan === undefined) throw new PlanUnknown(planId);
    return plan;
  }

  #settled(choices: PlanChoices, before?: Plan): PlanChoices {
    const { settings, findTarget, isWithin, now } = this.#options;
    const others = settings.plans().filter(({ id }) => id !== before?.id);
    return settled(choices, { others, targets: choices.targetIds.map(findTarget), isWithin, now: now() });
  }

  /** One folder that is away may come back; when all are, the user has most likely mistyped. @throws {FoldersMissing} */
  async #mustBeThere(folders: readonly PathText[]): Promise<void> {
    for (const folder of folders) if (await this.#options.isThere(folder)) return;
    throw new FoldersMissing(folders);
  }

  async #save(plan: Plan): Promise<PlanState> {
    await this.#options.settings.savePlan(plan);
    this.#options.changed();
    return this.#state(plan);
  }

  #state(plan: Plan): PlanState {
    const { catalog, missing, lifeOf } = this.#options;
    return planState(plan, { catalog, missing }, lifeOf(plan));
  }
}
