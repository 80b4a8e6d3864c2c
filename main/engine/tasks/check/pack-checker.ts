import { AppError } from "../../../../shared/errors/index.ts";
import { sha256Hex } from "../../crypto/index.ts";
import {
  DamagedObject,
  decodePackHeader,
  HEADER_LENGTH_BYTES,
  MAX_HEADER_BYTES,
  type PackEntry,
  shortId,
} from "../../format/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import { entriesOf, problemOf } from "../survey/index.ts";
import type { CheckedPack, CheckJobs } from "./jobs.ts";

/** A blob of the pack as the index has it. */
interface ListedBlob extends PackEntry {
  readonly entry: number;
  readonly offset: number;
}

/** Checks a whole pack: its name, each blob at the place that the index gives, the header, and header against index. */
export function checkPack(thread: EngineThread, input: CheckJobs["checkPack"]["input"]): CheckedPack {
  const { name, pack, bytes, contents } = input;
  const listed = listedBlobs(thread, entriesOf(contents, pack));
  const damaged = listed.flatMap((blob) => {
    const damage = damageOf(thread, bytes, blob);
    return damage === undefined ? [] : [{ entry: blob.entry, damage }];
  });
  const damage = damaged[0]?.damage;
  return {
    isNamedRight: sha256Hex(bytes) === name,
    damaged: Uint32Array.from(damaged, ({ entry }) => entry),
    ...(damage === undefined ? {} : { damage }),
    ...checkHeader(thread, bytes, listed),
  };
}

function listedBlobs({ table }: EngineThread, entries: Uint32Array): ListedBlob[] {
  const blobs = Array.from(entries, (entry) => ({
    ...{ entry, id: table.idOf(entry), type: table.typeOf(entry) },
    ...table.place(entry),
  }));
  return blobs.sort((a, b) => a.offset - b.offset);
}

function damageOf({ opener }: EngineThread, pack: Uint8Array, blob: ListedBlob): string | undefined {
  const { offset, length, id, uncompressedLength } = blob;
  if (offset + length > pack.length) return "the pack ends before it";
  try {
    opener.open(pack.subarray(offset, offset + length), id, uncompressedLength);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return problemOf(error);
  }
}

function checkHeader(
  thread: EngineThread,
  pack: Uint8Array,
  listed: readonly ListedBlob[],
): Pick<CheckedPack, "header" | "disagreement"> {
  try {
    const disagreement = disagreementOf(openHeader(thread, pack), listed);
    return disagreement === undefined ? {} : { disagreement };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { header: problemOf(error) };
  }
}

function openHeader({ sealer, version }: EngineThread, pack: Uint8Array): PackEntry[] {
  const bytes = Buffer.from(pack.buffer, pack.byteOffset, pack.byteLength);
  const end = bytes.length - HEADER_LENGTH_BYTES;
  const length = end < 0 ? 0 : bytes.readUInt32LE(end);
  if (length === 0 || length > Math.min(end, MAX_HEADER_BYTES)) {
    throw new DamagedObject("pack header", "its length cannot be right", { length });
  }
  return decodePackHeader(sealer.open(bytes.subarray(end - length, end)), version);
}

/** The first way in which the header and the index tell different things of the pack. */
function disagreementOf(header: readonly PackEntry[], listed: readonly ListedBlob[]): string | undefined {
  if (header.length !== listed.length)
    return `the pack holds ${header.length} blobs and the index lists ${listed.length}`;
  let offset = 0;
  for (const [place, entry] of header.entries()) {
    const blob = listed[place];
    if (blob === undefined || !isSame(entry, blob)) return `blob ${shortId(entry.id)} is listed differently`;
    if (blob.offset !== offset)
      return `blob ${shortId(entry.id)} lies at byte ${offset} and is listed at ${blob.offset}`;
    offset += entry.length;
  }
  return undefined;
}

function isSame(a: PackEntry, b: PackEntry): boolean {
  const isSameBlob = a.id === b.id && a.type === b.type;
  return isSameBlob && a.length === b.length && a.uncompressedLength === b.uncompressedLength;
}
