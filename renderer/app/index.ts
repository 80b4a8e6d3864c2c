/** The window around the pages. */

export { shareNonce } from "../components/index.ts";
export { App } from "./app.tsx";
export { startLanguage } from "./language.ts";
