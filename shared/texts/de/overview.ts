import type { Dictionary } from "../../words/index.ts";

export const OVERVIEW: Dictionary = {
  Overview: "Übersicht",
  "Reading your plans…": "Deine Pläne werden gelesen …",
  "Reading your targets…": "Deine Ziele werden gelesen …",
  Plans: "Pläne",
  "New plan": "Neuer Plan",
  "Choose folders and a place to keep their backups. Everything is encrypted before it leaves this computer, and after the first time only what changed is read. This takes about two minutes.":
    "Wähle Ordner und einen Ort für ihre Sicherungen. Alles wird verschlüsselt, bevor es diesen Computer verlässt, und nach dem ersten Mal wird nur gelesen, was sich geändert hat. Das dauert etwa zwei Minuten.",
  "Set up a backup": "Sicherung einrichten",
  "Restore files": "Dateien wiederherstellen",
  "Use backups that are there": "Vorhandene Sicherungen nutzen",
  Problem: "Problem",
  Warning: "Warnung",
  Note: "Hinweis",
  "Needs a decision ({count, number})": "Braucht eine Entscheidung ({count, number})",
  Dismiss: "Erledigt",
  "{plan}: {says}": "{plan}: {says}",
  "{target}: {says}.": "{target}: {says}.",
  "Make room": "Platz schaffen",
  "{plan}: not all of its folders can be watched, so that each backup has to walk the rest.":
    "{plan}: Nicht alle Ordner können beobachtet werden, daher muss jede Sicherung den Rest durchsehen.",
  "See why": "Warum?",
  "See what": "Was?",
  "See which": "Welche?",
  "The passphrase of {target} is missing: nothing can be saved to it or restored from it.":
    "Die Passphrase von {target} fehlt: Dort kann nichts gesichert und von dort nichts wiederhergestellt werden.",
  "Enter it": "Eingeben",
  "{target} cannot be used: {problem}": "{target} ist nicht nutzbar: {problem}",
  "Put it right": "In Ordnung bringen",
  "The last check of {target} found damage.": "Die letzte Prüfung von {target} hat Schäden gefunden.",
  "{target} is not connected. Its backups wait and start by themselves when it is back.":
    "{target} ist nicht verbunden. Die Sicherungen dorthin warten und beginnen von selbst, wenn es wieder da ist.",
  "The last backup of {plan} failed.": "Die letzte Sicherung von {plan} ist fehlgeschlagen.",
  "{plan}: {count, plural, one {# entry} other {# entries}} could not be read.":
    "{plan}: {count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht gelesen werden.",
  "The recovery kit of {target} is not saved. Without it, the backups cannot be opened if this computer is lost.":
    "Das Notfallblatt von {target} ist nicht gespeichert. Ohne es lassen sich die Sicherungen nicht öffnen, wenn dieser Computer verloren geht.",
  "Save it": "Speichern",
  "To save to": "Sichert auf",
  "Saved to": "Gesichert auf",
  "Not there yet": "Noch nicht da",
  Newest: "Neueste",
  "{ago}, {count, plural, one {# snapshot} other {# snapshots}}":
    "{ago}, {count, plural, one {# Snapshot} other {# Snapshots}}",
  "{size} in {count, plural, one {# file} other {# files}}":
    "{size} in {count, plural, one {# Datei} other {# Dateien}}",
  Copies: "Kopien",
  "{count, plural, one {One} other {#}} cannot be deleted from here.":
    "{count, plural, one {Eine kann} other {# können}} von hier aus nicht gelöscht werden.",
  Proven: "Nachgewiesen",
  "not yet": "noch nicht",
};
