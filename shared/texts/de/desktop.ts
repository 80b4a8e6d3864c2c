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
  "That did not work": "Das hat nicht geklappt",
  "The last lines of its log:": "Die letzten Zeilen seines Protokolls:",

  "Holdfast is starting…": "Holdfast startet …",
  "{run}: {percent}": "{run}: {percent}",
  "{run}: {percent}, {left}": "{run}: {percent}, {left}",
  "{plan}: {doing}": "{plan}: {doing}",
  "No backup has been proven yet": "Noch keine Sicherung ist nachgewiesen",
  "Last proven {ago}": "Zuletzt nachgewiesen {ago}",
  "Last proven {ago}: {plan}": "Zuletzt nachgewiesen {ago}: {plan}",
  "All plans": "Alle Pläne",
  "Restore…": "Wiederherstellen …",
  "Open Holdfast": "Holdfast öffnen",
  "Quit Holdfast": "Holdfast beenden",

  "An unusual change": "Eine ungewöhnliche Änderung",
  "A backup is far too old": "Eine Sicherung ist viel zu alt",
  "A backup is late": "Eine Sicherung ist überfällig",
  "A test-restore failed": "Eine Probe-Wiederherstellung ist fehlgeschlagen",
  "{plan}: a run failed": "{plan}: ein Lauf ist fehlgeschlagen",
  "The last run of {plan} on {target} failed.": "Der letzte Lauf von {plan} auf {target} ist fehlgeschlagen.",
  "A passphrase is missing": "Eine Passphrase fehlt",
  "No passphrase is known that opens {target}: nothing can be saved there.":
    "Keine Passphrase ist bekannt, die {target} öffnet: Dort kann nichts gesichert werden.",
  "Damage was found": "Ein Schaden wurde gefunden",
  "No room for backups": "Kein Platz für Sicherungen",
  "{target} is full: no backup begins until there is room.":
    "{target} ist voll: Keine Sicherung beginnt, bis Platz da ist.",
  "{count, plural, one {# thing needs} other {# things need}} you":
    "{count, plural, one {# Sache braucht} other {# Sachen brauchen}} dich",
  "{first} And {count, number} more.": "{first} Und {count, number} weitere.",
};
