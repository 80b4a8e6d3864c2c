/** What people read, in their language. */
export { chooseLocale, languageOf } from "./choose-locale.ts";
export { type Text, text } from "./text.ts";
export {
  type Dictionary,
  type Failures,
  say,
  sayFailure,
  sayParts,
  speak,
  spokenLocale,
} from "./words.ts";
