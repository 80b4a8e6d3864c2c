import { type StorageAction, StorageFailed, StorageInterrupted } from "../errors.ts";
import type { WebAnswer } from "./web-client.ts";

/**
 * The body of an answer in one buffer that alone owns its memory. Whatever happens, the answer's stream is done with.
 *
 * @param mostBytes more is refused before it fills the memory
 * @throws {StorageInterrupted} it ends before its length; {StorageFailed} it is too long; and what the stream throws, for
 *   `explain`
 */
export async function readBody(
  { headers, body }: WebAnswer,
  action: StorageAction,
  mostBytes: number,
): Promise<Buffer> {
  try {
    const told = headers["content-encoding"] === undefined ? lengthOf(headers["content-length"]) : undefined;
    if (told !== undefined && told > mostBytes) throw tooLong(action);
    return told === undefined ? await collect(body, action, mostBytes) : await fill(body, action, told);
  } finally {
    body.destroy();
  }
}

/** Reads what is of no interest, so that the connection can be used again; one with a long answer is given up instead. */
export async function passOver({ body }: WebAnswer, mostBytes = 64 << 10): Promise<void> {
  let seen = 0;
  try {
    // A stream of an HTTP answer gives nothing but bytes.
    for await (const part of body as AsyncIterable<Buffer>) {
      seen += part.length;
      if (seen > mostBytes) break;
    }
  } catch {
    // The status was all that mattered.
  } finally {
    body.destroy();
  }
}

/** Of a `Content-Length`. Undefined if it is none. */
export function lengthOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

async function fill(body: AsyncIterable<Buffer>, action: StorageAction, length: number): Promise<Buffer> {
  // Not from Node's pool: the caller may transfer the memory to another thread.
  const bytes = Buffer.allocUnsafeSlow(length);
  let at = 0;
  for await (const part of body) {
    if (at + part.length > length) throw new StorageFailed(action, "the server sends more than it said");
    part.copy(bytes, at);
    at += part.length;
  }
  if (at < length) throw new StorageInterrupted(action, "the answer broke off");
  return bytes;
}

async function collect(body: AsyncIterable<Buffer>, action: StorageAction, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > mostBytes) throw tooLong(action);
    parts.push(part);
  }
  return fill(piecesOf(parts), action, length);
}

async function* piecesOf(parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

function tooLong(action: StorageAction): StorageFailed {
  return new StorageFailed(action, "the server sends more than was to be expected");
}
