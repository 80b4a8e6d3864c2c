import { htmlDocument } from "./html-document.ts";
import type { Spec } from "./spec.ts";

const METHODS = ["get", "post", "put", "delete"] as const;

/** A parameter, body or answer as OpenAPI has it; of references only the text is shown. */
type Part = Readonly<Record<string, unknown>>;

const STYLE = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 90ch; margin: 2rem auto; padding: 0 1rem }
code, pre { font: 0.875rem/1.45 ui-monospace, monospace } pre { overflow: auto; padding: 0.75rem; border: 1px solid }
section { border-top: 1px solid; padding: 0.5rem 0 } h2 { font-size: 1.1rem; margin: 0.5rem 0 }`;

/** The description of `/api` as a page for people: everything is in it, nothing is loaded, no script runs. */
export function specPage({ info, paths = {} }: Spec, nonce: string): string {
  const calls = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const call = item?.[method];
      return call === undefined ? [] : [callSection(method, path, call as Part)]; // an operation is a plain object
    }),
  );
  const body = `<h1>Holdfast ${text(info.version)}: calls for scripts</h1>
<p>${text(info.description ?? "")}</p>
<p>For programs: <a href="/api/spec.json">the same as OpenAPI</a>. From a shell, with the values of <code>agent.json</code>:</p>
<pre>curl -H "Authorization: Bearer $SECRET" $ORIGIN/api/plans</pre>
${calls.join("\n")}`;
  return htmlDocument({ title: "Holdfast: calls for scripts", style: STYLE, body, nonce });
}

function callSection(method: string, path: string, call: Part): string {
  const { summary = "", parameters, requestBody, responses } = call;
  return `<section>
<h2>${text(String(summary))}</h2>
<p><code>${method.toUpperCase()} /api${text(path)}</code></p>
${folded("Parameters", parameters)}${folded("What to send", requestBody)}${folded("Answers", responses)}
</section>`;
}

function folded(title: string, value: unknown): string {
  if (value === undefined) return "";
  return `<details><summary>${title}</summary><pre>${text(JSON.stringify(value, undefined, 2))}</pre></details>\n`;
}

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
