import { IntlMessageFormat } from "intl-messageformat";

/** From English texts, as they stand in the sources, to those of another language. */
export type Dictionary = Readonly<Record<string, string>>;

/** What a text has places for, by name. */
export type Values = Readonly<Record<string, string | number>>;

const ENGLISH = "en";

let locale = ENGLISH;
let dictionary: Dictionary = {};
let formats = new Map<string, IntlMessageFormat>();

/** From now on this process speaks this language. Texts that the dictionary lacks are said in English. */
export function speak(language: string, texts: Dictionary = {}): void {
  locale = language;
  dictionary = texts;
  formats = new Map();
}

/** The language that is spoken now, as a BCP 47 tag: for dates and figures. */
export function spokenLocale(): string {
  return locale;
}

/**
 * A text in the language that is spoken.
 *
 * @param message in English, with places for values and plurals
 * @see https://unicode-org.github.io/icu/userguide/format_parse/messages/ for its syntax
 */
export function say(message: string, values?: Values): string {
  const translated = Object.hasOwn(dictionary, message) ? dictionary[message] : undefined;
  const text = translated ?? message;
  if (values === undefined && !text.includes("{")) return text;
  return String(formatOf(text, translated === undefined ? ENGLISH : locale).format(values));
}

/** A text that is read first is parsed, which takes longer than to fill it in. */
function formatOf(text: string, language: string): IntlMessageFormat {
  const known = formats.get(text);
  if (known !== undefined) return known;
  const made = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  formats.set(text, made);
  return made;
}
