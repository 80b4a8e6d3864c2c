import type { IncomingMessage, ServerResponse } from "node:http";
import { isPlace, newNonce, securityHeaders } from "../../window-page/index.ts";
import { BodyCutOff, readBody } from "./body.ts";
import type { Calls } from "./calls.ts";
import { enteringPage } from "./pages.ts";
import { isOfAnotherUser } from "./peer.ts";
import { type Fault, refuse } from "./refusals.ts";
import { isSame } from "./secrets.ts";
import { COOKIE, type Sessions } from "./sessions.ts";
import { isNavigation, isPrefetch, judge, type RequestFacts, type Verdict } from "./trust.ts";
import type { WindowFiles } from "./window-files.ts";

/** Where the server tells what happens to it. */
export interface ServerLog {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

export interface Surroundings {
  readonly calls: Calls;
  readonly files: WindowFiles;
  readonly sessions: Sessions;
  /** The one of the command line. */
  readonly secret: string;
  readonly log: ServerLog;
  /** A new one-time link. */
  newLink(): string;
}

/** The command line asks for a one-time link here. */
export const LINK_PATH = "/command-line/link";

const BODY_FAULTS = { 400: "malformed", 413: "too-large", 415: "not-json" } as const;

/** One request and its answer. */
export class RequestHandler {
  readonly #with: Surroundings;
  readonly #strangers = new WeakMap<object, Promise<boolean>>();

  constructor(surroundings: Surroundings) {
    this.#with = surroundings;
  }

  /** Answers, whatever comes; never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = newNonce();
    for (const [name, value] of Object.entries(securityHeaders(nonce))) response.setHeader(name, value);
    response.on("error", () => undefined); // the client is gone
    try {
      const facts = await this.#factsOf(request);
      const verdict = judge(facts, request.socket.localPort ?? 0, (text) => isSame(text, this.#with.secret));
      const refused = await this.#serve(request, response, facts, verdict, nonce);
      if (refused !== undefined) this.#refuse(request, response, facts, refused, nonce);
    } catch (error) {
      this.#fail(error, request, response);
    }
  }

  /** @returns why not, if nothing was answered */
  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    facts: RequestFacts,
    verdict: Verdict,
    nonce: string,
  ): Promise<Fault | undefined> {
    if ("refused" in verdict) return verdict.refused;
    const { as, path } = verdict;
    const { calls } = this.#with;
    if (as === "opening") return this.#enter(response, facts, nonce);
    if (path === LINK_PATH && as === "command-line") return this.#giveLink(request, response);
    if (path === "/api/spec.json" && facts.method === "GET") return void (await calls.spec(response));
    if (path === "/api/docs" && facts.method === "GET") return void (await calls.specPage(response, nonce));
    if (/^\/(rpc|api)(\/|$)/.test(path)) return this.#call(request, response, path);
    return this.#file(request, response, facts, path, nonce);
  }

  async #call(request: IncomingMessage, response: ServerResponse, path: string): Promise<Fault | undefined> {
    const body = await readBody(request, response);
    if ("refused" in body) return BODY_FAULTS[body.refused];
    if (body.value !== undefined) Object.assign(request, { body: body.value }); // where oRPC looks for a parsed one
    return (await this.#with.calls.answer(request, response, path)) ? undefined : "not-found";
  }

  #enter(response: ServerResponse, facts: RequestFacts, nonce: string): Fault | undefined {
    if (isPrefetch(facts)) return "prefetch";
    const key = new URLSearchParams(facts.target.split("?")[1] ?? "").get("key") ?? "";
    const session = this.#with.sessions.enter(key);
    // Whoever follows a link again in the same browser is let in already.
    if (session === undefined && !facts.hasSession) return "used-link";
    // Not “Secure”: this is plain HTTP, which never leaves the computer.
    if (session !== undefined)
      response.setHeader("Set-Cookie", `${COOKIE}=${session}; HttpOnly; SameSite=Strict; Path=/`);
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(enteringPage(nonce));
    return undefined;
  }

  #giveLink(request: IncomingMessage, response: ServerResponse): Fault | undefined {
    if (request.method !== "POST") return "method";
    response.writeHead(200, { "Content-Type": "application/json; charset=utf-8" });
    response.end(JSON.stringify({ url: this.#with.newLink() }));
    return undefined;
  }

  async #file(
    request: IncomingMessage,
    response: ServerResponse,
    facts: RequestFacts,
    path: string,
    nonce: string,
  ): Promise<Fault | undefined> {
    const { files } = this.#with;
    if (facts.method !== "GET" && facts.method !== "HEAD") return "method";
    if (files.file(request, response, path)) return undefined;
    if (!isPlace(path) || !isNavigation(facts, request.headers.accept)) return "not-found";
    await files.index(response, nonce);
    return undefined;
  }

  #refuse(request: IncomingMessage, response: ServerResponse, facts: RequestFacts, fault: Fault, nonce: string): void {
    const path = facts.target.split("?", 1)[0] ?? ""; // without the query: it may hold the key of a link
    if (fault !== "not-found") this.#with.log.warn({ fault, method: facts.method, path }, "a request was refused");
    refuse(response, fault, path, isNavigation(facts, request.headers.accept) ? nonce : undefined);
  }

  #fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    if (error instanceof BodyCutOff || request.destroyed) {
      response.destroy();
      return;
    }
    this.#with.log.error({ err: error }, "a mistake of the program in answering a request");
    if (response.headersSent) response.destroy();
    else refuse(response, "bug", "");
  }

  async #factsOf(request: IncomingMessage): Promise<RequestFacts> {
    const { headers, headersDistinct, method = "", url = "", socket } = request;
    let isStranger = this.#strangers.get(socket);
    if (isStranger === undefined) {
      isStranger = isOfAnotherUser(socket);
      this.#strangers.set(socket, isStranger);
    }
    return {
      ...{ method, target: url, hosts: headersDistinct["host"] ?? [], origin: joined(headersDistinct["origin"]) },
      ...{ authorization: headers.authorization, fetchSite: joined(headersDistinct["sec-fetch-site"]) },
      ...{ fetchMode: joined(headersDistinct["sec-fetch-mode"]), purpose: joined(headersDistinct["sec-purpose"]) },
      hasSession: this.#with.sessions.has(headers.cookie),
      isStranger: await isStranger,
    };
  }
}

/** A header that came twice is none that a browser sends, and fits nothing it is compared with. */
function joined(values: readonly string[] | undefined): string | undefined {
  return values?.join(", ");
}
