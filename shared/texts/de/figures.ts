import type { Dictionary } from "../../words/index.ts";

export const FIGURES: Dictionary = {
  "{count, plural, one {# byte} other {# bytes}}": "{count, plural, one {# Byte} other {# Bytes}}",
  "a few seconds left": "noch ein paar Sekunden",
  "about {count} seconds left": "noch etwa {count} Sekunden",
  "about {count, plural, one {# minute} other {# minutes}} left":
    "noch etwa {count, plural, one {# Minute} other {# Minuten}}",
  "about {count, plural, one {# hour} other {# hours}} left":
    "noch etwa {count, plural, one {# Stunde} other {# Stunden}}",
};
