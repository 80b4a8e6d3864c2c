import { Language } from "../../shared/model/index.ts";
import { chooseLocale, languageOf, speak, spokenLocale } from "../../shared/words/index.ts";

/** What was chosen last, so that the first paint of the next window speaks it before the agent was asked. */
const KEY = "holdfast-language";

const listeners = new Set<() => void>();
let latest = 0;

/** Speaks what was chosen last. Resolves before the first paint: at once for English. */
export async function startLanguage(): Promise<void> {
  addEventListener("languagechange", () => void speakChoice(remembered()));
  await speakChoice(remembered());
}

/** Speaks a language and remembers the choice. Where its texts cannot be had, all stays as it is. */
export async function chooseLanguage(choice: Language): Promise<void> {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // No storage in this browser: the agent says it anew each time.
  }
  await speakChoice(choice);
}

/** For `useSyncExternalStore`, with `spokenLocale`. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function speakChoice(choice: Language): Promise<void> {
  latest += 1;
  const turn = latest;
  const locale = chooseLocale(choice, navigator.languages);
  if (locale === spokenLocale()) return;
  try {
    await speakLocale(locale, () => turn === latest);
  } catch (error) {
    // The server of the window is gone for now. Whoever reads on can, in the language they had.
    console.warn(error);
  }
}

/** @param isWanted whether nothing else was chosen while texts were fetched */
async function speakLocale(locale: string, isWanted: () => boolean): Promise<void> {
  const german = languageOf(locale) === "de" ? await import("../../shared/texts/de/index.ts") : undefined;
  if (!isWanted()) return;
  speak(locale, german?.GERMAN, german?.GERMAN_FAILURES);
  document.documentElement.lang = locale;
  for (const listener of listeners) listener();
}

function remembered(): Language {
  try {
    return Language.catch("system").parse(localStorage.getItem(KEY));
  } catch {
    return "system";
  }
}
