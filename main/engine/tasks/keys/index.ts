export { addPassword, changePassword, listKeys, type NewPasswordOptions, removeKey } from "./keys.ts";
