/** Starts with the user's session, if the user wants so. */
export { LoginKeeper } from "./login-keeper.ts";
export { startsHidden, systemLoginItem } from "./system-login-item.ts";
