import { idBytes, type PackId } from "../../format/index.ts";
import type { StoredFile } from "../../storage/index.ts";
import type { Locked } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { PackOutput } from "../pack-output.ts";
import { blobRanges, inLanes } from "../survey/index.ts";
import type { LostBlob, Salvaged } from "./model.ts";
import type { RepairReport } from "./report.ts";

/** A pack is read in stretches of this size: one that is damaged may be of any. */
const RANGE_BYTES = 4 << 20;

/** A damaged pack, and what the table has of it. */
export interface BrokenPack {
  /** Its number in the table. */
  readonly pack: number;
  readonly id: PackId;
  /** Entries of the table. */
  readonly entries: Iterable<number>;
  /** Bytes that are stored; 0 if it is not. */
  readonly storedBytes: number;
}

/**
 * Stores copies of all blobs of damaged packs that are whole, also of those that other packs have, for nobody knows how
 * those are. When this has resolved the copies are stored and listed, and the packs may go.
 */
export async function salvage(
  open: OpenRepository,
  locked: Locked,
  packs: readonly BrokenPack[],
  report: RepairReport,
): Promise<Salvaged> {
  if (packs.length === 0) return { blobs: 0, lost: [] };
  report.begin("salvage", packs.length);
  const output = new PackOutput(open, { storage: locked.storage, lost: locked.lost, now: report.now });
  const { pool } = open;
  const release = pool.flow.begin(locked.signal);
  const saved = new Set<number>();
  try {
    await output.during(async () => {
      await pool.runOnEach("beginRepack", undefined);
      await inLanes(open.lanes, packs, locked.signal, async (pack) => {
        for (const entry of await copyIntact(open, locked, pack, report)) saved.add(entry);
        report.step();
      });
      await output.finish();
    });
  } finally {
    release();
  }
  return { blobs: saved.size, lost: lostBlobs(open, packs, saved, report) };
}

/** @returns the entries of which there is a copy now */
async function copyIntact(
  open: OpenRepository,
  { signal }: Locked,
  { id, entries, storedBytes }: BrokenPack,
  report: RepairReport,
): Promise<number[]> {
  const { storage, table } = open.repository;
  const isWithin = (entry: number): boolean => {
    const { offset, length } = table.place(entry);
    return offset + length <= storedBytes;
  };
  const copied: number[] = [];
  for (const { offset, length, blobs } of blobRanges(table, [...entries].filter(isWithin), RANGE_BYTES)) {
    const bytes = await storage.read({ kind: "data", name: id }, { offset, length }, signal);
    report.read(bytes.length);
    const input = { bytes, blobs, compressData: false };
    // The storage's contract: the buffer owns an ArrayBuffer of its own.
    const damaged = new Set(await open.pool.run("copyBlobs", input, [bytes.buffer as ArrayBuffer]));
    for (const { entry } of blobs) if (!damaged.has(entry)) copied.push(entry);
  }
  return copied;
}

/** The blobs that were not saved and that no other pack is said to have. */
function lostBlobs(
  open: OpenRepository,
  packs: readonly BrokenPack[],
  saved: ReadonlySet<number>,
  report: RepairReport,
): LostBlob[] {
  const { table } = open.repository;
  const broken = new Set(packs.map(({ pack }) => pack));
  const lost: LostBlob[] = [];
  for (const { id: pack, entries } of packs) {
    for (const entry of entries) {
      if (saved.has(entry)) continue;
      const [type, id] = [table.typeOf(entry), table.idOf(entry)];
      const isElsewhere = table.entries(type, idBytes(id)).some((copy) => !broken.has(table.packNumber(copy)));
      if (isElsewhere) continue;
      lost.push({ type, id });
      report.notice({ type: "blob-lost", blob: { type, id }, pack });
    }
  }
  return lost;
}

/** Bytes of every stored pack by its id. */
export async function storedPacks(open: OpenRepository, signal: AbortSignal): Promise<Map<PackId, StoredFile>> {
  const files = new Map<PackId, StoredFile>();
  // The storage lists only names that are ids.
  for await (const file of open.repository.storage.list("data", signal)) files.set(file.name as PackId, file);
  return files;
}
