import type { FileLook } from "../../../../shared/model/index.ts";

/** What can be shown of a file. */
export type Shown = Extract<FileLook, { kind: "text" | "image" }>;

const STYLE =
  "body{margin:12px;font:13px/1.55 ui-monospace,'SF Mono',Menlo,Consolas,monospace}" +
  "pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}img{display:block;max-width:100%;margin:auto}";

/**
 * A page of its own for what is in a file: nothing in it runs, it has no address, and it loads nothing. The content is untrusted: it is
 * text there, or a picture of a kind that runs nothing.
 *
 * @param nonce lets the few styles in
 */
export function lookFrame(look: Shown, scheme: "light" | "dark", nonce: string): string {
  return (
    `<!doctype html><html lang="und"><meta charset="utf-8"><meta name="color-scheme" content="${scheme}">` +
    `<title>-</title><style nonce="${escaped(nonce)}">${STYLE}</style><body>${contentOf(look)}</body></html>`
  );
}

function contentOf(look: Shown): string {
  if (look.kind === "text") return `<pre>${escaped(look.text)}</pre>`;
  return `<img alt="" src="data:${look.mediaType};base64,${escaped(look.base64)}">`;
}

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}
