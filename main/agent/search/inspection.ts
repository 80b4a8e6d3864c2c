import type { ChangeKind, FileLook, SnapshotChanges, TargetId } from "../../../shared/model/index.ts";
import type { Clock } from "../clock/index.ts";
import type { KnownTargets, Repositories } from "../repositories/index.ts";
import { compareSnapshots, type ToCompare } from "./comparison.ts";
import { type FileToLookAt, lookAt } from "./look.ts";

/** The last comparison stays so long for its other pages. */
const KEPT_MS = 60_000;

export interface InspectionOptions {
  readonly targets: KnownTargets;
  readonly repositories: Pick<Repositories, "withRepository">;
  readonly clock: Clock;
}

export type CompareInput = ToCompare & {
  readonly targetId: TargetId;
  readonly kind?: ChangeKind | undefined;
  readonly offset: number;
  readonly limit: number;
};
export type LookInput = FileToLookAt & { readonly targetId: TargetId };

/** What only the repository can tell: how snapshots differ, and what is in a file. */
export class Inspection {
  readonly #options: InspectionOptions;
  /** Snapshots never change, so a comparison stays true. */
  #last: { readonly key: string; readonly changes: SnapshotChanges } | undefined;
  #callOff = (): void => {};

  constructor(options: InspectionOptions) {
    this.#options = options;
  }

  /** @throws {TargetAway}, and what the engine throws for a snapshot or folder that is not there, or not readable */
  async compare(
    { targetId, kind, offset, limit, ...wanted }: CompareInput,
    signal?: AbortSignal,
  ): Promise<SnapshotChanges> {
    const key = JSON.stringify([targetId, wanted.before, wanted.after, wanted.folder]);
    const whole = this.#last?.key === key ? this.#last.changes : await this.#compared(targetId, wanted, signal);
    this.#keep(key, whole);
    const listed = kind === undefined ? whole.changes : whole.changes.filter((change) => change.kind === kind);
    return { ...whole, changes: listed.slice(offset, offset + limit), listed: listed.length };
  }

  /** @throws {TargetAway}, and what the engine throws for a path that is not there, or not readable */
  look({ targetId, ...file }: LookInput, signal?: AbortSignal): Promise<FileLook> {
    const { targets, repositories } = this.#options;
    return repositories.withRepository(targets.find(targetId), "browse", (open) => lookAt(open, file, signal), signal);
  }

  /** Nothing is kept any more. */
  stop(): void {
    this.#callOff();
    this.#last = undefined;
  }

  #compared(targetId: TargetId, wanted: ToCompare, signal?: AbortSignal): Promise<SnapshotChanges> {
    const { targets, repositories } = this.#options;
    // Not with those who look into folders: they would wait for it.
    return repositories.withRepository(
      targets.find(targetId),
      "preview",
      (open) => compareSnapshots(open, wanted, signal),
      signal,
    );
  }

  #keep(key: string, changes: SnapshotChanges): void {
    this.#last = { key, changes };
    this.#callOff();
    this.#callOff = this.#options.clock.after(KEPT_MS, () => {
      this.#last = undefined;
    });
  }
}
