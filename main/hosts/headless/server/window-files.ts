import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import sirv from "sirv";
import { windowMissingPage } from "./pages.ts";

/** What stands in index.html for the nonce of an answer. */
const NONCE_MARK = "CSP_NONCE";

/** Serves the built renderer. Only files that were there at the start are served, by the names they had then. */
export class WindowFiles {
  readonly #folder: string;
  readonly #serve: ReturnType<typeof sirv>;

  constructor(folder: string) {
    this.#folder = folder;
    this.#serve = existsSync(folder) ? sirv(folder, { extensions: [] }) : (_request, _response, next) => next?.();
  }

  /** A file of the window. @returns false if there is none of this name, and nothing was answered */
  file(request: IncomingMessage, response: ServerResponse, path: string): boolean {
    if (path === "/" || path === "/index.html") return false;
    // Files here are small; a range that makes no sense would be an error of its own.
    delete request.headers.range;
    // The build puts a hash of the content into the names of all that is in assets/.
    if (path.startsWith("/assets/")) response.setHeader("Cache-Control", "private, max-age=31536000, immutable");
    let isServed = true;
    this.#serve(request, response, () => {
      isServed = false;
    });
    if (!isServed) response.setHeader("Cache-Control", "no-store");
    return isServed;
  }

  /** Whether a path is a place in the window, and not a file that is missing. */
  isPlace(path: string): boolean {
    return path === "/" || path === "/index.html" || extname(path) === "";
  }

  /** The window itself, the same for each of its places. */
  async index(response: ServerResponse, nonce: string): Promise<void> {
    const text = await readFile(join(this.#folder, "index.html"), "utf8").catch(() => undefined);
    response.writeHead(text === undefined ? 503 : 200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(text === undefined ? windowMissingPage(nonce) : text.replaceAll(NONCE_MARK, nonce));
  }
}

/** Where the build puts the renderer: beside the built program. */
export function builtWindow(): string {
  const isSource = import.meta.filename.endsWith(".ts");
  return join(import.meta.dirname, isSource ? "../../../../dist/renderer" : "renderer");
}
