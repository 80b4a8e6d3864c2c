import { randomBytes } from "node:crypto";
import type { ByteRange } from "../storage.ts";
import type { SftpConnection } from "./sftp-connection.ts";
import { isUnsupported, Refusal, STATUS, Unfit } from "./sftp-errors.ts";

/** What every server takes at once; see draft-ietf-secsh-filexfer-02 section 3. */
const PART_BYTES = 32 << 10;
/** Under way at once for one file: 2 MiB, which is as much as OpenSSH lets through before it answers. */
const AT_ONCE = 64;
/** For a range that is longer, it is worth asking first whether there is that much. */
const TRUSTED_BYTES = 64 << 20;

/** A file's bytes, or undefined and its size if it ends before the range does. Throws {Refusal} and {ConnectionLost}. */
export async function download(
  connection: SftpConnection,
  path: string,
  range: ByteRange | undefined,
  mostBytes: number,
  signal?: AbortSignal,
): Promise<{ readonly bytes: Buffer | undefined; readonly wanted: ByteRange; readonly size: number }> {
  const handle = await connection.open(path, "r", 0);
  const sizeOf = async (): Promise<number> => {
    const stats = await connection.fstat(handle);
    if (!stats.isFile()) throw new Unfit("it is not a regular file");
    return stats.size;
  };
  try {
    const isToBeSeen = range === undefined || range.length === 0 || range.length > TRUSTED_BYTES;
    let size = isToBeSeen ? await sizeOf() : Number.POSITIVE_INFINITY;
    const wanted = range ?? { offset: 0, length: size };
    if (wanted.length > mostBytes) throw new Unfit("it is larger than any file of a repository");
    const isThere = wanted.offset + wanted.length <= size;
    const bytes = isThere ? await readFully(connection, handle, wanted, signal) : undefined;
    if (bytes === undefined && isThere) size = await sizeOf();
    return { bytes, wanted, size };
  } finally {
    connection.close(handle).catch(() => undefined); // nothing depends on it
  }
}

/** The range, or undefined if the file ends before. */
async function readFully(
  connection: SftpConnection,
  handle: Buffer,
  range: ByteRange,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  // Not from Node's pool: the caller may transfer the memory to another thread.
  const bytes = Buffer.allocUnsafeSlow(range.length);
  let isShort = false;
  await inParts(bytes.length, signal, async (start, end) => {
    for (let at = start; at < end && !isShort; ) {
      const count = await connection.read(handle, bytes, at, end - at, range.offset + at);
      if (count === 0) isShort = true;
      at += count;
    }
  });
  return isShort ? undefined : bytes;
}

/** Does something with each part of so many bytes, many at a time. Stops at the first failure, and when it is aborted. */
async function inParts(
  length: number,
  signal: AbortSignal | undefined,
  work: (start: number, end: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    while (next < length && !hasFailed) {
      signal?.throwIfAborted();
      const start = next;
      next = Math.min(length, start + PART_BYTES);
      await work(start, next);
    }
  };
  const lanes = Array.from({ length: Math.min(AT_ONCE, Math.ceil(length / PART_BYTES)) }, () =>
    lane().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }),
  );
  await Promise.all(lanes);
}

/** The file in the making under a temporary name, until `place` gives it its name. */
export class Draft {
  readonly path: string;
  readonly temporary: string;
  readonly #connection: SftpConnection;
  #filling: Promise<void> = Promise.resolve();
  #isMade = false;

  constructor(connection: SftpConnection, path: string) {
    this.#connection = connection;
    this.path = path;
    this.temporary = `${path}-restic-temp-${randomBytes(16).toString("hex")}`;
  }

  /** Stores the bytes, and has them brought to the disk where the server can. */
  fill(bytes: Uint8Array, mode: number, signal?: AbortSignal): Promise<void> {
    this.#filling = this.#fill(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), mode, signal);
    return this.#filling;
  }

  async #fill(bytes: Buffer, mode: number, signal?: AbortSignal): Promise<void> {
    const connection = this.#connection;
    const handle = await connection.open(this.temporary, "wx", 0o600);
    this.#isMade = true;
    try {
      await inParts(bytes.length, signal, (start, end) => connection.write(handle, bytes, start, end - start, start));
      // Only now: some servers work on several calls at once.
      const [{ size }] = await Promise.all([
        connection.fstat(handle),
        connection.fsync(handle).catch(unlessUnsupported),
        connection.fchmod(handle, mode).catch(unlessRefused),
      ]);
      if (size !== bytes.length) {
        throw new Refusal(STATUS.failure, `there are ${size} bytes after ${bytes.length} were written`);
      }
    } catch (error) {
      connection.close(handle).catch(() => undefined); // the first failure says more
      throw error;
    }
    await connection.close(handle);
  }

  /** Gives the file its name. What had it before is replaced. */
  async place(): Promise<void> {
    try {
      await this.#connection.rename(this.temporary, this.path);
    } catch (error) {
      const isInTheWay =
        error instanceof Refusal && [STATUS.failure, STATUS.exists].some((each) => each === error.status);
      if (!isInTheWay || !(await this.#isThere())) throw error;
      await this.#replace();
    }
  }

  /**
   * For servers that cannot put one file in another's place. As the same name mostly means the same bytes, what is there may stay, and
   * a file that is needed is at no moment away.
   */
  async #replace(): Promise<void> {
    const connection = this.#connection;
    const limit = 2 ** 32;
    const [ours, theirs] = await Promise.all([
      download(connection, this.temporary, undefined, limit),
      download(connection, this.path, undefined, limit),
    ]);
    if (ours.bytes !== undefined && theirs.bytes?.equals(ours.bytes) === true)
      return removeFile(connection, this.temporary);
    await removeFile(connection, this.path);
    await connection.rename(this.temporary, this.path);
  }

  async #isThere(): Promise<boolean> {
    return this.#connection.lstat(this.path).then(
      (stats) => stats.isFile(),
      () => false,
    );
  }

  /** Waits until nothing more is on its way to the temporary file. False if there is none to be removed. */
  async settled(): Promise<boolean> {
    await this.#filling.catch(() => undefined);
    return this.#isMade || !this.#connection.isOpen;
  }
}

/** Some servers on Windows refuse to remove what is read-only. */
export async function removeFile(connection: SftpConnection, path: string): Promise<void> {
  try {
    await connection.unlink(path);
  } catch (error) {
    const mayBeReadOnly =
      error instanceof Refusal && [STATUS.failure, STATUS.notAllowed].some((each) => each === error.status);
    if (!mayBeReadOnly) throw error;
    await connection.chmod(path, 0o600).catch(() => {
      throw error;
    });
    await connection.unlink(path);
  }
}

function unlessUnsupported(error: unknown): void {
  if (!isUnsupported(error)) throw error;
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
