export { newNonce, securityHeaders } from "./headers.ts";
export { builtWindow, isPlace, readWindowPage } from "./window-page.ts";
