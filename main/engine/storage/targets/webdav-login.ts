import { createHash, randomBytes } from "node:crypto";

/** Who logs in. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** How a server wants to be told who asks, out of its answer 401. */
export type Challenge =
  | { readonly scheme: "basic" }
  | {
      readonly scheme: "digest";
      readonly realm: string;
      readonly nonce: string;
      readonly opaque: string | undefined;
      readonly algorithm: "MD5" | "SHA-256";
      readonly isSession: boolean;
      readonly hasQop: boolean;
      /** Only the nonce was too old: the password may be right. */
      readonly isStale: boolean;
    };

const ALGORITHMS = { MD5: "md5", "SHA-256": "sha256" } as const;
const SCHEME = /(?:^|,)\s*([a-z]+)(?=\s+[a-z0-9_-]+\s*=|\s*(?:,|$))/gi;
const PARAMETER = /([a-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi;

/** The best of the ways that a `WWW-Authenticate` header offers; undefined if none is known here. */
export function chooseChallenge(header: string): Challenge | undefined {
  const starts = [...header.matchAll(SCHEME)];
  const offers = starts.map((start, place) => ({
    scheme: (start[1] ?? "").toLowerCase(),
    text: header.slice(start.index + start[0].length, starts[place + 1]?.index),
  }));
  const digests = offers.filter(({ scheme }) => scheme === "digest").map(({ text }) => digestOf(text));
  const digest = digests.find((each) => each?.algorithm === "SHA-256") ?? digests.find((each) => each !== undefined);
  if (digest !== undefined) return digest;
  return offers.some(({ scheme }) => scheme === "basic") ? { scheme: "basic" } : undefined;
}

function digestOf(text: string): Extract<Challenge, { scheme: "digest" }> | undefined {
  const values = new Map<string, string>();
  for (const [, name = "", quoted, plain] of text.matchAll(PARAMETER)) {
    values.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
  }
  const [, name = "", session] = /^(MD5|SHA-256)(-sess)?$/i.exec(values.get("algorithm") ?? "MD5") ?? [];
  const qop = values.get("qop")?.split(/[\s,]+/);
  const nonce = values.get("nonce");
  if (name === "" || nonce === undefined || (qop && !qop.includes("auth"))) return undefined;
  return {
    ...{ scheme: "digest", realm: values.get("realm") ?? "", nonce, opaque: values.get("opaque") },
    algorithm: name.toUpperCase() === "MD5" ? "MD5" : "SHA-256",
    ...{ isSession: session !== undefined, hasQop: qop !== undefined },
    isStale: values.get("stale")?.toLowerCase() === "true",
  };
}

/**
 * The `Authorization` header of one request: proves that the password is known, without sending it.
 *
 * @param count how often the nonce was used, this time included
 * @param clientNonce only given by tests
 * @see RFC 7616, sections 3.4.1 to 3.4.3
 */
export function digestLogin(
  challenge: Extract<Challenge, { scheme: "digest" }>,
  { user, password }: Login,
  { method, path }: { readonly method: string; readonly path: string },
  count: number,
  clientNonce = randomBytes(16).toString("hex"),
): string {
  const hash = (text: string): string => createHash(ALGORITHMS[challenge.algorithm]).update(text).digest("hex");
  const { realm, nonce, opaque, isSession, hasQop, algorithm } = challenge;
  const secret = hash(`${user}:${realm}:${password}`);
  const first = isSession ? hash(`${secret}:${nonce}:${clientNonce}`) : secret;
  const second = hash(`${method}:${path}`);
  const uses = count.toString(16).padStart(8, "0");
  const response = hasQop
    ? hash(`${first}:${nonce}:${uses}:${clientNonce}:auth:${second}`)
    : hash(`${first}:${nonce}:${second}`);
  const parts = [
    ...[`username=${quoted(user)}`, `realm=${quoted(realm)}`, `nonce=${quoted(nonce)}`, `uri=${quoted(path)}`],
    ...[`algorithm=${algorithm}${isSession ? "-sess" : ""}`, `response="${response}"`],
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(hasQop || isSession ? [`cnonce="${clientNonce}"`] : []),
    ...(hasQop ? ["qop=auth", `nc=${uses}`] : []),
  ];
  return `Digest ${parts.join(", ")}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
