import type { ServerResponse } from "node:http";
import { refusalPage } from "./pages.ts";
import type { Refusal } from "./trust.ts";

/** Also what is wrong with a request that may be made. */
export type Fault = Refusal | "used-link" | "prefetch" | "not-found" | "too-large" | "not-json" | "malformed" | "bug";

interface Words {
  readonly status: number;
  /** In oRPC's words, so that its clients have it as a code. */
  readonly code: string;
  readonly sentence: string;
}

const forbidden = (sentence: string): Words => ({ status: 403, code: "FORBIDDEN", sentence });

const WORDS: Readonly<Record<Fault, Words>> = {
  stranger: forbidden("This Holdfast belongs to another user of this computer."),
  host: forbidden("Holdfast answers at its own address only."),
  target: { status: 400, code: "BAD_REQUEST", sentence: "This is no address of Holdfast." },
  method: { status: 405, code: "METHOD_NOT_SUPPORTED", sentence: "This cannot be asked in this way." },
  origin: forbidden("Only Holdfast’s own pages may ask this."),
  "cross-site": forbidden("Only Holdfast’s own pages may ask this."),
  bearer: { status: 401, code: "UNAUTHORIZED", sentence: "This is not the secret of the running agent." },
  "bearer-with-origin": forbidden("The secret is for the command line, not for pages."),
  "origin-missing": forbidden("A request that changes something must say where it comes from."),
  "no-session": { status: 401, code: "UNAUTHORIZED", sentence: "This browser has not been let in yet." },
  "used-link": forbidden("This link was used already, or is older than five minutes."),
  prefetch: forbidden("The link is kept until it is really followed."),
  "not-found": { status: 404, code: "NOT_FOUND", sentence: "There is nothing at this address." },
  "too-large": { status: 413, code: "PAYLOAD_TOO_LARGE", sentence: "More was sent than Holdfast takes at a time." },
  "not-json": { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", sentence: "What is sent must be JSON." },
  malformed: { status: 400, code: "BAD_REQUEST", sentence: "What was sent is no JSON." },
  bug: { status: 500, code: "INTERNAL_SERVER_ERROR", sentence: "Something went wrong inside Holdfast." },
};

/**
 * Refuses a request, in the form that its sender reads: a page, or oRPC's form of an error.
 *
 * @param nonce makes the answer a page
 */
export function refuse(response: ServerResponse, fault: Fault, path: string, nonce?: string): void {
  const { status, code, sentence } = WORDS[fault];
  if (fault === "method") response.setHeader("Allow", "GET, HEAD, POST, PUT, DELETE");
  // What is left of the request's body is not read.
  if (response.req.complete === false) response.setHeader("Connection", "close");
  const [type, text] =
    nonce === undefined ? ["application/json", asData()] : ["text/html", refusalPage(sentence, nonce)];
  response.writeHead(status, { "Content-Type": `${type}; charset=utf-8` });
  response.end(text);

  function asData(): string {
    const error = { defined: false, code, status, message: sentence, data: { reason: fault } };
    return JSON.stringify(path.startsWith("/rpc") ? { json: error } : error);
  }
}
