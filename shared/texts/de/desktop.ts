import type { Dictionary } from "../../words/index.ts";

/** What the desktop app says outside its window. */
export const DESKTOP: Dictionary = {
  "The backup agent ended unexpectedly {count, plural, one {once} other {# times}} in a row.":
    "Der Backup-Agent hat sich {count, plural, one {einmal} other {#-mal hintereinander}} unerwartet beendet.",
  "It is started again by itself. If this goes on, start Holdfast again.":
    "Er wird von selbst neu gestartet. Wenn das so weitergeht, starte Holdfast neu.",
  "{count, plural, one {A run is} other {# runs are}} going on.":
    "{count, plural, one {Ein Lauf ist} other {# Läufe sind}} noch nicht zu Ende.",
  "What is stored by now is kept, and the run goes on with the next start of Holdfast.":
    "Was bis jetzt gesichert ist, bleibt erhalten; der Lauf geht weiter, wenn Holdfast wieder startet.",
  "Quit safely": "Sicher beenden",
  "Keep running": "Weiterlaufen lassen",
  "The last lines of its log:": "Die letzten Zeilen seines Protokolls:",
};
