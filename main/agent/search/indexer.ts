import { AppError } from "../../../shared/errors/index.ts";
import type { Target, TargetId } from "../../../shared/model/index.ts";
import { type FolderColumns, type OpenRepository, readColumns, snapshots } from "../../engine/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Log } from "../log/index.ts";
import type { Repositories } from "../repositories/index.ts";
import type { IndexClient } from "./index-client.ts";
import { seriesOf } from "./series.ts";
import { takeIn } from "./take-in.ts";

/** What happened to a target is followed by more: a run by its copies, a start by other starts. */
const DELAY_MS = 2_000;
const SWEEP_MS = 50;

export interface IndexerOptions {
  readonly index: IndexClient;
  readonly repositories: Pick<Repositories, "withRepository">;
  /** Those that there are now. */
  readonly targets: () => readonly Target[];
  readonly clock: Clock;
  readonly log: Log;
  /** The index knows more, or less, than before. */
  readonly moved: () => void;
}

/** Keeps the index of names what the repositories have, in the background, one target after the other. */
export class Indexer {
  readonly #options: IndexerOptions;
  readonly #due = new Set<TargetId>();
  readonly #stop = new AbortController();
  #isClearDue = false;
  #callOff: (() => void) | undefined;
  #working: Promise<void> | undefined;

  constructor(options: IndexerOptions) {
    this.#options = options;
  }

  get isIndexing(): boolean {
    return this.#working !== undefined;
  }

  /** Snapshots of a target came or went, or it can be read again: it is looked at soon. */
  look(targetId: TargetId): void {
    this.#due.add(targetId);
    this.#callOff ??= this.#options.clock.after(DELAY_MS, () => {
      this.#callOff = undefined;
      this.#begin();
    });
  }

  /** Makes everything anew, from the targets that can be read; the others follow when they are back. */
  rebuild(): void {
    this.#isClearDue = true;
    for (const { id } of this.#options.targets()) this.#due.add(id);
    this.#begin();
  }

  /** When nothing is due or under way. */
  async settled(): Promise<void> {
    if (this.#callOff !== undefined) {
      this.#callOff();
      this.#callOff = undefined;
      this.#begin();
    }
    while (this.#working !== undefined) await this.#working;
  }

  /** Breaks off; it goes on from there in the agent's next life. */
  async stop(): Promise<void> {
    this.#stop.abort(new DOMException("the agent ends", "AbortError"));
    this.#callOff?.();
    await this.#working;
  }

  #begin(): void {
    if (this.#stop.signal.aborted || this.#working !== undefined) return;
    this.#working = this.#work().finally(() => {
      this.#working = undefined;
      this.#options.moved();
      if (this.#due.size > 0 || this.#isClearDue) this.#begin();
    });
  }

  /** Never rejects. */
  async #work(): Promise<void> {
    const { index, targets, log } = this.#options;
    const { signal } = this.#stop;
    try {
      if (this.#isClearDue) await index.call("clear");
      this.#isClearDue = false;
      await index.call(
        "keepTargets",
        targets().map(({ id }) => id),
      );
      for (const id of this.#due) {
        this.#due.delete(id);
        const target = targets().find((each) => each.id === id);
        if (target !== undefined && !signal.aborted) await this.#workOn(target);
      }
      while (!signal.aborted && !(await index.call("sweep", SWEEP_MS))) this.#options.moved();
    } catch (error) {
      this.#isClearDue = false;
      if (!signal.aborted) log.error({ err: error }, "the index of names cannot be kept");
    }
  }

  async #workOn(target: Target): Promise<void> {
    const { repositories, log } = this.#options;
    const { signal } = this.#stop;
    try {
      await repositories.withRepository(target, "index", (open) => this.#takeInAll(target, open), signal);
    } catch (error) {
      if (signal.aborted) return;
      const facts = { err: error, targetId: target.id };
      if (!(error instanceof AppError)) throw error;
      log.info(facts, "a target cannot be taken into the index of names now");
    }
  }

  async #takeInAll({ id: target }: Target, open: OpenRepository): Promise<void> {
    const { index, moved, targets } = this.#options;
    const { signal } = this.#stop;
    const stored = await snapshots(open, { noLock: true, signal });
    const list = stored.map((each) => ({
      ...{ id: each.id, time: Math.max(0, Date.parse(each.time)), series: seriesOf(each), tree: each.tree },
    }));
    const missing = await index.call("reconcile", target, list);
    if (missing.length > 0) await open.loadIndex(signal);
    const read = (tree: string) => this.#read(open, target, tree);
    for (const snapshot of missing) {
      signal.throwIfAborted();
      if (!targets().some(({ id }) => id === target)) return; // removed meanwhile
      const { place, root } = await index.call("begin", target, snapshot);
      if (root !== undefined) await takeIn(root, { index, place, read, signal });
      await index.call("finish", place);
      moved();
    }
  }

  /** What is damaged or lost is passed over; a storage that is out of reach is not. */
  async #read(open: OpenRepository, targetId: TargetId, tree: string): Promise<FolderColumns | undefined> {
    const { signal } = this.#stop;
    try {
      return await readColumns(open, { tree, noLock: true, signal });
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError) || error.code.startsWith("storage/")) throw error;
      this.#options.log.info({ err: error, targetId }, "a folder cannot be taken into the index of names");
      return undefined;
    }
  }
}
