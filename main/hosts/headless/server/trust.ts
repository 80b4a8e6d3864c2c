/** What is known of a request before anything is done for it. */
export interface RequestFacts {
  readonly method: string;
  /** As it came: “/open?key=…”. */
  readonly target: string;
  /** Every Host header; a sound request has one. */
  readonly hosts: readonly string[];
  readonly origin?: string | undefined;
  readonly authorization?: string | undefined;
  /** The `Sec-Fetch-*` and `Sec-Purpose` headers, which pages cannot forge; browsers since 2023 all send them. */
  readonly fetchSite?: string | undefined;
  readonly fetchMode?: string | undefined;
  readonly purpose?: string | undefined;
  /** The cookie names a session that is open. */
  readonly hasSession: boolean;
  /** The connection comes from a process of another user of this computer. */
  readonly isStranger: boolean;
}

/** Why a request is refused; the status code follows from it. */
export type Refusal =
  | "stranger"
  | "host"
  | "target"
  | "method"
  | "origin"
  | "cross-site"
  | "bearer"
  | "bearer-with-origin"
  | "origin-missing"
  | "no-session";

/** `opening`: a one-time link, whose key is still to be looked at. */
export type Verdict =
  | { readonly as: "opening" | "session" | "command-line"; readonly path: string }
  | { readonly refused: Refusal };

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "DELETE"]);
const READING: ReadonlySet<string> = new Set(["GET", "HEAD"]);
export const OPEN_PATH = "/open";

/**
 * Whether a request is answered, and on whose behalf. What it defends against:
 *
 * - another page in the browser (cross-site, or from another port, which shares cookies with us): Origin, Sec-Fetch-Site;
 * - a name of somebody else's that leads to 127.0.0.1 (DNS rebinding): Host;
 * - other programs and users of this computer: session or secret, and on Linux the connection's owner.
 *
 * @param port where this server listens
 * @param isSecret compares with the secret of the command line, in constant time
 */
export function judge(facts: RequestFacts, port: number, isSecret: (text: string) => boolean): Verdict {
  const refused = refusalOfAll(facts, port);
  if (refused !== undefined) return { refused };
  const path = facts.target.split("?", 1)[0] ?? "/";
  if (facts.authorization !== undefined) return ofCommandLine(facts, path, isSecret);
  // The link is followed from outside: a terminal, a mail, another page. Its key is what counts.
  if (path === OPEN_PATH) return facts.method === "GET" ? { as: "opening", path } : { refused: "method" };
  return ofBrowser(facts, path);
}

/** What no request may do. */
function refusalOfAll(facts: RequestFacts, port: number): Refusal | undefined {
  const { method, target, hosts, origin, isStranger } = facts;
  const [host = ""] = hosts;
  if (isStranger) return "stranger";
  if (hosts.length !== 1 || !ownHosts(port).includes(host)) return "host";
  // “http://…” as a target is for proxies; “//…” would be read as a host by some.
  if (!target.startsWith("/") || target.startsWith("//")) return "target";
  if (!METHODS.has(method)) return "method";
  if (origin !== undefined && origin !== `http://${host}`) return "origin";
  return undefined;
}

function ofCommandLine(facts: RequestFacts, path: string, isSecret: (text: string) => boolean): Verdict {
  const { authorization = "", origin, fetchSite } = facts;
  // Only browsers send these, and no page of ours uses the secret.
  if (origin !== undefined || fetchSite !== undefined) return { refused: "bearer-with-origin" };
  const [, secret] = /^Bearer ([!-~]+)$/i.exec(authorization) ?? [];
  return secret !== undefined && isSecret(secret) ? { as: "command-line", path } : { refused: "bearer" };
}

function ofBrowser(facts: RequestFacts, path: string): Verdict {
  const { method, origin, fetchSite, hasSession } = facts;
  // “none”: the address was typed in. “same-site” is another port of this computer: not ours.
  if (fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none") return { refused: "cross-site" };
  if (!hasSession) return { refused: "no-session" };
  if (!READING.has(method) && origin === undefined) return { refused: "origin-missing" };
  return { as: "session", path };
}

function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
}

/** A browser that only looks ahead must not use up a link that works once. */
export function isPrefetch({ purpose }: RequestFacts): boolean {
  return purpose !== undefined && /prefetch|prerender/i.test(purpose);
}

/** Whether a person is to read the answer. Programs send some `Sec-Fetch-Mode`, too, but never the site. */
export function isNavigation({ fetchMode, fetchSite }: RequestFacts, accept = ""): boolean {
  return fetchMode === "navigate" || (fetchSite === undefined && accept.includes("text/html"));
}
