import type { Attributes, FileEntry, OpenMode, SFTPWrapper, Stats } from "ssh2";
import type { SftpSession } from "./sftp-client.ts";
import { ConnectionLost, isUnsupported, Refusal, STATUS } from "./sftp-errors.ts";

const GOODBYE_MS = 1_000;

type Done<T> = (error: Error | null | undefined, value?: T) => void;

/** What a file system says of itself; see statvfs(3). */
export interface FileSystem {
  readonly f_frsize: number;
  readonly f_blocks: number;
  readonly f_bavail: number;
  readonly f_flag: number;
}

/**
 * One connection to a server, through which any number of calls go at the same time. Calls fail with {Refusal}, and all of
 * them with {ConnectionLost} when it ends or when nothing has come back for too long.
 */
export class SftpConnection {
  /** How many are using it: for its owner. */
  users = 0;
  readonly #session: SftpSession;
  readonly #idleMs: number;
  readonly #waiting = new Set<(error: Error) => void>();
  #timer: NodeJS.Timeout | undefined;
  #lost: ConnectionLost | undefined;

  constructor(session: SftpSession, idleMs: number) {
    this.#session = session;
    this.#idleMs = idleMs;
    const { client, sftp } = session;
    const over = (error?: Error): void => this.#lose(error?.message ?? "the server ended the connection");
    client.on("error", over).on("close", () => over());
    sftp.on("error", over).on("close", () => over());
    if (session.socket.destroyed) over();
  }

  get isOpen(): boolean {
    return this.#lost === undefined;
  }

  /** Ends it; what is still under way fails. */
  end(): void {
    const { client, socket } = this.#session;
    client.end();
    // What was said last is still on its way, and might be for ever.
    socket.destroySoon();
    setTimeout(() => socket.destroy(), GOODBYE_MS).unref();
    this.#lose("it was closed", false);
  }

  open(path: string, flags: OpenMode, mode: number): Promise<Buffer> {
    return this.#call((sftp, done: Done<Buffer>) => sftp.open(path, flags, { mode }, done));
  }

  close(handle: Buffer): Promise<void> {
    return this.#call((sftp, done: Done<void>) => sftp.close(handle, done));
  }

  /** As much as the server gives at once; 0 at the end of the file. */
  async read(handle: Buffer, into: Buffer, at: number, length: number, position: number): Promise<number> {
    return this.#call((sftp, done: Done<number>) => {
      sftp.read(handle, into, at, length, position, (error, bytes) => done(error, bytes));
    });
  }

  write(handle: Buffer, from: Buffer, at: number, length: number, position: number): Promise<void> {
    return this.#call((sftp, done: Done<void>) => sftp.write(handle, from, at, length, position, done));
  }

  fstat(handle: Buffer): Promise<Stats> {
    return this.#call((sftp, done: Done<Stats>) => sftp.fstat(handle, done));
  }

  stat(path: string): Promise<Stats> {
    return this.#call((sftp, done: Done<Stats>) => sftp.stat(path, done));
  }

  lstat(path: string): Promise<Stats> {
    return this.#call((sftp, done: Done<Stats>) => sftp.lstat(path, done));
  }

  chmod(path: string, mode: number): Promise<void> {
    return this.#call((sftp, done: Done<void>) => sftp.chmod(path, mode, done));
  }

  fchmod(handle: Buffer, mode: number): Promise<void> {
    return this.#call((sftp, done: Done<void>) => sftp.fchmod(handle, mode, done));
  }

  unlink(path: string): Promise<void> {
    return this.#call((sftp, done: Done<void>) => sftp.unlink(path, done));
  }

  mkdir(path: string, mode: number): Promise<void> {
    return this.#call((sftp, done: Done<void>) => sftp.mkdir(path, { mode } as Attributes, done)); // all others may be left out
  }

  rmdir(path: string): Promise<void> {
    return this.#call((sftp, done: Done<void>) => sftp.rmdir(path, done));
  }

  /** Puts a file in another's place at once. Without `posix-rename@openssh.com`, only if there is none. */
  async rename(from: string, to: string): Promise<void> {
    try {
      await this.#extended((sftp, done: Done<void>) => sftp.ext_openssh_rename(from, to, done));
    } catch (error) {
      if (!isUnsupported(error)) throw error;
      await this.#call((sftp, done: Done<void>) => sftp.rename(from, to, done));
    }
  }

  /** Brings a file to the disk, where the server can. @throws {Refusal} `unsupported` */
  fsync(handle: Buffer): Promise<void> {
    return this.#extended((sftp, done: Done<void>) => sftp.ext_openssh_fsync(handle, done));
  }

  /** @throws {Refusal} `unsupported` */
  fileSystem(path: string): Promise<FileSystem> {
    return this.#extended((sftp, done: Done<FileSystem>) => sftp.ext_openssh_statvfs(path, done));
  }

  /** What is in a folder, in the server's order. */
  async readFolder(path: string, signal?: AbortSignal): Promise<readonly FileEntry[]> {
    const handle = await this.#call((sftp, done: Done<Buffer>) => sftp.opendir(path, done));
    const entries: FileEntry[] = [];
    try {
      for (;;) {
        signal?.throwIfAborted();
        const more = await this.#call((sftp, done: Done<FileEntry[]>) => sftp.readdir(handle, done));
        for (const entry of more) entries.push(entry);
      }
    } catch (error) {
      if (error instanceof Refusal && error.status === STATUS.endOfFile) return entries;
      throw error;
    } finally {
      this.close(handle).catch(() => undefined); // nothing depends on it
    }
  }

  /** The library throws at once where the server has not offered an extension. */
  async #extended<T>(start: (sftp: SFTPWrapper, done: Done<T>) => void): Promise<T> {
    return this.#call((sftp, done: Done<T>) => {
      try {
        start(sftp, done);
      } catch (error) {
        done(new Refusal(STATUS.unsupported, "it does not know how", error));
      }
    });
  }

  #call<T>(start: (sftp: SFTPWrapper, done: Done<T>) => void): Promise<T> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      this.#watch();
      start(this.#session.sftp, (error, value) => {
        this.#waiting.delete(reject);
        this.#watch();
        if (error === undefined || error === null)
          resolve(value as T); // without an error there is what was asked for
        else reject(refusalOf(error));
      });
    });
  }

  /** As long as anything is under way, something has to come back now and then. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0 || this.#lost !== undefined) return;
    this.#timer = setTimeout(() => this.#lose("the server does not answer any more"), this.#idleMs);
  }

  #lose(reason: string, isAtOnce = true): void {
    if (this.#lost !== undefined) return;
    this.#lost = new ConnectionLost(reason);
    clearTimeout(this.#timer);
    if (isAtOnce) this.#session.socket.destroy();
    for (const reject of this.#waiting) reject(this.#lost);
    this.#waiting.clear();
  }
}

function refusalOf(error: Error & { readonly code?: unknown }): Error {
  if (error instanceof Refusal) return error;
  if (typeof error.code === "number") return new Refusal(error.code, error.message, error);
  return new ConnectionLost(error.message, { cause: error });
}
