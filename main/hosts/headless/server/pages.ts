/** Without it browsers ask for /favicon.ico, and note that it is not there. */
export const NO_ICON = '<link rel="icon" href="data:,">';

/** A page of plain words. @param nonce the one of the answer's content policy */
function page(title: string, body: string, nonce: string, head = ""): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${NO_ICON}
${head}<style nonce="${nonce}">
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60ch; margin: 15vh auto 5vh; padding: 0 1.5rem }
h1 { font-size: 1.4rem } code { font: 0.9em ui-monospace, monospace }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

/**
 * After a one-time link. Not a redirect: whoever followed the link from another page would arrive without the cookie, which
 * is for navigations that begin here (SameSite=Strict). This page begins one.
 */
export function enteringPage(nonce: string): string {
  const head = `<meta http-equiv="refresh" content="0; url=/">\n`;
  return page("Opening Holdfast …", `<p><a href="/">Open Holdfast</a></p>`, nonce, head);
}

const GET_A_LINK =
  "<p>Run <code>holdfast open</code> on this computer: it opens the window, or prints a link that does.</p>";

/** @param sentence what is so; our own words only, nothing of the request */
export function refusalPage(sentence: string, nonce: string): string {
  return page("Holdfast is not open in this browser", `<p>${sentence}</p>\n${GET_A_LINK}`, nonce);
}

export function windowMissingPage(nonce: string): string {
  const body = "<p>The window was not built. <code>npm run build</code> in Holdfast’s folder does it.</p>";
  return page("Holdfast runs, without a window", body, nonce);
}
