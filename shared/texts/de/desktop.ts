import type { Dictionary } from "../../words/index.ts";

/** What the desktop app says outside its window. */
export const DESKTOP: Dictionary = {
  "The backup agent ended unexpectedly {count, plural, one {once} other {# times}} in a row.":
    "Der Backup-Agent hat sich {count, plural, one {einmal} other {#-mal hintereinander}} unerwartet beendet.",
  "It is started again by itself. If this goes on, start Holdfast again.":
    "Er wird von selbst neu gestartet. Wenn das so weitergeht, starte Holdfast neu.",
  "The last lines of its log:": "Die letzten Zeilen seines Protokolls:",
};
