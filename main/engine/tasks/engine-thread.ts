import { type MasterKey, Sealer } from "../crypto/index.ts";
import { BlobOpener, BlobSaver, BlobTable, type BlobTableMemory, type FinishedPack } from "../repository/index.ts";
import { beNice, keepToIdleDisks } from "../system/index.ts";
import type { ThreadContext } from "../workers/index.ts";
import type { SavingOptions } from "./saving.ts";

/** What a worker thread is told of the repository it works for. Plain data. */
export interface ThreadSetup {
  readonly key: MasterKey;
  readonly version: 1 | 2;
  readonly polynomial: bigint;
  readonly table: BlobTableMemory;
  readonly saving: SavingOptions;
  /** See `beNice`. */
  readonly niceness: number;
  /** Finished packs that may be on their way to the storage, over all threads; each holds up to a pack's size of memory. */
  readonly packsUnderWay: number;
  /** See `keepToIdleDisks`. */
  readonly onlyIdleDisks: boolean;
}

/** The name of the event by which a thread hands over a finished pack. */
export const PACK_EVENT = "pack";

/** What all jobs of one worker thread share. */
export interface EngineThread {
  readonly sealer: Sealer;
  readonly opener: BlobOpener;
  readonly table: BlobTable;
  readonly version: 1 | 2;
  readonly polynomial: bigint;
  readonly saver: BlobSaver;
}

export function openThread(setup: ThreadSetup, context: ThreadContext): EngineThread {
  beNice(setup.niceness);
  if (setup.onlyIdleDisks) keepToIdleDisks();
  const sealer = new Sealer(asBuffers(setup.key));
  const table = new BlobTable(setup.table);
  const { version, polynomial } = setup;
  const saver = new BlobSaver({
    ...setup.saving,
    ...{ table, sealer, version },
    takeBuffer: (bytes) => context.spareBuffer(bytes) ?? new ArrayBuffer(bytes),
    onPack: (pack: FinishedPack) => context.emit(PACK_EVENT, pack, [pack.buffer], setup.packsUnderWay),
  });
  return { sealer, opener: new BlobOpener(sealer), table, version, polynomial, saver };
}

/** Buffers arrive in a thread as plain Uint8Arrays. */
export function asBuffers(key: MasterKey): MasterKey {
  return { encrypt: Buffer.from(key.encrypt), k: Buffer.from(key.k), r: Buffer.from(key.r) };
}
