import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

/** What stands in index.html for the nonce of an answer. */
const NONCE_MARK = "CSP_NONCE";

/** Where the build puts the renderer: beside the built program. */
export function builtWindow(): string {
  const isSource = import.meta.filename.endsWith(".ts");
  return join(import.meta.dirname, isSource ? "../../../dist/renderer" : "renderer");
}

/** Whether a path is a place in the window, and not a file that is missing. */
export function isPlace(path: string): boolean {
  return path === "/" || path === "/index.html" || extname(path) === "";
}

/**
 * The window itself, the same for each of its places.
 *
 * @param nonce the one of the answer's content policy
 * @returns undefined if the window was not built
 */
export async function readWindowPage(folder: string, nonce: string): Promise<string | undefined> {
  const text = await readFile(join(folder, "index.html"), "utf8").catch(() => undefined);
  return text?.replaceAll(NONCE_MARK, nonce);
}
