import { createHash } from "node:crypto";
import { AppError } from "../../../shared/errors/index.ts";
import { type Clock, systemClock } from "./clock.ts";
import { StorageFailed, StorageNotAllowed, StoredFileMissing, StoredFileProtected } from "./errors.ts";
import type { FileRef, Storage } from "./storage.ts";

/** What a repository needs of its place, in the order it is tried. */
const STEPS = ["connect", "list", "write", "read", "remove"] as const;

export interface TriedStep {
  readonly step: (typeof STEPS)[number];
  /** `skipped`: one before it failed. */
  readonly outcome: "ok" | "failed" | "skipped";
  readonly milliseconds: number;
  readonly problem?: AppError;
}

export interface TriedStorage {
  readonly isUsable: boolean;
  /** Everything works but removing. */
  readonly isAppendOnly: boolean;
  readonly steps: readonly TriedStep[];
}

const EMPTY = new Uint8Array(0);
/**
 * The probe is an empty lock: restic and we pass over those, since an interrupted upload may leave one. Its name is the hash of its
 * content, which servers may insist on.
 */
const PROBE: FileRef = { kind: "locks", name: createHash("sha256").update(EMPTY).digest("hex") };
/** No pack has this name: whether it may be removed is answered all the same by a server that only takes new files. */
const NO_PACK: FileRef = { kind: "data", name: "0".repeat(64) };

/**
 * Tries each right that a repository needs. Nothing is left behind but, where there was no repository yet, the folders for one if
 * nothing can be written without them.
 *
 * @throws the signal's reason, and bugs; what stands in the way is part of the answer
 */
export async function tryStorage(
  storage: Storage,
  signal?: AbortSignal,
  clock: Clock = systemClock,
): Promise<TriedStorage> {
  const steps: TriedStep[] = [];
  const work = workOf(storage, signal);
  for (const step of STEPS) {
    const hasFailed = steps.some(({ outcome }) => outcome === "failed");
    steps.push(
      hasFailed ? { step, outcome: "skipped", milliseconds: 0 } : await tryStep(step, work[step], clock, signal),
    );
  }
  const failed = steps.find(({ outcome }) => outcome === "failed");
  const isAppendOnly = failed?.step === "remove" && failed.problem instanceof StorageNotAllowed;
  return { isUsable: failed === undefined || isAppendOnly, isAppendOnly, steps };
}

async function tryStep(
  step: TriedStep["step"],
  work: () => Promise<void>,
  clock: Clock,
  signal?: AbortSignal,
): Promise<TriedStep> {
  const begin = clock.now();
  const took = (): number => Math.max(0, Math.round(clock.now() - begin));
  try {
    await work();
    return { step, outcome: "ok", milliseconds: took() };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return { step, outcome: "failed", milliseconds: took(), problem: error };
  }
}

function workOf(storage: Storage, signal?: AbortSignal): Record<TriedStep["step"], () => Promise<void>> {
  const { location } = storage;
  return {
    async connect() {
      await storage.stat({ kind: "config", name: "" }, signal).catch(passOver(StoredFileMissing));
    },
    async list() {
      for await (const _ of storage.list("locks", signal));
    },
    write: () => writeProbe(storage, signal),
    async read() {
      const { length } = await storage.read(PROBE, undefined, signal);
      if (length !== 0) throw new StorageFailed({ location, doing: "read", file: PROBE }, "other bytes came back");
    },
    async remove() {
      await storage.remove(PROBE, signal);
      await storage.remove(NO_PACK, signal).catch(passOver(StoredFileProtected));
    },
  };
}

/** Where nothing is yet, the folders may be missing. */
async function writeProbe(storage: Storage, signal?: AbortSignal): Promise<void> {
  try {
    await storage.write(PROBE, EMPTY, signal);
  } catch (error) {
    const isFinal = error instanceof StorageNotAllowed || !(error instanceof AppError);
    if (isFinal || signal?.aborted === true) throw error;
    await storage.create(signal);
    await storage.write(PROBE, EMPTY, signal);
  }
}

/** What is as good as success. */
function passOver(kind: typeof StoredFileMissing | typeof StoredFileProtected): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof kind)) throw error;
  };
}
