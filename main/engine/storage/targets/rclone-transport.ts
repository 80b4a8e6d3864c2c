import type { ClientHttp2Stream, IncomingHttpHeaders } from "node:http2";
import { PassThrough, type Readable } from "node:stream";
import { AppError } from "../../../../shared/errors/index.ts";
import { type StorageAction, StorageInterrupted } from "../errors.ts";
import { flatHeaders, type WebAnswer, type WebRequest, type WebTransport } from "../http/index.ts";
import { type RcloneEnd, type RcloneNames, translateEnd } from "./rclone-errors.ts";
import { RcloneProcess, type RcloneSettings } from "./rclone-process.ts";

/** Without a byte either way for so long, a call is interrupted. rclone may have to log in somewhere first. */
const SILENCE_MS = 60_000;

/** Of an answer that is read more slowly than it comes. */
const READ_AHEAD_BYTES = 1 << 20;
/** RFC 9113, section 7. */
const CANCEL = 8;

/** rclone ended while it was needed. */
class RcloneEnded extends Error {
  readonly end: RcloneEnd;
  constructor(end: RcloneEnd) {
    super("rclone ended");
    this.end = end;
  }
}

/** A call was broken off, and rclone goes on. */
class CallBroken extends Error {}

/** Carries requests to an rclone of our own: started by the first call, and anew by the next one after it has ended. */
export class RcloneTransport implements WebTransport {
  readonly #settings: RcloneSettings;
  readonly #names: RcloneNames;
  readonly #silenceMs: number;
  #running: Promise<RcloneProcess> | undefined;

  constructor(settings: RcloneSettings, names: RcloneNames, silenceMs = SILENCE_MS) {
    this.#settings = settings;
    this.#names = names;
    this.#silenceMs = silenceMs;
  }

  async send(request: WebRequest, signal?: AbortSignal): Promise<WebAnswer> {
    signal?.throwIfAborted();
    const rclone = await this.#process();
    signal?.throwIfAborted();
    try {
      const answer = await this.#ask(rclone, request, signal);
      rclone.hasAnswered = true;
      return answer;
    } catch (error) {
      if (signal?.aborted || rclone.isUsable) throw error;
      const end = await rclone.end();
      throw end === undefined ? error : new RcloneEnded(end);
    }
  }

  explain(error: unknown, action: StorageAction, signal?: AbortSignal): unknown {
    if (signal?.aborted) return signal.reason;
    if (error instanceof AppError) return error;
    if (error instanceof RcloneEnded) return translateEnd(error.end, action, this.#names);
    if (error instanceof CallBroken) return new StorageInterrupted(action, error.message, { cause: error.cause });
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!(error instanceof Error && /^(?:ERR_HTTP2|ERR_STREAM|EPIPE|ECONNRESET)/.test(code))) return error;
    const cause = new Error(`${code}: ${error.message}`);
    return new StorageInterrupted(action, "the connection to rclone broke", { cause });
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await (await running)?.stop();
  }

  async #process(): Promise<RcloneProcess> {
    const running = await this.#running;
    if (running?.isUsable) return running;
    // Several calls may have waited for the same one.
    if (running !== undefined && (await this.#running) !== running) return this.#process();
    this.#running = RcloneProcess.start(this.#settings);
    if (running !== undefined) void running.stop();
    return this.#running;
  }

  #ask(rclone: RcloneProcess, request: WebRequest, signal?: AbortSignal): Promise<WebAnswer> {
    const { method, path, headers, body, onSent } = request;
    const hasBody = body !== undefined && body.length > 0;
    const length = body === undefined ? {} : { "content-length": String(body.length) };
    const stream = rclone.session.request(
      { ":method": method, ":path": path, ...headers, ...length },
      { endStream: !hasBody },
    );
    this.#guard(stream, signal);
    const answered = bodyOf(stream);
    if (hasBody) {
      if (onSent) stream.once("finish", onSent);
      stream.end(body);
    }
    return new Promise((resolve, reject) => {
      stream.once("response", (told: IncomingHttpHeaders) => {
        const { ":status": status = 0, ...rest } = told;
        resolve({ status: Number(status), headers: flatHeaders(rest), body: answered });
      });
      stream.on("error", reject);
      stream.once("close", () => reject(new CallBroken("rclone broke the call off")));
    });
  }

  /** Ends a call whose time is over, whose answer breaks off, and that nobody wants any more. */
  #guard(stream: ClientHttp2Stream, signal?: AbortSignal): void {
    const stop = (): void => {
      stream.close(CANCEL);
      stream.destroy(signal?.reason instanceof Error ? signal.reason : new CallBroken("it was called off"));
    };
    signal?.addEventListener("abort", stop, { once: true });
    stream.once("close", () => signal?.removeEventListener("abort", stop));
    stream.setTimeout(this.#silenceMs, () => {
      stream.close(CANCEL);
      stream.destroy(new CallBroken("rclone did not answer in time"));
    });
  }
}

/**
 * What a stream gives, from the first moment on: Node throws an answer away that has come whole before anybody reads it. Fails if
 * the stream closes before its end; given up, it ends the call.
 */
function bodyOf(stream: ClientHttp2Stream): Readable {
  const body = new PassThrough({ highWaterMark: READ_AHEAD_BYTES });
  body.on("error", () => undefined); // told to whoever reads it
  body.on("drain", () => stream.resume());
  body.once("close", () => {
    if (!stream.closed) stream.close(CANCEL);
  });
  stream.on("data", (bytes: Buffer) => {
    if (!body.write(bytes)) stream.pause();
  });
  stream.once("end", () => body.end());
  stream.on("error", (error) => body.destroy(error));
  stream.once("close", () => {
    if (!body.writableEnded) body.destroy(new CallBroken("the answer broke off"));
  });
  return body;
}
