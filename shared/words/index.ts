/** What people read, in their language. */
export { type Dictionary, say, speak, spokenLocale, type Values } from "./words.ts";
