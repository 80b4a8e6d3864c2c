import type { SftpConnection } from "./sftp-connection.ts";

/** So many share a connection while another one is being opened, rather than wait for it. */
const SHARED = 2;

/**
 * Connections to one server: opened when there is use for them, replaced when they are lost, and never more than `most`. Until one
 * is open no other is tried, so that a wrong password is not sent five times.
 */
export class SftpPool {
  readonly #open: (signal: AbortSignal) => Promise<SftpConnection>;
  readonly #most: number;
  /** What the server lets us have, if less. */
  #limit: number;
  #connections: SftpConnection[] = [];
  #opening: Promise<void> | undefined;
  readonly #closing = new AbortController();

  constructor(open: (signal: AbortSignal) => Promise<SftpConnection>, most: number) {
    this.#open = open;
    this.#most = most;
    this.#limit = most;
  }

  /** Does something with the connection that has least to do. Whether it goes on after an abort is up to the work. */
  async use<T>(signal: AbortSignal | undefined, work: (connection: SftpConnection) => Promise<T>): Promise<T> {
    const connection = await this.#pick(signal);
    try {
      return await work(connection);
    } finally {
      connection.users--;
    }
  }

  close(): void {
    this.#closing.abort(new Error("the storage was closed"));
    for (const connection of this.#connections.splice(0)) connection.end();
  }

  async #pick(signal: AbortSignal | undefined): Promise<SftpConnection> {
    for (;;) {
      signal?.throwIfAborted();
      this.#closing.signal.throwIfAborted();
      this.#connections = this.#connections.filter(({ isOpen }) => isOpen);
      const idlest = this.#idlest();
      const canOpen = this.#connections.length < this.#limit;
      if (idlest !== undefined && (idlest.users === 0 || !canOpen)) return taken(idlest);
      this.#opening ??= this.#another().finally(() => {
        this.#opening = undefined;
      });
      if (idlest !== undefined && idlest.users < SHARED) {
        this.#opening.catch(() => undefined); // whoever waits for it is told
        return taken(idlest);
      }
      await unlessAborted(this.#opening, signal);
    }
  }

  #idlest(): SftpConnection | undefined {
    return this.#connections.reduce<SftpConnection | undefined>(
      (least, each) => (least === undefined || each.users < least.users ? each : least),
      undefined,
    );
  }

  async #another(): Promise<void> {
    try {
      const connection = await this.#open(this.#closing.signal);
      this.#connections.push(connection);
      if (this.#closing.signal.aborted) this.close();
      else if (this.#connections.length === 1) this.#limit = this.#most;
    } catch (error) {
      const left = this.#connections.filter(({ isOpen }) => isOpen).length;
      if (left === 0) throw error;
      // A server that wants no more of them: those that there are will do.
      this.#limit = left;
    }
  }
}

function taken(connection: SftpConnection): SftpConnection {
  connection.users++;
  return connection;
}

/**
 * The promise, or the signal's reason as soon as that comes; what was begun goes on unseen.
 *
 * @param graceMs how long the promise has precedence still, for what is about to be decided
 */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, graceMs = 0): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      if (graceMs === 0) reject(signal.reason);
      else timer = setTimeout(() => reject(signal.reason), graceMs);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    });
  });
}
