import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { CustomScheme } from "electron";
import { isPlace, newNonce, readWindowPage, securityHeaders } from "../../window-page/index.ts";

/** Where the window's page is; a scheme of its own, so that it has an origin and no file of the computer has the same. */
export const APP_ORIGIN = "app://holdfast";

/** It has hosts, an origin and storage as https has, and keeps to the content policy. Nothing else. */
export const APP_SCHEME: CustomScheme = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** The built renderer as answers to requests. Only files that were there at the start are served, by the names they had then. */
export class AppFiles {
  readonly #folder: string;
  readonly #files: ReadonlyMap<string, string>;

  constructor(folder: string) {
    this.#folder = folder;
    this.#files = new Map(filesBelow(folder).map((file) => [`/${file.split(sep).join("/")}`, join(folder, file)]));
  }

  /** Answers a request for `app://…`, whatever it asks for; never rejects because of what it asks. */
  async answer({ method, url }: Pick<Request, "method" | "url">): Promise<Response> {
    const nonce = newNonce();
    const headers = securityHeaders(nonce);
    const { host, pathname } = new URL(url);
    if (host !== new URL(APP_ORIGIN).host) return new Response(null, { status: 404, headers });
    if (method !== "GET" && method !== "HEAD") return new Response(null, { status: 405, headers });
    const file = pathname === "/index.html" ? undefined : this.#files.get(pathname);
    if (file !== undefined) return this.#file(file, headers);
    const page = isPlace(pathname) ? await readWindowPage(this.#folder, nonce) : undefined;
    if (page === undefined) return new Response(null, { status: 404, headers });
    return new Response(page, { headers: { ...headers, "Content-Type": "text/html; charset=utf-8" } });
  }

  async #file(file: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    return new Response(new Uint8Array(await readFile(file)), { headers: { ...headers, "Content-Type": type } });
  }
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return names.map((name) => name.slice(folder.length + 1));
}
