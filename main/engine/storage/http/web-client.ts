import { Readable } from "node:stream";
import type { Dispatcher, Pool } from "undici";
import type { StorageAction } from "../errors.ts";
import { authorities } from "./authorities.ts";
import { explainConnection } from "./connection-errors.ts";

export interface WebRequest {
  readonly method: string;
  /** Path and query, encoded as they go over the line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Goes with its length, never in chunks of unknown number. Must not change meanwhile. */
  readonly body?: Uint8Array;
  /** Told when the last byte of the body has been handed to the system: from here on, the server may have done what was asked. */
  readonly onSent?: () => void;
}

export interface WebAnswer {
  readonly status: number;
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Has to be read to its end or destroyed. Its errors are for `explain`. */
  readonly body: Readable;
}

/** What carries requests to one server. */
export interface WebTransport {
  /**
   * Rejects with the signal's reason as soon as it is aborted; the connection is not left hanging.
   *
   * @throws what `explain` understands, {AccessInvalid}, and the signal's reason
   */
  send(request: WebRequest, signal?: AbortSignal): Promise<WebAnswer>;
  /** What a failed call means. The signal's reason and errors of ours are given back as they are, and so is a bug. */
  explain(error: unknown, action: StorageAction, signal?: AbortSignal): unknown;
  close(): Promise<void>;
}

export interface WebSettings {
  /** As it may be shown. */
  readonly location: string;
  /** `https://host:port`. */
  readonly origin: string;
  readonly connections: number;
  /** A PEM file, trusted besides the authorities this computer knows; "" for none. */
  readonly caFile: string;
  /** A socket on this computer, instead of the origin's host. */
  readonly socketPath?: string;
  readonly connectMs?: number;
  /** Without a byte either way for so long, a call is interrupted. */
  readonly silenceMs?: number;
}

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;
/** Small enough that a slow line shows that it moves, before it is taken for dead. */
const STEP_BYTES = 64 << 10;

/**
 * HTTP connections to one server: opened by the first call, as many as allowed, closed by `close`. Never follows a redirect: it
 * could lead somewhere else with what gives access here. Never repeats a request.
 */
export class WebClient implements WebTransport {
  readonly #settings: WebSettings;
  #pool: Promise<Pool> | undefined;
  #wasReached = false;

  constructor(settings: WebSettings) {
    this.#settings = settings;
  }

  async send(request: WebRequest, signal?: AbortSignal): Promise<WebAnswer> {
    signal?.throwIfAborted();
    this.#pool ??= openPool(this.#settings);
    const { statusCode, headers, body } = await (await this.#pool).request({
      // Any method may be sent: WebDAV has its own.
      method: request.method as Dispatcher.HttpMethod,
      path: request.path,
      headers: { ...request.headers, ...(request.body && { "content-length": String(request.body.length) }) },
      body: request.body === undefined || request.body.length === 0 ? null : streamOf(request.body, request.onSent),
      ...(signal && { signal }),
    });
    this.#wasReached = true;
    // Its stream complains to nobody if it is destroyed before anybody reads it.
    body.on("error", () => undefined);
    return { status: statusCode, headers: flatHeaders(headers), body };
  }

  explain(error: unknown, action: StorageAction, signal?: AbortSignal): unknown {
    if (signal?.aborted) return signal.reason;
    return explainConnection(error, action, this.#wasReached);
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    // One that could not be opened has told so to whoever called.
    await (await pool?.catch(() => undefined))?.destroy();
  }
}

async function openPool(settings: WebSettings): Promise<Pool> {
  const { location, origin, connections, caFile, socketPath } = settings;
  const { connectMs = CONNECT_MS, silenceMs = SILENCE_MS } = settings;
  const [undici, secureContext] = await Promise.all([
    import("undici"),
    origin.startsWith("https:") ? authorities(location, caFile) : undefined,
  ]);
  return new undici.Pool(origin, {
    ...{ connections, pipelining: 1, allowH2: false, headersTimeout: silenceMs, bodyTimeout: silenceMs },
    connect: { timeout: connectMs, ...(secureContext && { secureContext }), ...(socketPath && { socketPath }) },
  });
}

function streamOf(bytes: Uint8Array, onSent?: () => void): Readable {
  return Readable.from(stepsOf(bytes, onSent), { objectMode: false });
}

async function* stepsOf(bytes: Uint8Array, onSent?: () => void): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    if (at + STEP_BYTES >= bytes.length) onSent?.();
    yield bytes.subarray(at, at + STEP_BYTES);
  }
}

/** Headers by names in small letters, several of one name joined as HTTP has it. */
export function flatHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): WebAnswer["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
