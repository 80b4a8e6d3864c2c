import { type StorageAction, StorageFailed } from "../errors.ts";
import { lengthOf, passOver, readBody, type WebAnswer } from "../http/index.ts";
import type { ByteRange } from "../storage.ts";
import { translateDav, type WebdavConnection } from "./webdav-connection.ts";

/** No pack is larger, as offsets in it have 32 bits: no memory is taken for more. */
const MAX_BYTES = 2 ** 32 + 2 ** 24;

interface Wanted {
  readonly path: readonly string[];
  readonly range: ByteRange | undefined;
  readonly action: StorageAction;
}

/**
 * A file or a part of it, in a buffer that owns its memory; `short` when it ends before the part does.
 *
 * @throws {StorageInterrupted} the answer broke off, and what `WebdavConnection.send` throws
 */
export async function readFile(
  connection: WebdavConnection,
  { path, range, action }: Wanted,
  signal?: AbortSignal,
): Promise<Buffer | "missing" | "short"> {
  const headers: Record<string, string> =
    range === undefined ? {} : { range: `bytes=${range.offset}-${range.offset + range.length - 1}` };
  const answer = await connection.send({ method: "GET", path, headers }, signal);
  if (answer.status === 200) return wholeAnswer(answer, range, action);
  if (answer.status === 206 && range !== undefined) return partOf(answer, range, action);
  await passOver(answer);
  if (answer.status === 404 || answer.status === 410) return "missing";
  if (answer.status === 416 && range !== undefined) return "short";
  throw translateDav(answer, action);
}

/** All of the file; also from servers that know nothing of ranges, where the part is cut out here. */
async function wholeAnswer(
  answer: WebAnswer,
  range: ByteRange | undefined,
  action: StorageAction,
): Promise<Buffer | "short"> {
  const bytes = await readBody(answer, action, MAX_BYTES);
  if (range === undefined) return bytes;
  if (range.offset + range.length > bytes.length) return "short";
  const part = Buffer.allocUnsafeSlow(range.length);
  bytes.copy(part, 0, range.offset, range.offset + range.length);
  return part;
}

async function partOf(answer: WebAnswer, range: ByteRange, action: StorageAction): Promise<Buffer | "short"> {
  const [, first = "", last = ""] = /^bytes (\d+)-(\d+)\//i.exec(answer.headers["content-range"] ?? "") ?? [];
  const told = lengthOf(answer.headers["content-length"]) ?? range.length;
  const isShort = Number(last) < range.offset + range.length - 1 || told < range.length;
  if (lengthOf(first) !== range.offset || isShort) {
    answer.body.destroy();
    if (isShort && lengthOf(first) === range.offset) return "short";
    throw new StorageFailed(action, "the server sends another part than was asked for");
  }
  const bytes = await readBody(answer, action, range.length);
  return bytes.length === range.length ? bytes : "short";
}
