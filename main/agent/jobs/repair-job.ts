import { countOf } from "../../../shared/figures/index.ts";
import type { RepairFigures, Run, RunPhase, RunProblem, Target } from "../../../shared/model/index.ts";
import {
  type RepairIndexResult,
  type RepairNotice,
  type RepairPacksOptions,
  type RepairPhase,
  type RepairProgress,
  repairIndex,
  repairPacks,
  repairSnapshots,
  type SnapshotChange,
  type Run as Task,
  toPathText,
} from "../../engine/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import type { Snapshots } from "../snapshots/index.ts";
import { RETRY_LOCK_MS } from "./deps.ts";
import { type Figures, Meter } from "./meter.ts";

export interface RepairDeps {
  readonly catalog: Pick<Catalog, "targetFacts">;
  readonly snapshots: Pick<Snapshots, "readAll">;
  readonly clock: Clock;
  readonly trigger: Run["trigger"];
  /** Keeps a damaged pack as it is, so that nothing of it is lost by an attempt to save it. */
  readonly setAside: RepairPacksOptions["setAside"];
}

/**
 * A run that lists again what is stored, saves what is sound of the packs that the last check found damaged, and makes
 * snapshots anew without the files that are lost. The old snapshots stay: what is damaged in them may turn up elsewhere.
 */
export function repairJob(target: Target, deps: RepairDeps): RunJob {
  return {
    ...{ kind: "repair", title: `Repair ${target.name}`, trigger: deps.trigger },
    ...{ targetId: target.id, targetName: target.name },
    perform: (context) => new Repairing(target, deps, context).run(),
  };
}

const PHASES: Readonly<Record<RepairPhase, RunPhase>> = {
  opening: "opening",
  index: "checking",
  packs: "checking",
  salvage: "rewriting",
  writing: "saving",
  snapshots: "rewriting",
};

class Repairing {
  readonly #target: Target;
  readonly #deps: RepairDeps;
  readonly #context: RunContext;
  readonly #meter: Meter;
  readonly #options;
  #problems = 0;

  constructor(target: Target, deps: RepairDeps, context: RunContext) {
    this.#target = target;
    this.#deps = deps;
    this.#context = context;
    this.#meter = new Meter(() => deps.clock.now());
    this.#options = { retryLockMs: RETRY_LOCK_MS, signal: context.signal };
  }

  async run(): Promise<RunEnd> {
    const { open, note, signal } = this.#context;
    const index = await this.#follow(repairIndex(open, this.#options));
    const { added, missing, reread, unreadable } = index;
    note(
      "info",
      index.isChanged ? "The list of what is stored was made anew." : "The list of what is stored was right.",
    );
    if (missing.length > 0) note("warning", `${countOf(missing.length, "pack")} that should be there are gone.`);
    if (added.length > 0) note("info", `${countOf(added.length, "pack")} that no list had were found.`);
    const packs = await this.#repairPacks(unreadable);
    const { repaired } = await this.#follow(repairSnapshots(open, this.#options));
    const made = repaired.filter(({ snapshot }) => snapshot !== undefined).length;
    note(
      "info",
      made === 0
        ? "No snapshot had to be made anew."
        : `${countOf(made, "snapshot")} made anew without what is lost; the old ones stay.`,
    );
    await this.#deps.snapshots.readAll(this.#target.id, open, signal);
    const figures: RepairFigures = {
      ...{ kind: "repair", seconds: this.#meter.seconds, snapshotsRewritten: made },
      packsRead: reread.length + unreadable.length + packs.read,
      blobsSaved: index.salvaged.blobs + packs.saved,
    };
    return { figures, problems: this.#problems };
  }

  /** Those that the last check found damaged; what could be saved of those without a header, the index has by now. */
  async #repairPacks(
    unreadable: RepairIndexResult["unreadable"],
  ): Promise<{ readonly read: number; readonly saved: number }> {
    const { catalog, setAside } = this.#deps;
    const facts = catalog.targetFacts.get(this.#target.id);
    const stored = new Set<string>();
    const { open, signal, note } = this.#context;
    for await (const { name } of open.repository.storage.list("data", signal)) stored.add(name);
    for (const id of unreadable) stored.delete(id);
    const damaged = (facts.damagedPacks ?? []).filter((id) => stored.has(id));
    if (damaged.length === 0) return { read: 0, saved: 0 };
    const result = await this.#follow(repairPacks(open, { ...this.#options, packs: damaged, setAside }));
    note(
      "info",
      `${countOf(damaged.length, "damaged pack")} set aside; ${countOf(result.salvaged.blobs, "part")} of them saved.`,
    );
    const { damagedPacks: _done, ...rest } = catalog.targetFacts.get(this.#target.id);
    catalog.targetFacts.set(this.#target.id, rest);
    return { read: damaged.length, saved: result.salvaged.blobs };
  }

  async #follow<Result>(task: Task<RepairProgress | RepairNotice, Result>): Promise<Result> {
    for await (const event of task) {
      if (event.type === "progress") this.#context.progress(this.#meter.progress(figuresOf(event, this.#problems)));
      else if (event.type === "change") this.#tell(event);
    }
    return task.result;
  }

  #tell(change: SnapshotChange): void {
    if (change.what === "size") return; // nothing of it is lost
    this.#problems += 1;
    this.#context.problem(problemOf(change));
  }
}

function figuresOf({ phase, done, total, bytesRead }: RepairProgress, problems: number): Figures {
  const known = total === undefined ? undefined : { files: total, bytes: 0, isFinal: true };
  return { phase: PHASES[phase], filesDone: done, bytesDone: bytesRead, total: known, problems };
}

const LOSSES: Readonly<Record<Exclude<SnapshotChange["what"], "size">, string>> = {
  content: "has lost some of its content",
  folder: "is empty now: the list of what was in it is lost",
  root: "is lost: nothing of the snapshot can be read",
  unknown: "is in a form that this version does not know, and was left as it is",
};

function problemOf({ snapshot, path, what }: SnapshotChange): RunProblem {
  const shown = toPathText(path);
  const says = what === "size" ? "" : LOSSES[what];
  return { cause: `lost-${what}`, path: shown, message: `“${shown}” of snapshot ${snapshot.slice(0, 8)} ${says}.` };
}
