/** The window around the pages. */
export { App } from "./app.tsx";
export { shareNonce } from "./nonce.ts";
