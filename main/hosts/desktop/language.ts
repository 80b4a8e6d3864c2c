import { app } from "electron";
import type { Language } from "../../../shared/model/index.ts";
import { GERMAN, GERMAN_FAILURES } from "../../../shared/texts/de/index.ts";
import { chooseLocale, languageOf, speak } from "../../../shared/words/index.ts";

/** From now on tray, notifications and questions speak this language. The system's is known once Electron is ready. */
export function speakIn(language: Language): void {
  const locale = chooseLocale(language, [app.getLocale()]);
  if (languageOf(locale) === "de") speak(locale, GERMAN, GERMAN_FAILURES);
  else speak(locale);
}
