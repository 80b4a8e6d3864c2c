import type { StoredSnapshot } from "../../repository/index.ts";
import { chosenSnapshotsAndIndex } from "../chosen-snapshots.ts";
import type { OpenRepository } from "../open-repository.ts";
import { readLocked } from "../reading.ts";
import { type Run, startRun } from "../run.ts";
import { TreeReader, walkTree } from "../trees/index.ts";
import { entryCounter } from "./entry-counters.ts";
import type { Stats, StatsMode, StatsOptions, StatsProgress } from "./model.ts";
import { RawData } from "./raw-data.ts";

/**
 * Counts what snapshots hold; the numbers are those of restic's `stats`.
 *
 * @throws {SnapshotNotFound} {AmbiguousId}, and for a damaged repository
 */
export function stats(open: OpenRepository, options: StatsOptions = {}): Run<StatsProgress, Stats> {
  const work = new StatsWork(open, options.mode ?? "restore-size");
  return startRun<StatsProgress, never, Stats>(
    () =>
      readLocked(open, options, async (signal) =>
        work.run(await chosenSnapshotsAndIndex(open, options, signal), signal),
      ),
    () => work.progress(),
  );
}

class StatsWork {
  readonly #open: OpenRepository;
  readonly #mode: StatsMode;
  #totalSnapshots: number | undefined;
  #snapshots = 0;
  #entries = 0;
  #bytes = 0;

  constructor(open: OpenRepository, mode: StatsMode) {
    this.#open = open;
    this.#mode = mode;
  }

  progress(): StatsProgress {
    const total = this.#totalSnapshots;
    const done = { snapshots: this.#snapshots, entries: this.#entries, bytes: this.#bytes };
    return { type: "progress", ...done, ...(total === undefined ? {} : { totalSnapshots: total }) };
  }

  async run(snapshots: readonly StoredSnapshot[], signal: AbortSignal): Promise<Stats> {
    this.#totalSnapshots = snapshots.length;
    const mode = this.#mode;
    const trees = new TreeReader(this.#open.repository.reader);
    const totals =
      mode === "raw-data"
        ? await this.#countBlobs(snapshots, trees, signal)
        : await this.#countEntries(mode, snapshots, trees, signal);
    return { mode, snapshots: snapshots.length, ...totals };
  }

  async #countBlobs(snapshots: readonly StoredSnapshot[], trees: TreeReader, signal: AbortSignal) {
    const counter = new RawData(this.#open.repository);
    for (const { tree } of snapshots) {
      await counter.addTree(trees, tree, signal, (bytes) => this.#note(bytes));
      this.#snapshots += 1;
    }
    return counter.totals();
  }

  async #countEntries(
    mode: Exclude<StatsMode, "raw-data">,
    snapshots: readonly StoredSnapshot[],
    trees: TreeReader,
    signal: AbortSignal,
  ) {
    const counter = entryCounter(mode, this.#open.repository.table);
    for (const { tree } of snapshots) {
      counter.startSnapshot();
      for await (const walked of walkTree(trees, tree, { signal })) {
        counter.count(walked);
        this.#note(walked.node.size ?? 0);
      }
      this.#snapshots += 1;
    }
    return counter.totals();
  }

  #note(bytes: number): void {
    this.#entries += 1;
    this.#bytes += bytes;
  }
}
