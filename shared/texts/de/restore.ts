import type { Dictionary } from "../../words/index.ts";

export const RESTORE: Dictionary = {
  "There is nothing to restore yet. If you have backups on a drive or in a folder, say where they are; this needs no plan.":
    "Noch gibt es nichts wiederherzustellen. Wenn du Sicherungen auf einem Laufwerk oder in einem Ordner hast, sag, wo sie sind; das braucht keinen Plan.",
  "{target} is not connected. Connect it to look inside; the list is as it was last known.":
    "{target} ist nicht angeschlossen. Schließ es an, um hineinzusehen; die Liste ist so, wie sie zuletzt bekannt war.",
  "{target} is not connected. Connect it to look inside; the list is as it was {when}.":
    "{target} ist nicht angeschlossen. Schließ es an, um hineinzusehen; die Liste ist so, wie sie {when} war.",
  "The list is up to date.": "Die Liste ist aktuell.",
  "Read the list again": "Liste neu lesen",

  "No snapshots are known on {target}. If there should be some, read the list again.":
    "Auf {target} sind keine Snapshots bekannt. Wenn es welche geben sollte, lies die Liste neu.",
  "Go to your plans": "Zu deinen Plänen",
  "All plans": "Alle Pläne",
  "Show all plans": "Alle Pläne zeigen",
  Until: "Bis",
  "Show the newest": "Die neuesten zeigen",
  "{count, plural, one {# snapshot} other {# snapshots}}": "{count, plural, one {# Snapshot} other {# Snapshots}}",
  "Show {count, plural, one {# older snapshot} other {# older snapshots}}":
    "{count, plural, one {# älteren Snapshot} other {# ältere Snapshots}} zeigen",

  "From {computer}": "Von {computer}",
  "{size} to store": "{size} zu speichern",
  "nothing changed": "nichts geändert",
  "{added, number} new, {changed, number} changed{removed, plural, =0 {} other {, # removed}}":
    "{added, number} neu, {changed, number} geändert{removed, plural, =0 {} other {, # gelöscht}}",
  Full: "Voll",
  Differential: "Differenziell",
  Incremental: "Inkrementell",
  "{type}, compared with <link>that of {when}</link>": "{type}, verglichen mit <link>dem von {when}</link>",

  "As of {when}": "Stand {when}",
  "All snapshots": "Alle Snapshots",
  "All snapshots on {target}": "Alle Snapshots auf {target}",
  "Opening the snapshot…": "Snapshot wird geöffnet …",
  "This folder is empty.": "Dieser Ordner ist leer.",
  "Nothing in this folder has “{match}” in its name.": "Nichts in diesem Ordner hat „{match}“ im Namen.",
  All: "Alles",
  "Filter this folder by name": "Diesen Ordner nach Namen filtern",
  "Filter by name": "Nach Namen filtern",
  "All of {folder} is chosen, with everything in it.": "Ganz {folder} ist gewählt, mit allem darin.",
  "Choose single files instead": "Stattdessen einzelne Dateien wählen",

  "Choose what you want back: click a file, or tick a folder.":
    "Wähle, was du zurückhaben willst: Klick eine Datei an oder hake einen Ordner an.",
  "{what} chosen{folders, plural, one {} other { in # folders}}":
    "{what} gewählt{folders, plural, one {} other { in # Ordnern}}",
  "Choose nothing": "Nichts wählen",
  "Restore…": "Wiederherstellen …",
};
