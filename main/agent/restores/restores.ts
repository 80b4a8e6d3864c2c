import type { Plan, RestorePreview, RestoreRequest, RunId } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import { restoreDestination, restoreJob } from "../jobs/index.ts";
import type { KnownTargets, Repositories } from "../repositories/index.ts";
import type { Runs } from "../runs/index.ts";
import { NoRoomToRestore } from "./errors.ts";
import { type Need, needsOf, tightest, type Volumes } from "./needs.ts";
import { checkNewFile, type LookAt } from "./new-file.ts";
import { Previewer } from "./previewer.ts";

export interface RestoresOptions extends Volumes {
  readonly catalog: Pick<Catalog, "snapshots">;
  readonly targets: KnownTargets;
  readonly repositories: Pick<Repositories, "withRepository">;
  readonly runs: Pick<Runs, "start">;
  readonly plans: () => readonly Plan[];
  readonly clock: Clock;
  readonly lookAt: LookAt;
}

/** Previews that are remembered until their restore is started. */
const MOST_REMEMBERED = 4;

/** Brings back what is in snapshots, and says beforehand what that would do. */
export class Restores {
  readonly #options: RestoresOptions;
  /** The room that a request would take, when it was looked at last. */
  readonly #needs = new Map<string, readonly Need[]>();

  constructor(options: RestoresOptions) {
    this.#options = options;
  }

  /** @throws {TargetAway} {ZipNameTaken} {NoFolderForZip}, what the engine throws for a snapshot or folder that is not there */
  async preview(request: RestoreRequest, signal?: AbortSignal): Promise<RestorePreview> {
    const { targets, repositories } = this.#options;
    const target = targets.find(request.targetId);
    await this.#checkPlace(request);
    const { preview, parts } = await repositories.withRepository(
      target,
      "preview",
      (open) => new Previewer(open, request, signal).preview(),
      signal,
    );
    const place = parts[0]?.into ?? restoreDestination(request);
    const needs = await needsOf(request, place, preview.bytesToWrite, this.#options);
    this.#remember(request, needs);
    const { bytesToWrite = 0, freeBytes } = (await tightest(needs, this.#options)) ?? {};
    return { ...preview, bytesToWrite, ...(freeBytes === undefined ? {} : { freeBytes }) };
  }

  /**
   * Queues a run that does it. What nobody asked a preview of is not looked at beforehand: its run says when the disk is full.
   *
   * @throws {NoRoomToRestore} by its preview it does not fit into what is free now
   * @throws {ZipNameTaken} {NoFolderForZip}
   */
  async start(request: RestoreRequest): Promise<{ readonly runId: RunId }> {
    const { targets, runs, catalog, plans, clock, dataFolder } = this.#options;
    const target = targets.find(request.targetId);
    await this.#checkPlace(request);
    await this.#checkRoom(request);
    const job = restoreJob(request, target, { catalog, plans, clock, dataFolder, trigger: "user" });
    return { runId: runs.start(job).id };
  }

  async #checkRoom(request: RestoreRequest): Promise<void> {
    const need = await tightest(this.#needs.get(keyOf(request)) ?? [], this.#options);
    if (need?.freeBytes === undefined || need.freeBytes >= need.bytesToWrite) return;
    throw new NoRoomToRestore(need.place, need.bytesToWrite, need.freeBytes);
  }

  async #checkPlace({ destination }: RestoreRequest): Promise<void> {
    if (destination.type === "zip") await checkNewFile(destination.file, this.#options.lookAt);
  }

  #remember(request: RestoreRequest, needs: readonly Need[]): void {
    const key = keyOf(request);
    this.#needs.delete(key);
    this.#needs.set(key, needs);
    const [oldest] = this.#needs.keys();
    if (this.#needs.size > MOST_REMEMBERED && oldest !== undefined) this.#needs.delete(oldest);
  }
}

function keyOf({ targetId, snapshotId, selections, destination, existingFiles }: RestoreRequest): string {
  return JSON.stringify([targetId, snapshotId, selections, destination, existingFiles]);
}
