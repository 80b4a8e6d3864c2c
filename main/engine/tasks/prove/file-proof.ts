import { originalPlace, type ScratchFolder } from "../../destination/index.ts";
import { parseTime } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { type ProblemReason, type RestoreProblem, type RestoreProgress, restore } from "../restore/index.ts";
import type { ChosenFile } from "./chosen-file.ts";
import type { ProveFailure } from "./model.ts";

/** What in a restore's problems means that content would not come back; the others are about the scratch folder. */
const FAILURES: Readonly<Partial<Record<ProblemReason, ProveFailure["cause"]>>> = {
  damaged: "damaged",
  missing: "missing",
  differs: "differs",
};

export interface FileProofOptions {
  readonly open: OpenRepository;
  readonly snapshot: string;
  readonly scratch: ScratchFolder;
  readonly withSource: boolean;
  readonly signal: AbortSignal;
  readonly fail: (failure: ProveFailure) => void;
}

/** Brings files back into the scratch folder, has them read again and compared, and removes them. */
export class FileProof {
  readonly #options: FileProofOptions;
  files = 0;
  bytes = 0;
  bytesRead = 0;
  compared = 0;
  restoreMs = 0;
  /** Of the batch under way. */
  now: RestoreProgress | undefined;
  isComparing = false;

  constructor(options: FileProofOptions) {
    this.#options = options;
  }

  /** @returns those that came back right, and those whose content did not come back */
  async prove(
    batch: readonly ChosenFile[],
  ): Promise<{ readonly right: readonly ChosenFile[]; readonly lost: readonly ChosenFile[] }> {
    const { scratch } = this.#options;
    try {
      const bad = await this.#restore(batch);
      const right: ChosenFile[] = [];
      this.isComparing = true;
      for (const file of batch) if (!bad.has(file.path) && (await this.#isRight(file))) right.push(file);
      return { right, lost: batch.filter(({ path }) => bad.has(path)) };
    } finally {
      this.now = undefined;
      this.isComparing = false;
      await scratch.clear();
    }
  }

  /** @returns the paths of those that did not come back */
  async #restore(batch: readonly ChosenFile[]): Promise<ReadonlySet<ByteString>> {
    const { open, snapshot, scratch, signal, fail } = this.#options;
    const start = performance.now();
    const only = batch.map(({ path }) => path);
    const wanted = new Set(only);
    const bad = new Set<ByteString>();
    const what = { snapshot, target: scratch.path, only, metadata: false } as const;
    const run = restore(open, { ...what, verify: true, noLock: true, signal });
    for await (const event of run) {
      if (event.type === "progress") this.now = event;
      else if (event.type === "problem") {
        const cause = FAILURES[event.problem.cause];
        if (cause === undefined || bad.has(event.problem.path)) continue;
        bad.add(event.problem.path);
        fail(failureOf(event.problem, cause));
        // A folder that cannot be read takes all in it with it: they are told by it.
        if (!wanted.has(event.problem.path)) for (const path of below(event.problem.path, only)) bad.add(path);
      }
    }
    await run.result;
    this.restoreMs += performance.now() - start;
    return bad;
  }

  async #isRight(file: ChosenFile): Promise<boolean> {
    const { scratch, fail } = this.#options;
    const { path, bytes } = file;
    this.bytesRead += bytes;
    const size = await scratch.size(path);
    if (size !== bytes) {
      const message = size === undefined ? "It did not come back." : `It came back with ${size} of ${bytes} bytes.`;
      fail({ path, cause: size === undefined ? "missing" : "differs", message });
      return false;
    }
    this.files += 1;
    this.bytes += bytes;
    return this.#agreesWithSource(file);
  }

  async #agreesWithSource({ path, bytes, mtime, ctime }: ChosenFile): Promise<boolean> {
    const { withSource, scratch, signal, fail } = this.#options;
    if (!withSource) return true;
    const look = { bytes, mtimeNs: parseTime(mtime), ctimeNs: parseTime(ctime) };
    const found = await scratch.compare(path, originalPlace(path), look, signal);
    if (found === "changed") return true;
    this.compared += 1;
    if (found === "same") return true;
    const message =
      "What came back is what was saved. The file it was made of is another now, though neither its size nor its times say so.";
    fail({ path, cause: "source-differs", message });
    return false;
  }
}

function failureOf({ path, message }: RestoreProblem, cause: ProveFailure["cause"]): ProveFailure {
  return { path, cause, message };
}

function below(folder: ByteString, paths: readonly ByteString[]): readonly ByteString[] {
  const start = folder.endsWith("/") ? folder : `${folder}/`;
  return paths.filter((path) => path.startsWith(start));
}
