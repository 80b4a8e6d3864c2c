import { AppError } from "../../../../shared/errors/index.ts";
import { AccessDenied, AccessInvalid, type StorageAction, StorageFailed, StorageInterrupted } from "../errors.ts";
import { basicAuth, passOver, readBody, translateStatus, type WebAnswer, WebClient } from "../http/index.ts";
import type { ParsedLocation } from "../target.ts";
import { connectionsOf } from "./connections.ts";
import { encoded, isLoopback, type WebdavPlace } from "./webdav-location.ts";
import { type Challenge, chooseChallenge, digestLogin } from "./webdav-login.ts";
import { readAnswer, type WebdavEntry } from "./webdav-xml.ts";

export interface WebdavRequest {
  readonly method: string;
  /** From the server's root down. Folders are asked for with a slash at the end, as servers want it. */
  readonly path: readonly string[];
  readonly isFolder?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Of a listing, far more than the largest folder of a repository has. */
const MOST_XML_BYTES = 512 << 20;

/** Requests to one WebDAV server, with a login where it wants one. */
export class WebdavConnection {
  readonly connections: number;
  readonly #location: string;
  readonly #origin: string;
  readonly #user: string;
  readonly #password: string;
  readonly #web: WebClient;
  #challenge: Challenge | undefined;
  #uses = 0;

  /** @throws {AccessInvalid} */
  constructor({ location, options, access }: ParsedLocation<WebdavPlace>) {
    this.#location = location;
    this.#origin = options.origin;
    this.#user = access["user"] ?? "";
    this.#password = access["password"] ?? "";
    basicAuth(location, this.#user, this.#password);
    this.connections = connectionsOf(location, access, 5);
    const { origin } = options;
    this.#web = new WebClient({ location, origin, connections: this.connections, caFile: access["caFile"] ?? "" });
  }

  /** A path as it stands in a request, and in the header `Destination`. */
  pathOf(path: readonly string[], isFolder = false): string {
    return `/${path.map(encoded).join("/")}${isFolder && path.length > 0 ? "/" : ""}`;
  }

  /** Where a file is to be moved to: the address as this connection knows it. */
  addressOf(path: readonly string[]): string {
    return this.#origin + this.pathOf(path);
  }

  /** Runs calls, and turns every failure of the connection into one of ours. */
  async attempt<T>(action: StorageAction, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw error instanceof AppError ? error : this.#web.explain(error, action, signal);
    }
  }

  /**
   * Sends a request, logged in. Only the first one, and one after the server has chosen a new number for the login, is sent twice; what
   * is sent without a login for certain to be asked for one has no body.
   *
   * @throws {AccessDenied} {AccessInvalid}, and what `attempt` explains
   */
  async send(request: WebdavRequest, signal?: AbortSignal): Promise<WebAnswer> {
    if (this.#challenge === undefined && request.body !== undefined && request.method === "PUT")
      await this.#knock(signal);
    const used = this.#challenge;
    const answer = await this.#sendOnce(request, signal);
    if (answer.status !== 401) return answer;
    await passOver(answer);
    const challenge = this.#learn(answer, used);
    this.#challenge = challenge;
    const again = await this.#sendOnce(request, signal);
    if (again.status !== 401) return again;
    await passOver(again);
    throw this.#denied();
  }

  /** What is at a path (`depth` 0), or in a folder. Undefined if nothing is there. Never asks for a whole tree. */
  async look(
    path: readonly string[],
    { depth, question, action }: { readonly depth: 0 | 1; readonly question: Buffer; readonly action: StorageAction },
    signal?: AbortSignal,
  ): Promise<readonly WebdavEntry[] | undefined> {
    const headers = { depth: String(depth), "content-type": "application/xml; charset=utf-8" };
    const isFolder = depth === 1;
    const answer = await this.send({ method: "PROPFIND", path, isFolder, headers, body: question }, signal);
    if (answer.status !== 207) {
      await passOver(answer);
      if (answer.status === 404 || answer.status === 410) return undefined;
      throw lookFailure(answer, action);
    }
    const xml = await readBody(answer, action, MOST_XML_BYTES);
    return readAnswer(xml.toString()).catch((error: unknown) => {
      throw new StorageFailed(action, `the server's answer is no WebDAV: ${messageOf(error)}`, error);
    });
  }

  async close(): Promise<void> {
    await this.#web.close();
  }

  async #sendOnce(request: WebdavRequest, signal?: AbortSignal): Promise<WebAnswer> {
    const { method, isFolder = false, headers = {}, body } = request;
    const path = this.pathOf(request.path, isFolder);
    const login = this.#login(method, path);
    const all = { "accept-encoding": "identity", ...headers, ...login };
    return this.#web.send({ method, path, headers: all, ...(body && { body }) }, signal);
  }

  /** Asks for nothing, to learn how to log in before much is sent. */
  async #knock(signal?: AbortSignal): Promise<void> {
    const answer = await this.send({ method: "OPTIONS", path: [], isFolder: true }, signal);
    await passOver(answer);
  }

  #login(method: string, path: string): Readonly<Record<string, string>> {
    const challenge = this.#challenge;
    if (challenge === undefined) return {};
    if (challenge.scheme === "basic") return basicAuth(this.#location, this.#user, this.#password);
    this.#uses += 1;
    const login = { user: this.#user, password: this.#password };
    return { authorization: digestLogin(challenge, login, { method, path }, this.#uses) };
  }

  /**
   * How to log in from here on.
   *
   * @param used how the request was logged in that was refused
   */
  #learn({ headers }: WebAnswer, used: Challenge | undefined): Challenge {
    if (this.#user === "" && this.#password === "") throw this.#denied("Enter the user name and the password.");
    const challenge = chooseChallenge(headers["www-authenticate"] ?? "");
    if (challenge === undefined) throw this.#denied("The server offers no login with a user name and a password.");
    // Another call has learnt it meanwhile.
    if (this.#challenge !== used && this.#challenge !== undefined) return this.#challenge;
    const isRefused = used !== undefined && !(challenge.scheme === "digest" && challenge.isStale);
    if (isRefused) throw this.#denied();
    if (challenge.scheme === "basic" && !this.#origin.startsWith("https:") && !isLoopback(this.#origin)) {
      const reason = "would cross the network for everybody to read";
      throw new AccessInvalid(this.#location, "password", "The password", reason, "Use an address with https://.");
    }
    if (challenge.scheme === "digest") this.#uses = 0;
    return challenge;
  }

  #denied(hint = "Check the user name and the password."): AccessDenied {
    return new AccessDenied(this.#location, hint);
  }
}

/** What a status means that says no to a question. */
function lookFailure(answer: WebAnswer, action: StorageAction): AppError {
  if (answer.status === 405 || answer.status === 501 || answer.status === 200) {
    return new StorageFailed(action, `there is no WebDAV at this address (${answer.status})`);
  }
  return translateDav(answer, action);
}

/** As `translateStatus`, with what statuses mean to WebDAV alone. */
export function translateDav(answer: Pick<WebAnswer, "status" | "headers">, action: StorageAction): AppError {
  const cause = new Error(`HTTP ${answer.status}`);
  if (answer.status === 423) return new StorageInterrupted(action, "another program has locked it (423)", { cause });
  if (answer.status === 413) return new StorageFailed(action, "the server takes no files of this size (413)", cause);
  return translateStatus(answer, action, "Check the user name and the password.");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}
