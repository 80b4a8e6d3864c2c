export { ProtectionAbsent } from "./errors.ts";
export { type ProtectOptions, type ProtectProgress, type ProtectResult, protect } from "./protect.ts";
