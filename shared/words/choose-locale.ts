/** What there are texts in: ISO 639 codes. */
const LANGUAGES = ["en", "de"] as const;
type Spoken = (typeof LANGUAGES)[number];

/**
 * What to speak, as a BCP 47 tag: with the region if the system has one for the language, so that dates are written as there.
 *
 * @param choice the user's; `system` for what the computer speaks
 * @param system the computer's languages, the dearest first
 */
export function chooseLocale(choice: "system" | Spoken, system: readonly string[]): string {
  const wanted: readonly string[] = choice === "system" ? LANGUAGES : [choice];
  const found = system.find((tag) => wanted.includes(languageOf(tag)));
  return found ?? (choice === "system" ? "en" : choice);
}

/** The language of a tag: `de` of `de-AT`. */
export function languageOf(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}
