import { LocationInvalid } from "../errors.ts";
import type { ParsedLocation } from "../target.ts";

const EXAMPLE = "rest:https://host:8000/path/";
/** As newer restic has it: the socket's path, and after a colon that of the repository. */
const SOCKET = /^http\+unix:\/\/(?:([^@/]*)@)?(\/[^:]+)(?::(\/.*)?)?$/i;

/** Where a REST server is, and where on it the repository is. */
export interface RestPlace {
  readonly origin: string;
  /** Begins and ends with a slash, encoded as it goes over the line. */
  readonly path: string;
  /** Instead of the origin's host. */
  readonly socketPath?: string;
}

/**
 * Takes `rest:https://user:password@host:8000/path/` and `rest:http+unix:///socket:/path/` apart. User and password are left out of
 * what is shown; stock restic takes them from its variables instead.
 *
 * @throws {LocationInvalid}
 */
export function parseRest(location: string): ParsedLocation<RestPlace> | undefined {
  if (!/^rest:/i.test(location)) return undefined;
  const text = location.slice("rest:".length);
  return /^http\+unix:/i.test(text) ? parseSocket(text) : parseUrl(text);
}

function parseUrl(text: string): ParsedLocation<RestPlace> {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    // What cannot be taken apart may have a password anywhere in it.
    throw new LocationInvalid("rest:…", "an address that begins with https:// or http:// has to follow", EXAMPLE);
  }
  const place = { origin: url.origin, path: withSlashes(url.pathname) };
  const shown = `rest:${place.origin}${place.path}`;
  if (url.search !== "" || url.hash !== "")
    throw new LocationInvalid(shown, "a “?” or “#” has no meaning in it", EXAMPLE);
  return { options: place, location: shown, access: loginOf(url.username, url.password, shown) };
}

function parseSocket(text: string): ParsedLocation<RestPlace> {
  const [, login = "", socketPath = "", path = "/"] = SOCKET.exec(text) ?? [];
  const example = "rest:http+unix:///path/to/socket:/path/";
  if (socketPath === "") throw new LocationInvalid("rest:http+unix:…", "the path of a socket has to follow", example);
  const encoded = withSlashes(new URL(path, "http://localhost").pathname);
  const shown = `rest:http+unix://${socketPath}:${encoded}`;
  const colon = login.indexOf(":");
  const [user, password] = colon < 0 ? [login, ""] : [login.slice(0, colon), login.slice(colon + 1)];
  const options = { origin: "http://localhost", path: encoded, socketPath };
  return { options, location: shown, access: loginOf(user, password, shown) };
}

function withSlashes(path: string): string {
  const inner = path.replace(/\/{2,}/g, "/").replace(/^\/|\/$/g, "");
  return inner === "" ? "/" : `/${inner}/`;
}

function loginOf(user: string, password: string, shown: string): Readonly<Record<string, string>> {
  try {
    return {
      ...(user !== "" && { user: decodeURIComponent(user) }),
      ...(password !== "" && { password: decodeURIComponent(password) }),
    };
  } catch {
    throw new LocationInvalid(shown, "a “%” in the user name or password has to be written as %25", EXAMPLE);
  }
}
