import { AppError } from "../../../../shared/errors/index.ts";
import { HostUntrusted, type StorageAction, StorageFailed, StorageInterrupted, StorageUnreachable } from "../errors.ts";

/** What keeps a connection from being made, in the words of Node and of undici. */
const NOT_REACHED: Readonly<Record<string, string>> = {
  ENOTFOUND: "the name of the server is not known",
  EAI_AGAIN: "the name of the server cannot be looked up now",
  ECONNREFUSED: "the connection was refused",
  EHOSTUNREACH: "there is no way to the server",
  ENETUNREACH: "there is no way to the server's network",
  EHOSTDOWN: "the server is down",
  ENETDOWN: "the network is down",
  EADDRNOTAVAIL: "there is no network",
  ETIMEDOUT: "the server does not answer",
  UND_ERR_CONNECT_TIMEOUT: "the server does not answer",
  ENOENT: "there is no such socket",
};
const BROKEN: Readonly<Record<string, string>> = {
  ECONNRESET: "the connection broke",
  EPIPE: "the connection broke",
  UND_ERR_SOCKET: "the connection broke",
  UND_ERR_HEADERS_TIMEOUT: "no answer came in time",
  UND_ERR_BODY_TIMEOUT: "the answer stopped coming",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "the answer broke off",
};
/** OpenSSL's words for a certificate that does not prove who the server is. */
const UNTRUSTED = /CERT|ISSUER|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH/;

/**
 * The one place where a failed connection becomes an error of ours. Errors of ours and bugs are given back as they are.
 *
 * @param wasReached the server has answered before: what fails now is likely to pass
 */
export function explainConnection(error: unknown, action: StorageAction, wasReached: boolean): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  // Not the error itself: some carry what was sent.
  const cause = new Error(`${code}: ${firstLine(error)}`);
  if (UNTRUSTED.test(code)) {
    return new HostUntrusted(action.location, "certificate", certificateWords(code, error), undefined, cause);
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL")) {
    return new StorageFailed(action, "the server does not speak TLS (https) as it should", cause);
  }
  if (code.startsWith("HPE_")) return new StorageFailed(action, "what answers does not speak HTTP as it should", cause);
  if (!wasReached && code in NOT_REACHED) return new StorageUnreachable(action, cause);
  const reason = NOT_REACHED[code] ?? BROKEN[code] ?? firstLine(error).replace(/\.$/, "");
  return new StorageInterrupted(action, reason, { cause });
}

function certificateWords(code: string, error: Error): string {
  if (code === "CERT_HAS_EXPIRED") return "it has expired";
  if (code === "CERT_NOT_YET_VALID") return "it is not valid yet";
  if (code === "CERT_REVOKED") return "it has been withdrawn";
  if (/ALTNAME|HOSTNAME/.test(code)) return "it is made out for another name";
  if (/SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY|UNTRUSTED/.test(code)) return "this computer does not know who issued it";
  return firstLine(error).replace(/\.$/, "");
}

/** An error of several addresses tried at once has the code and the words of the first. */
function codeOf(error: Error): string | undefined {
  if ("code" in error && typeof error.code === "string") return error.code;
  // One of undici's that mostly has no code.
  if (error.name === "HTTPParserError") return "HPE_INVALID";
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? codeOf(first) : undefined;
}

function firstLine(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  const message = error.message || (first instanceof Error ? first.message : "");
  return message.split("\n")[0] || "the connection failed";
}
