import { createReadStream, renameSync } from "node:fs";
import { chmod, type FileHandle, open, readlink, unlink } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ZipWriter } from "@zip.js/zip.js/index-native.js";
import { type ByteString, fromBuffer, toBuffer, toText } from "../names/index.ts";
import { type ArchiveEntry, archiveEntries } from "./archive-entries.ts";
import { destinationError } from "./failures.ts";
import { nameNew } from "./name-new.ts";
import { TempNames } from "./temp-names.ts";

export interface ZipOptions {
  /** Absolute; its files are removed as soon as they are in the archive, so that both need less room together. */
  readonly folder: ByteString;
  /** Absolute, in a folder that is there. */
  readonly file: ByteString;
  readonly signal: AbortSignal;
  /** Told of what has gone into the archive since the last time. */
  readonly onDone: (done: { readonly files: number; readonly bytes: number }) => void;
  /** What a .zip cannot hold: devices, pipes and sockets. */
  readonly onLeftOut: (path: ByteString) => void;
}

/** Only for whoever asked for it: what is in it may have been nobody else's business. */
const PRIVATE_FILE = 0o600;
const OWNER_READS = 0o400;
const PIECE_BYTES = 256 << 10;
/** Less than this gains nothing by being compressed. */
const STORED_BYTES = 256;
const PACKED_ALREADY =
  /\.(7z|aac|avif|bz2|docx|flac|gif|gz|heic|jpe?g|m4[av]|mkv|mov|mp[34]|odt|ogg|png|pptx|rar|webm|webp|xlsx|xz|zip|zst)$/i;

/**
 * Moves all that is in a folder into a .zip file. It appears under its name when it is complete, and never takes the place of
 * another; otherwise nothing of it is left.
 *
 * Modes and times are in it as Info-ZIP keeps them, links as links, owners and extended attributes not.
 *
 * @returns its bytes
 * @throws {NameTaken} {DestinationFull} and the signal's reason
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function zipFolder(options: ZipOptions): Promise<number> {
  const temp = new TempNames().beside(options.file);
  try {
    const bytes = await writeZip(temp, options);
    nameNew(temp, options.file, options.file, () => renameSync(toBuffer(temp), toBuffer(options.file)));
    return bytes;
  } catch (error) {
    await unlink(toBuffer(temp)).catch(() => undefined);
    options.signal.throwIfAborted();
    throw destinationError(options.file, error);
  }
}

async function writeZip(temp: ByteString, options: ZipOptions): Promise<number> {
  const file = await open(toBuffer(temp), "wx", PRIVATE_FILE);
  try {
    const { ZipWriter } = await import("@zip.js/zip.js/index-native.js");
    const writer = new ZipWriter(sinkOf(file), { useWebWorkers: false, useCompressionStream: true });
    for await (const entry of archiveEntries(options.folder)) {
      options.signal.throwIfAborted();
      await add(writer, entry, options);
    }
    await writer.close();
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function add(writer: ZipWriter<unknown>, { path, name, stat }: ArchiveEntry, options: ZipOptions): Promise<void> {
  const known = { lastModDate: stat.mtime, unixMode: stat.mode, signal: options.signal };
  if (stat.isDirectory()) {
    await writer.add(`${name}/`, undefined, { ...known, directory: true });
  } else if (stat.isSymbolicLink()) {
    const target = Buffer.from(toText(fromBuffer(await readlink(toBuffer(path), { encoding: "buffer" }))));
    await writer.add(name, streamOf(Readable.from([target])), { ...known, level: 0 });
    options.onDone({ files: 1, bytes: 0 });
  } else if (stat.isFile()) {
    if ((stat.mode & OWNER_READS) === 0) await chmod(toBuffer(path), OWNER_READS);
    const isPlain = stat.size < STORED_BYTES || PACKED_ALREADY.test(name);
    const content = createReadStream(toBuffer(path), { highWaterMark: PIECE_BYTES });
    await writer.add(name, streamOf(Readable.from(counted(content, options))), {
      ...{ ...known, uncompressedSize: stat.size },
      ...(isPlain ? { level: 0 } : {}),
    });
    options.onDone({ files: 1, bytes: 0 });
    await unlink(toBuffer(path));
  } else options.onLeftOut(path);
}

async function* counted(content: AsyncIterable<Buffer>, { onDone }: ZipOptions): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    yield piece;
    onDone({ files: 0, bytes: piece.length });
  }
}

/** Node's web streams are the same as those of the browser, under types of their own. */
function streamOf(content: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(content) as ReadableStream<Uint8Array>;
}

/** Writes one piece after the other. */
function sinkOf(file: FileHandle): WritableStream<Uint8Array> {
  return new WritableStream({
    async write(piece) {
      for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
    },
  });
}
