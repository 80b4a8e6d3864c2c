/** The window around the pages. */
export { App } from "./app.tsx";
export { startLanguage } from "./language.ts";
export { shareNonce } from "./nonce.ts";
