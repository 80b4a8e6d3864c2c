import type { PathText } from "../../shared/model/index.ts";

const ODD = /[\\\ud800-\udfff]/gu;
const ESCAPED = /\\(\\|u[\da-f]{4})/g;

/** A path as it can stand in an address: bytes that are no text are lone surrogates, which no address can carry. */
export function toAddress(path: PathText): string {
  return path.replace(ODD, (odd) => (odd === "\\" ? "\\\\" : `\\u${odd.charCodeAt(0).toString(16)}`));
}

/** The path again; undefined for what is no path, such as one that somebody typed. */
export function fromAddress(text: unknown): PathText | undefined {
  if (typeof text !== "string" || !/^(\/|[A-Za-z]:\/)/.test(text)) return undefined;
  return text.replace(ESCAPED, (_, code: string) =>
    code === "\\" ? "\\" : String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
}

/** The folder to begin at: the only one that was backed up, else the one above all of them. */
export function startFolder(paths: readonly PathText[]): PathText {
  const [first, ...others] = paths;
  if (first === undefined) return "/";
  let common = first.split("/");
  for (const path of others) {
    const names = path.split("/");
    const differs = common.findIndex((name, index) => name !== names[index]);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return common.join("/") || "/";
}
