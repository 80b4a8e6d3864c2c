import type { Access } from "../../../../shared/targets/index.ts";
import { LocationInvalid } from "../errors.ts";
import type { ParsedLocation } from "../target.ts";

const EXAMPLE = "webdav:https://host/path";

/** What a WebDAV location names. */
export interface WebdavPlace {
  /** `https://host:port`. */
  readonly origin: string;
  /** The folder's names from the server's root down, as people write them: not encoded. */
  readonly folders: readonly string[];
}

/**
 * Takes `webdav:https://user:password@host/path` apart; `webdavs://host/path` and `webdav://host/path` are other ways to write it.
 * Names in the path may be encoded as in a browser's address line, or not.
 *
 * @throws {LocationInvalid}
 */
export function parseWebdav(location: string): ParsedLocation<WebdavPlace> | undefined {
  const [, scheme = "", rest = ""] = /^(webdavs?):(.*)$/is.exec(location) ?? [];
  if (scheme === "") return undefined;
  const url = urlOf(scheme.toLowerCase() === "webdavs", rest);
  if (url === undefined) throw new LocationInvalid(`${scheme}:…`, "it has no address of a server", EXAMPLE);
  const { protocol, host, pathname, search, hash } = url;
  const folders = pathname
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  const shown = `webdav:${protocol}//${host}/${folders.map(encoded).join("/")}`;
  if (search !== "" || hash !== "") {
    throw new LocationInvalid(shown, "a “?” or “#” in a folder's name has to be written %3F or %23", EXAMPLE);
  }
  if (folders.some((folder) => folder.includes("/"))) {
    throw new LocationInvalid(shown, "the name of a folder cannot have a slash in it", EXAMPLE);
  }
  return { options: { origin: `${protocol}//${host}`, folders }, location: shown, access: accessIn(url) };
}

function urlOf(isSecure: boolean, rest: string): URL | undefined {
  const address = rest.startsWith("//") ? `${isSecure ? "https" : "http"}:${rest}` : rest;
  // A percent sign that is meant as one.
  const text = address.replace(/%(?![0-9a-f]{2})/gi, "%25");
  const url = /^https?:\/\/[^/]/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  return url?.hostname === "" ? undefined : url;
}

function accessIn({ username, password }: URL): Access {
  return {
    ...(username !== "" && { user: decoded(username) }),
    ...(password !== "" && { password: decoded(password) }),
  };
}

/** A name as it goes over the line: everything but letters, digits and `-_.~` encoded, of which no two servers think differently. */
export function encoded(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Undoes `encoded`. A name that is not UTF-8 stays as it came. */
export function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Whether a server is this computer, so that nobody reads on the way. */
export function isLoopback(origin: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(origin).hostname);
}
