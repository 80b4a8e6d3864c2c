import type { PathText, Plan, RestorePreview, RestoreRequest, RunId, Space } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import { restoreDestination, restoreJob } from "../jobs/index.ts";
import type { KnownTargets, Repositories } from "../repositories/index.ts";
import type { Runs } from "../runs/index.ts";
import { NoRoomToRestore } from "./errors.ts";
import { Previewer } from "./previewer.ts";

export interface RestoresOptions {
  readonly catalog: Pick<Catalog, "snapshots">;
  readonly targets: KnownTargets;
  readonly repositories: Pick<Repositories, "withRepository">;
  readonly runs: Pick<Runs, "start">;
  readonly plans: () => readonly Plan[];
  readonly clock: Clock;
  /** Room on the volume that a place is on, or would be on were it there; undefined where the system does not tell. */
  readonly volumeSpace: (path: PathText) => Promise<Space | undefined>;
}

/** Previews that are remembered until their restore is started. */
const MOST_REMEMBERED = 4;

/** Brings back what is in snapshots, and says beforehand what that would do. */
export class Restores {
  readonly #options: RestoresOptions;
  /** The bytes that a request would write, when it was looked at last. */
  readonly #needs = new Map<string, { readonly bytesToWrite: number; readonly place: PathText }>();

  constructor(options: RestoresOptions) {
    this.#options = options;
  }

  /** @throws {TargetAway}, what the engine throws for a snapshot or folder that is not there */
  async preview(request: RestoreRequest, signal?: AbortSignal): Promise<RestorePreview> {
    const { targets, repositories } = this.#options;
    const target = targets.find(request.targetId);
    const { preview, parts } = await repositories.withRepository(
      target,
      "preview",
      (open) => new Previewer(open, request, signal).preview(),
      signal,
    );
    const place = parts[0]?.into ?? restoreDestination(request);
    this.#remember(request, preview.bytesToWrite, place);
    const freeBytes = await this.#freeBytes(place);
    return { ...preview, ...(freeBytes === undefined ? {} : { freeBytes }) };
  }

  /**
   * Queues a run that does it. What nobody asked a preview of is not looked at beforehand: its run says when the disk is full.
   *
   * @throws {NoRoomToRestore} by its preview it does not fit into what is free now
   */
  async start(request: RestoreRequest): Promise<{ readonly runId: RunId }> {
    const { targets, runs, catalog, plans, clock } = this.#options;
    const target = targets.find(request.targetId);
    await this.#checkRoom(request);
    const job = restoreJob(request, target, { catalog, plans, clock, trigger: "user" });
    return { runId: runs.start(job).id };
  }

  async #checkRoom(request: RestoreRequest): Promise<void> {
    const need = this.#needs.get(keyOf(request));
    if (need === undefined) return;
    const { place, bytesToWrite } = need;
    const freeBytes = await this.#freeBytes(place);
    if (freeBytes !== undefined && freeBytes < bytesToWrite) throw new NoRoomToRestore(place, bytesToWrite, freeBytes);
  }

  #remember(request: RestoreRequest, bytesToWrite: number, place: PathText): void {
    const key = keyOf(request);
    this.#needs.delete(key);
    this.#needs.set(key, { bytesToWrite, place });
    const [oldest] = this.#needs.keys();
    if (this.#needs.size > MOST_REMEMBERED && oldest !== undefined) this.#needs.delete(oldest);
  }

  /** Of the volume of one place: a request may lead to several, which is told when the first of them is full. */
  async #freeBytes(place: PathText): Promise<number | undefined> {
    const space = await this.#options.volumeSpace(place).catch(() => undefined);
    return space?.freeBytes;
  }
}

function keyOf({ targetId, snapshotId, selections, destination, existingFiles }: RestoreRequest): string {
  return JSON.stringify([targetId, snapshotId, selections, destination, existingFiles]);
}
