import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";
import { readWindowPage } from "../../window-page/index.ts";
import { windowMissingPage } from "./pages.ts";

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

  /** The window itself, the same for each of its places. */
  async index(response: ServerResponse, nonce: string): Promise<void> {
    const text = await readWindowPage(this.#folder, nonce);
    response.writeHead(text === undefined ? 503 : 200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(text === undefined ? windowMissingPage(nonce) : text);
  }
}
