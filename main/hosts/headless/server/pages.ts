import { htmlDocument } from "./html-document.ts";

const STYLE = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 60ch; margin: 15vh auto 5vh; padding: 0 1.5rem }
h1 { font-size: 1.4rem } code { font: 0.9em ui-monospace, monospace }`;

/** A page of plain words. @param nonce the one of the answer's content policy */
function page(title: string, body: string, nonce: string, head?: string): string {
  return htmlDocument({
    title,
    style: STYLE,
    body: `<h1>${title}</h1>\n${body}`,
    nonce,
    ...(head === undefined ? {} : { head }),
  });
}

/**
 * After a one-time link. Not a redirect: whoever followed the link from another page would arrive without the cookie, which
 * is for navigations that begin here (SameSite=Strict). This page begins one.
 */
export function enteringPage(nonce: string): string {
  const head = '<meta http-equiv="refresh" content="0; url=/">';
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
