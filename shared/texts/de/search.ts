import type { Dictionary } from "../../words/index.ts";

export const SEARCH: Dictionary = {
  Search: "Suche",
  "Find a file": "Datei finden",
  "Ctrl+K": "Strg+K",
  "Name, part of a path, or a pattern such as *.odt": "Name, Teil eines Pfads oder ein Muster wie *.odt",
  "Arrow keys lead through what is found.": "Mit den Pfeiltasten geht es durch das Gefundene.",
  "Go to": "Gehe zu",
  Files: "Dateien",
  "Searching…": "Suche …",
  "Add a plan": "Plan anlegen",
  "Add a target": "Ziel hinzufügen",
  "No file of this name is in any snapshot.": "Keine Datei dieses Namens ist in einem Snapshot.",
  "All that is found for “{text}”": "Alles, was zu „{text}“ gefunden wird",
  "Restore…: {name}": "Wiederherstellen …: {name}",
  "deleted since; last saved {when}": "seither gelöscht; zuletzt gesichert {when}",
  "last saved {when}": "zuletzt gesichert {when}",
  "{count, plural, one {# version} other {# versions}}": "{count, plural, one {# Version} other {# Versionen}}",
  "{done, number} of {all, number} snapshots can be searched so far; the rest is being read.":
    "Bisher können {done, number} von {all, number} Snapshots durchsucht werden; der Rest wird gerade gelesen.",
  "{done, number} of {all, number} snapshots can be searched; the rest follows when its target is there.":
    "{done, number} von {all, number} Snapshots können durchsucht werden; der Rest folgt, wenn sein Ziel da ist.",

  Target: "Ziel",
  "All plans": "Alle Pläne",
  "All targets": "Alle Ziele",
  "Search all plans": "Alle Pläne durchsuchen",
  "Search all targets": "Alle Ziele durchsuchen",
  "Type a part of a name. Everything in every snapshot is searched, also what was deleted since.":
    "Tippe einen Teil eines Namens. Alles in allen Snapshots wird durchsucht, auch was seither gelöscht wurde.",
  "Nothing is found.": "Nichts gefunden.",
  "The best {count, number} of what is found": "Die besten {count, number} Treffer",
  "{count, number} found": "{count, number} gefunden",
  "Show more": "Mehr zeigen",
  "Very much has a name like this, and only a part of it was looked at. Add a word to find the rest.":
    "Sehr vieles heißt so ähnlich, und nur ein Teil davon wurde angesehen. Mit einem weiteren Wort findest du den Rest.",
  "A part of a name is enough: “bud” finds “budget.ods”.": "Ein Teil des Namens genügt: „bud“ findet „budget.ods“.",
  "Several words may be anywhere in the path: “ada letters”.":
    "Mehrere Wörter dürfen irgendwo im Pfad stehen: „ada briefe“.",
  "“*” stands for any letters, “?” for one: “*.jp?g”.": "„*“ steht für beliebige Zeichen, „?“ für eines: „*.jp?g“.",

  File: "Datei",
  "All snapshots": "Alle Snapshots",
  "All snapshots on {target}": "Alle Snapshots auf {target}",
  "Looking for versions of this file…": "Suche nach Versionen dieser Datei …",
  "No snapshot that is known on this target has this file.": "Kein bekannter Snapshot auf diesem Ziel hat diese Datei.",
  "What is in the file": "Was in der Datei steht",
  "What is in {name}": "Was in {name} steht",
  Versions: "Versionen",
  "Versions of {name}": "Versionen von {name}",
  "Reading the file from its backup…": "Lese die Datei aus ihrer Sicherung …",
  "Only the beginning is shown; the file has {size}.": "Nur der Anfang ist zu sehen; die Datei hat {size}.",
  "It is too large to be looked at here ({size}). Restore it to open it.":
    "Sie ist zu groß, um hier angesehen zu werden ({size}). Stelle sie wieder her, um sie zu öffnen.",
  "Files of this kind are not shown here. Restore it to open it.":
    "Dateien dieser Art werden hier nicht gezeigt. Stelle sie wieder her, um sie zu öffnen.",
  "It is no file, so there is nothing to look at.": "Das ist keine Datei, also gibt es nichts anzusehen.",
  "Changed {when}": "Geändert {when}",
  Saved: "Gesichert",
  "in 1 snapshot, {when}": "in 1 Snapshot, {when}",
  "the same in {count, number} snapshots, from {first} to {last}":
    "gleich in {count, number} Snapshots, von {first} bis {last}",
};
