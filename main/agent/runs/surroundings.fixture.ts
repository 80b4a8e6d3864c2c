import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Presence, RunProgress, Target, TargetId } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import type { OpenRepository, Pace } from "../../engine/index.ts";
import { openCatalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import { Events } from "../events/index.ts";
import { silentLog } from "../log/index.ts";
import type { RunContext, RunEnd, RunJob } from "./job.ts";
import { Runs } from "./runs.ts";

export const BLUE = "00000000-0000-4000-8000-00000000000b" as TargetId;
export const GREEN = "00000000-0000-4000-8000-00000000000c" as TargetId;

export const PROGRESS: RunProgress = {
  ...{ phase: "reading", seconds: 3, filesDone: 5, bytesDone: 70, currentFiles: [], problems: 0, bytesStored: 9 },
};

/** A queue with targets that come and go, and no repositories: jobs are handed none. */
export function queueSurroundings(clock: Clock) {
  const { catalog } = openCatalog({ file: join(tempFolder(), "catalog.sqlite"), now: () => clock.now() });
  onTestFinished(() => catalog.close());
  const presences = new Map<TargetId, Presence>();
  const looks: TargetId[] = [];
  const targets = {
    find: (id: TargetId) => ({ id, name: "Blue", location: "/blue" }) as Target, // no more is looked at
    presence: async ({ id }: Target) => {
      looks.push(id);
      return presences.get(id) ?? "present";
    },
    password: async () => "pw",
  };
  const events = new Events(clock);
  const usedPaces: Pace[] = [];
  const repositories = {
    // The jobs of these tests leave it alone.
    withRepository: <T>(
      _: Target,
      __: string,
      work: (open: OpenRepository) => Promise<T>,
      ___: AbortSignal | undefined,
      pace: Pace,
    ) => {
      usedPaces.push(pace);
      return work(undefined as unknown as OpenRepository);
    },
  };
  const volumeSpace = async () => ({ freeBytes: 1, totalBytes: 2 });
  const log = silentLog;
  const paces = { choose: async () => ({ pace: "gentle", because: "on-battery" }) as const };
  const newRuns = () => new Runs({ catalog, events, targets, repositories, paces, clock, log, volumeSpace });
  return { catalog, events, presences, looks, usedPaces, runs: newRuns(), newRuns };
}

/** A job that goes on until it is told how it ends, or until it is stopped. */
export class HeldJob implements RunJob {
  readonly kind = "check";
  readonly title = "Check Blue";
  readonly targetName = "Blue";
  readonly trigger = "user";
  readonly targetId: TargetId;
  readonly #end = Promise.withResolvers<RunEnd>();
  readonly #begun = Promise.withResolvers<RunContext>();
  readonly #heedsStop: boolean;
  isRunning = false;

  constructor(targetId: TargetId = BLUE, heedsStop = true) {
    this.targetId = targetId;
    this.#heedsStop = heedsStop;
    // It may be told how to end before its turn comes.
    this.#end.promise.catch(() => undefined);
  }

  /** Resolves when it is its turn. */
  get begun(): Promise<RunContext> {
    return this.#begun.promise;
  }

  readonly perform = async (context: RunContext): Promise<RunEnd> => {
    this.isRunning = true;
    this.#begun.resolve(context);
    if (this.#heedsStop) context.signal.addEventListener("abort", () => this.#end.reject(context.signal.reason));
    try {
      return await this.#end.promise;
    } finally {
      this.isRunning = false;
    }
  };

  finish(problems = 0): void {
    const counts = { snapshots: 1, packs: 2, packsRead: 0, bytesRead: 0, errors: problems };
    this.#end.resolve({ figures: { kind: "check", seconds: 4, ...counts }, problems });
  }

  fail(error: unknown): void {
    this.#end.reject(error);
  }
}
