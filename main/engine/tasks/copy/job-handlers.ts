import { AppError } from "../../../../shared/errors/index.ts";
import { type MasterKey, Sealer } from "../../crypto/index.ts";
import { BlobOpener, BlobUnwritable } from "../../repository/index.ts";
import type { JobHandlers } from "../../workers/index.ts";
import { asBuffers, type EngineThread } from "../engine-thread.ts";
import type { CopyJobs, TakenBlobs } from "./jobs.ts";

/** The copy's jobs of one worker thread, which belongs to the repository that is copied to. */
export function copyJobHandlers(thread: EngineThread): JobHandlers<CopyJobs> {
  let foreign: BlobOpener | undefined;
  return {
    beginCopy({ key }) {
      thread.saver.discard();
      foreign = foreignOpener(key);
      return undefined;
    },
    takeBlobs(input) {
      if (foreign === undefined) throw new Error("takeBlobs came before beginCopy");
      const taken = takeBlobs(thread, foreign, input);
      // It would lie about until the collector comes by. It was transferred here, for this job alone.
      if (input.bytes.buffer instanceof ArrayBuffer) input.bytes.buffer.transfer(0);
      return taken;
    },
  };
}

function foreignOpener(key: MasterKey): BlobOpener {
  return new BlobOpener(new Sealer(asBuffers(key)));
}

function takeBlobs(
  { saver }: EngineThread,
  foreign: BlobOpener,
  { bytes, blobs, isPlain = false }: CopyJobs["takeBlobs"]["input"],
): TakenBlobs {
  const damaged: number[] = [];
  let taken = 0;
  let takenBytes = 0;
  for (const [place, { type, id, start, length, uncompressedLength }] of blobs.entries()) {
    try {
      const stored = bytes.subarray(start, start + length);
      const plain = isPlain ? stored : foreign.open(stored, id, uncompressedLength);
      if (!saver.save(type, plain).isNew) continue;
      taken += 1;
      takenBytes += plain.length;
    } catch (error) {
      // What this computer miscalculated is no damage of the stored blob, and must not go on.
      if (!(error instanceof AppError) || error instanceof BlobUnwritable) throw error;
      damaged.push(place);
    }
  }
  return { taken, takenBytes, damaged: Uint32Array.from(damaged) };
}
