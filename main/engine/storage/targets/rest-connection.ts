import type { AppError } from "../../../../shared/errors/index.ts";
import { type StorageAction, StorageNotAllowed } from "../errors.ts";
import { lengthOf, passOver, readBody, translateStatus, type WebAnswer, type WebTransport } from "../http/index.ts";
import { isDoubtful, mustBeMissing } from "./rest-missing.ts";

/** On every request: without it, servers list names without sizes. */
const VERSION_2 = "application/vnd.x.restic.rest.v2";

/** Of a list: enough for three million files. */
const MOST_BYTES = 256 << 20;

export interface RestSettings {
  /** As it may be shown. */
  readonly location: string;
  /** Where the repository is on the server: begins and ends with a slash. */
  readonly basePath: string;
  /** The login. */
  readonly headers: Readonly<Record<string, string>>;
  /** What to do if the login is not accepted. */
  readonly accessHint?: string;
  readonly transport: WebTransport;
}

/** What a call is for, and what goes with it. */
export interface RestCall {
  readonly action: StorageAction;
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly onSent?: () => void;
}

/** Calls of the REST protocol to one repository; every failure is one of ours. */
export class RestConnection {
  readonly location: string;
  readonly #settings: RestSettings;

  constructor(settings: RestSettings) {
    this.location = settings.location;
    this.#settings = settings;
  }

  /** @param take is given every status; what it leaves of the answer is given up */
  async call<T>(method: string, path: string, call: RestCall, take: (answer: WebAnswer) => Promise<T>): Promise<T> {
    const { transport, basePath, headers } = this.#settings;
    const { action, signal, body, onSent } = call;
    signal?.throwIfAborted();
    try {
      const request = {
        ...{ method, path: basePath + path, headers: { accept: VERSION_2, ...headers, ...call.headers } },
        ...(body && { body }),
        ...(onSent && { onSent }),
      };
      const answer = await transport.send(request, signal);
      try {
        if (isDoubtful(answer) && method !== "POST") {
          await mustBeMissing((how, where) => this.#ask(how, where, call), path, action);
        }
        return await take(answer);
      } finally {
        answer.body.destroy();
      }
    } catch (error) {
      throw transport.explain(error, action, signal);
    }
  }

  async #ask(method: string, path: string, { action, signal }: RestCall): Promise<{ status: number; text: string }> {
    const { transport, basePath, headers } = this.#settings;
    const answer = await transport.send(
      { method, path: basePath + path, headers: { accept: VERSION_2, ...headers } },
      signal,
    );
    try {
      const isText = answer.status === 200 && method === "GET";
      return { status: answer.status, text: isText ? (await readBody(answer, action, MOST_BYTES)).toString() : "" };
    } finally {
      answer.body.destroy();
    }
  }

  /** The error that an answer with no success is. Takes its text with it, which nobody needs. */
  refusal(answer: WebAnswer, action: StorageAction): AppError {
    answer.body.destroy();
    return translateStatus(answer, action, this.#settings.accessHint);
  }

  /** Undefined if there is no such file. */
  async sizeOf(path: string, action: StorageAction, signal?: AbortSignal): Promise<number | undefined> {
    return this.call("HEAD", path, { action, signal }, async (answer) => {
      const size = lengthOf(answer.headers["content-length"]);
      if (answer.status === 404) return undefined;
      if (answer.status !== 200 || size === undefined) throw this.refusal(answer, action);
      await passOver(answer);
      return size;
    });
  }

  /** One that is not there is success. @throws {StorageNotAllowed} `append-only` */
  async remove(path: string, action: StorageAction, signal?: AbortSignal): Promise<void> {
    await this.call("DELETE", path, { action, signal }, async (answer) => {
      if (answer.status === 403) throw new StorageNotAllowed(action, "append-only", new Error("HTTP 403"));
      if (![200, 202, 204, 404].includes(answer.status)) throw this.refusal(answer, action);
      await passOver(answer);
    });
  }

  async close(): Promise<void> {
    await this.#settings.transport.close();
  }
}
