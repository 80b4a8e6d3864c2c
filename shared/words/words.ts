import { IntlMessageFormat } from "intl-messageformat";
import type { Text } from "./text.ts";

/** From English texts, as they stand in the sources, to those of another language. */
export type Dictionary = Readonly<Record<string, string>>;

/** What a text has places for, by name. */
export type Values = Readonly<Record<string, string | number>>;

/** Messages and hints of failures in another language, by code; their places are for the failure's facts. */
export type Failures = Readonly<Record<string, { readonly message: string; readonly hint: string }>>;

/** Something that was not said here, such as the title of a run that the agent named, is no text to be translated. */
type Sayable<M extends string> = string extends M ? never : M;

const ENGLISH = "en";

let locale = ENGLISH;
let dictionary: Dictionary = {};
let failures: Failures = {};
let formats = new Map<string, IntlMessageFormat>();

/** From now on this process speaks this language. Texts that the dictionaries lack are said in English. */
export function speak(language: string, texts: Dictionary = {}, ofFailures: Failures = {}): void {
  locale = language;
  dictionary = texts;
  failures = ofFailures;
  formats = new Map();
}

/** The language that is spoken now, as a BCP 47 tag: for dates and figures. */
export function spokenLocale(): string {
  return locale;
}

/**
 * A text in the language that is spoken.
 *
 * @param message in English, with places for values and plurals: written out, or marked with `text` where it stands
 * @see https://unicode-org.github.io/icu/userguide/format_parse/messages/ for its syntax
 */
export function say<M extends string>(message: Sayable<M> | Text, values?: Values): string {
  const translated = translationOf(message);
  const said = translated ?? message;
  if (values === undefined && !said.includes("{")) return said;
  return String(formatOf(said, translated === undefined ? ENGLISH : locale, true).format(values));
}

/** Makes something of what stands between two tags, such as a link. */
type Wrap<T> = (inner: readonly (string | T)[]) => T;

/**
 * A text with things in it that are more than text, in pieces and in order: `<link>…</link>` in the message becomes what the
 * function `link` makes of its inside, `{name}` what the value `name` is.
 */
export function sayParts<M extends string, T>(
  message: Sayable<M> | Text,
  values: Readonly<Record<string, string | number | T | Wrap<T>>>,
): readonly (string | T)[] {
  const translated = translationOf(message);
  const format = formatOf(translated ?? message, translated === undefined ? ENGLISH : locale, false);
  // What a function is given, and whether there is more than one piece, its types leave open.
  const said = format.format<T>(values as Parameters<typeof format.format<T>>[0]);
  return Array.isArray(said) ? said : [said];
}

/** What a failure says, in the language that is spoken; in English where there is no text for its code. */
export function sayFailure(failure: {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}): { readonly message: string; readonly hint: string } {
  const known = Object.hasOwn(failures, failure.code) ? failures[failure.code] : undefined;
  if (known === undefined) return { message: failure.message, hint: failure.hint };
  const values = Object.fromEntries(
    Object.entries(failure.facts).map(([name, value]) => [name, typeof value === "boolean" ? String(value) : value]),
  );
  const filled = (text: string): string => String(formatOf(text, locale, true).format(values));
  try {
    return { message: filled(known.message), hint: filled(known.hint) };
  } catch {
    // An agent of another version may tell other facts: its own words are better than none.
    return { message: failure.message, hint: failure.hint };
  }
}

function translationOf(message: string): string | undefined {
  return Object.hasOwn(dictionary, message) ? dictionary[message] : undefined;
}

/** A text that is read first is parsed, which takes longer than to fill it in. */
function formatOf(message: string, language: string, ignoreTag: boolean): IntlMessageFormat {
  const key = `${ignoreTag ? "" : "<"}${message}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new IntlMessageFormat(message, language, undefined, { ignoreTag });
  formats.set(key, made);
  return made;
}
