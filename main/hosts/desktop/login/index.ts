/** Starts with the user's session, if the user wants so. */
export { LoginKeeper, type LoginParts } from "./login-keeper.ts";
export { type LoginSurroundings, startsHidden, systemLoginItem } from "./system-login-item.ts";
