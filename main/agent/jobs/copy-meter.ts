import type { RunPhase, RunProgress } from "../../../shared/model/index.ts";
import type { CopyPhase, CopyProgress } from "../../engine/index.ts";
import { Meter } from "./meter.ts";

const PHASES: Readonly<Record<CopyPhase, RunPhase>> = {
  opening: "opening",
  folders: "reading",
  copying: "reading",
  saving: "saving",
};

/** Sums up what a copy tells of one snapshot at a time. What is counted as files are snapshots. */
export class CopyMeter {
  readonly #meter: Meter;
  /** Of what is over: snapshots before the present one, and calls before the present one. */
  #before = { snapshots: 0, bytes: 0 };
  #last = { snapshots: 0, bytes: 0 };

  constructor(now: () => number) {
    this.#meter = new Meter(now);
  }

  get seconds(): number {
    return this.#meter.seconds;
  }

  progress(
    { phase, snapshotsDone, snapshotsTotal, bytesDone, bytesTotal }: CopyProgress,
    problems: number,
  ): RunProgress {
    // The engine begins to count anew with each snapshot.
    const hasBegunAnew = bytesDone < this.#last.bytes;
    if (hasBegunAnew) this.#before.bytes += this.#last.bytes;
    this.#last = { snapshots: snapshotsDone, bytes: bytesDone };
    const isLast = snapshotsTotal - snapshotsDone <= 1;
    return this.#meter.progress({
      ...{ phase: PHASES[phase], problems },
      filesDone: this.#before.snapshots + snapshotsDone,
      bytesDone: this.#before.bytes + bytesDone,
      total: {
        files: this.#before.snapshots + snapshotsTotal,
        bytes: this.#before.bytes + bytesTotal,
        isFinal: isLast && phase !== "opening" && phase !== "folders",
      },
    });
  }

  /** One call of the engine is over. */
  next(): void {
    const { snapshots, bytes } = this.#last;
    this.#before = { snapshots: this.#before.snapshots + snapshots, bytes: this.#before.bytes + bytes };
    this.#last = { snapshots: 0, bytes: 0 };
  }
}
