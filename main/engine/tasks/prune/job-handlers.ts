import { AppError } from "../../../../shared/errors/index.ts";
import { encodeIndex, idBytes } from "../../format/index.ts";
import { BlobUnwritable, sealFile } from "../../repository/index.ts";
import type { JobHandlers } from "../../workers/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import { entriesOf } from "../survey/index.ts";
import type { PruneJobs } from "./jobs.ts";
import { Bits, surveyPacks } from "./pack-survey.ts";

/** The prune's jobs of one worker thread. */
export function pruneJobHandlers(thread: EngineThread): JobHandlers<PruneJobs> {
  return {
    surveyPacks: ({ seen, sound }) => surveyPacks(thread.table, seen, sound),
    sealListing: (input) => sealListing(thread, input),
    beginRepack() {
      thread.saver.discard();
      return undefined;
    },
    copyBlobs(input) {
      const damaged = copyBlobs(thread, input);
      // It would lie about until the collector comes by. It was transferred here, for this job alone.
      if (input.bytes.buffer instanceof ArrayBuffer) input.bytes.buffer.transfer(0);
      return damaged;
    },
    findUncopied: (input) => findUncopied(thread, input),
  };
}

function sealListing({ table, sealer, version }: EngineThread, input: PruneJobs["sealListing"]["input"]) {
  const listed = Array.from(input.packs, (pack) => {
    const blobs = Array.from(entriesOf(input.contents, pack), (entry) => ({
      ...{ id: table.idOf(entry), type: table.typeOf(entry) },
      ...table.place(entry),
    }));
    return { id: table.packId(pack), blobs: blobs.sort((a, b) => a.offset - b.offset) };
  });
  return sealFile(encodeIndex(listed), sealer, version);
}

function copyBlobs(thread: EngineThread, { bytes, blobs, compressData }: PruneJobs["copyBlobs"]["input"]): Uint32Array {
  const { table, saver, version } = thread;
  const damaged: number[] = [];
  for (const { entry, start, length, uncompressedLength } of blobs) {
    const [type, id] = [table.typeOf(entry), table.idOf(entry)];
    const isCompressed = version === 1 || uncompressedLength !== 0 || (type === "data" && !compressData);
    const sealed = bytes.subarray(start, start + length);
    try {
      if (isCompressed) saver.copy(type, id, sealed, uncompressedLength);
      else saver.copyAnew(type, id, sealed, uncompressedLength);
    } catch (error) {
      // What this computer miscalculated is no damage of the stored blob, and must not go on.
      if (!(error instanceof AppError) || error instanceof BlobUnwritable) throw error;
      damaged.push(entry);
    }
  }
  return Uint32Array.from(damaged);
}

function findUncopied({ table }: EngineThread, input: PruneJobs["findUncopied"]["input"]): Uint32Array {
  const chosen = new Bits(input.chosen);
  const uncopied: number[] = [];
  for (const pack of input.packs) {
    for (const entry of entriesOf(input.contents, pack)) {
      if (!chosen.has(entry)) continue;
      const copies = table.entries(table.typeOf(entry), idBytes(table.idOf(entry)));
      const isCopied = copies.some((copy) => copy >= input.firstNewEntry && table.location(copy) !== undefined);
      if (!isCopied) uncopied.push(entry);
    }
  }
  return Uint32Array.from(uncopied);
}
