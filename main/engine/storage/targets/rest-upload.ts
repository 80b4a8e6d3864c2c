import { type StorageAction, StorageFailed, StorageInterrupted, StorageNotAllowed } from "../errors.ts";
import { passOver, readBody } from "../http/index.ts";
import type { FileRef } from "../storage.ts";
import type { RestConnection } from "./rest-connection.ts";

/** Once all is sent, the server is about to store it: an answer that comes soon tells what has become of it. */
const GRACE_MS = 2000;
/** For tidying up after a write that was broken off. */
const TIDY_MS = 3000;

type Posted = "stored" | "exists";

/**
 * One file on its way to a server that replaces nothing: section 1.5 of the format. A server stores what it has received whole;
 * what came of an upload whose answer was lost is looked at afterwards.
 */
export class RestUpload {
  readonly #server: RestConnection;
  readonly #path: string;
  readonly #bytes: Uint8Array;
  readonly #isConfig: boolean;
  readonly #action: StorageAction;

  constructor(server: RestConnection, file: FileRef, path: string, bytes: Uint8Array) {
    this.#server = server;
    this.#path = path;
    this.#bytes = bytes;
    this.#isConfig = file.kind === "config";
    this.#action = { location: server.location, doing: "write", file };
  }

  async run(signal?: AbortSignal): Promise<void> {
    try {
      if ((await this.#post(this.#bytes, signal)) === "exists") await this.#replace(signal);
    } catch (error) {
      if (!(error instanceof StorageInterrupted) && !signal?.aborted) throw error;
      if (!(await this.#isStoredAfterAll())) throw error;
    }
  }

  async #post(body: Uint8Array, signal?: AbortSignal): Promise<Posted> {
    const late = graceful(signal);
    const call = { action: this.#action, signal: late.signal, body, onSent: late.onSent };
    const headers = { "content-type": "application/octet-stream" };
    try {
      return await this.#server.call("POST", this.#path, { ...call, headers }, async (answer): Promise<Posted> => {
        if (answer.status === 403) {
          await passOver(answer);
          return "exists";
        }
        if (answer.status === 400)
          throw new StorageInterrupted(this.#action, "the server got other bytes than were sent");
        if (answer.status === 413) throw new StorageFailed(this.#action, "the server takes no files of this size");
        if (![200, 201, 204].includes(answer.status)) throw this.#server.refusal(answer, this.#action);
        await passOver(answer);
        return "stored";
      });
    } finally {
      late.end();
    }
  }

  /** The server refuses: either it has the file, or it lets nobody write. */
  async #replace(signal?: AbortSignal): Promise<void> {
    const size = await this.#size(signal);
    if (size === undefined) throw new StorageNotAllowed(this.#action, "rights", new Error("HTTP 403"));
    const old = this.#isConfig ? await this.#content(signal) : undefined;
    const isSame = old === undefined ? await this.#isWhole(size, signal) : old.equals(this.#bytes);
    if (isSame) return;
    await this.#remove(signal);
    try {
      await this.#postAnew(this.#bytes, signal);
    } catch (error) {
      // A repository without a config is lost to whoever does not know how to help it.
      if (old !== undefined) await this.#postAnew(old).catch(() => undefined);
      throw error;
    }
  }

  async #postAnew(bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    if ((await this.#post(bytes, signal)) === "exists") throw new StorageNotAllowed(this.#action, "rights");
  }

  /** After a broken connection: true if the file is there whole. What is there of it otherwise is removed where the server lets us. */
  async #isStoredAfterAll(): Promise<boolean> {
    const signal = AbortSignal.timeout(TIDY_MS);
    try {
      const size = await this.#size(signal);
      if (size === undefined) return false;
      if (this.#isConfig) return (await this.#content(signal)).equals(this.#bytes);
      if (size !== this.#bytes.length) {
        await this.#remove(signal);
        return false;
      }
      return await this.#isWhole(size, signal);
    } catch {
      return false; // the failure of the write itself says what is the matter
    }
  }

  /**
   * Whether a file of this size is all there. Its last byte is read, since the size may be remembered and not true any more: rclone keeps
   * what a list has told, also of a file that it has removed itself since, because the answer to its own upload was a failure.
   *
   * @see https://rclone.org/commands/rclone_serve_restic/, `--cache-objects`
   */
  async #isWhole(size: number, signal?: AbortSignal): Promise<boolean> {
    if (size !== this.#bytes.length) return false;
    if (size === 0) return true;
    const call = { action: this.#action, signal, headers: { range: `bytes=${size - 1}-${size - 1}` } };
    return this.#server.call("GET", this.#path, call, async (answer) => {
      if (answer.status === 404 || answer.status === 416) return false;
      if (answer.status !== 200 && answer.status !== 206) throw this.#server.refusal(answer, this.#action);
      return true;
    });
  }

  #size(signal?: AbortSignal): Promise<number | undefined> {
    return this.#server.sizeOf(this.#path, this.#action, signal);
  }

  #remove(signal?: AbortSignal): Promise<void> {
    return this.#server.remove(this.#path, this.#action, signal);
  }

  #content(signal?: AbortSignal): Promise<Buffer> {
    return this.#server.call("GET", this.#path, { action: this.#action, signal }, async (answer) => {
      if (answer.status !== 200) throw this.#server.refusal(answer, this.#action);
      return readBody(answer, this.#action, 1 << 20);
    });
  }
}

/** The signal, at first without delay; once all is sent, a while later, so that what is decided anyway can be told. */
function graceful(signal: AbortSignal | undefined): {
  readonly signal: AbortSignal | undefined;
  readonly onSent: () => void;
  readonly end: () => void;
} {
  if (signal === undefined) return { signal, onSent: () => undefined, end: () => undefined };
  const stop = new AbortController();
  let isSent = false;
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    if (isSent) timer = setTimeout(() => stop.abort(signal.reason), GRACE_MS);
    else stop.abort(signal.reason);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  return {
    signal: stop.signal,
    onSent: () => {
      isSent = true;
    },
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    },
  };
}
