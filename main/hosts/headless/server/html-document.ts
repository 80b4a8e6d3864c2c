interface HtmlDocument {
  readonly title: string;
  readonly style: string;
  /** What is in `main`. */
  readonly body: string;
  /** The one of the answer's content policy. */
  readonly nonce: string;
  /** More for the document's head. */
  readonly head?: string;
}

/** A page of the server's own, which loads nothing and runs nothing. All texts are HTML already. */
export function htmlDocument({ title, style, body, nonce, head }: HtmlDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${NO_ICON}${head === undefined ? "" : `\n${head}`}
<style nonce="${nonce}">
${style}
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Without it browsers ask for /favicon.ico, and note that it is not there. */
const NO_ICON = '<link rel="icon" href="data:,">';
