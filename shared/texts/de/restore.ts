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
  "{count, plural, one {# snapshot} other {# snapshots}}": "{count, plural, one {# Snapshot} other {# Snapshots}}",

  "Go to a date": "Zu einem Datum gehen",
  "Go to a date, such as {date}": "Zu einem Datum, etwa {date}",
  "No date is known by that name.": "So heißt kein bekanntes Datum.",
  "Snapshots by date": "Snapshots nach Datum",
  "{span}, {count}": "{span}, {count}",
  "+{size}": "+{size}",
  "Came back in a test-restore": "Kam bei einer Probe-Wiederherstellung zurück",
  "Came back in a test-restore {when}": "Kam {when} bei einer Probe-Wiederherstellung zurück",
  "What the marks mean": "Was die Zeichen bedeuten",
  "A larger dot: more was added": "Größerer Punkt: mehr kam dazu",
  "A ring: full, every file was read again": "Ring: vollständig, alles neu gelesen",
  "A tick: came back in a test-restore": "Haken: kam in einer Probe zurück",
  "When: choose a snapshot": "Wann: Wähle einen Snapshot",
  "When: {when}": "Wann: {when}",
  "Compare with the one before": "Mit dem davor vergleichen",
  "Compare with another…": "Mit anderem vergleichen …",
  "Do not compare": "Nicht vergleichen",
  "Choose in the timeline which snapshot to compare this one with.":
    "Wähle im Zeitverlauf den Snapshot, mit dem dieser verglichen werden soll.",
  "“{folder}” is not in this snapshot. This is the nearest folder above it.":
    "„{folder}“ ist nicht in diesem Snapshot. Das ist der nächste Ordner darüber.",
  "Looking for {folder}…": "{folder} wird gesucht …",
  "What you chose in the other snapshot is chosen there only.":
    "Was du im anderen Snapshot gewählt hast, ist nur dort gewählt.",

  "From {computer}": "Von {computer}",
  "{size} to store": "{size} zu speichern",
  "nothing changed": "nichts geändert",
  "{added, number} new, {changed, number} changed{removed, plural, =0 {} other {, # removed}}":
    "{added, number} neu, {changed, number} geändert{removed, plural, =0 {} other {, # gelöscht}}",
  Full: "Vollständig",
  Differential: "Differenziell",
  Incremental: "Inkrementell",
  "{type}, compared with <link>that of {when}</link>": "{type}, verglichen mit <link>dem von {when}</link>",

  "As of {when}": "Stand {when}",
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
  "Versions…": "Versionen …",
  "The file": "Die Datei",
  "Choose nothing": "Nichts wählen",
  "Restore…": "Wiederherstellen …",

  "Compare snapshots": "Snapshots vergleichen",
  "Back to the snapshot": "Zurück zum Snapshot",
  "Two snapshots are needed to compare. Choose one in the timeline, then another.":
    "Zum Vergleichen braucht es zwei Snapshots. Wähle im Zeitverlauf einen, dann einen anderen.",
  "Go to the timeline": "Zum Zeitverlauf",
  "From {before} to {after}": "Von {before} bis {after}",
  "Only in {folder}": "Nur in {folder}",
  "Compare everything": "Alles vergleichen",
  "Comparing the two snapshots…": "Die beiden Snapshots werden verglichen …",
  "Nothing differs: both snapshots have the same files, with the same content.":
    "Nichts unterscheidet sich: Beide Snapshots haben dieselben Dateien mit demselben Inhalt.",
  "{added, plural, one {# file or folder} other {# files or folders}} added, {changed, number} changed, {removed, number} removed":
    "{added, plural, one {# Datei oder Ordner} other {# Dateien oder Ordner}} neu, {changed, number} geändert, {removed, number} gelöscht",
  "as large as before": "so groß wie zuvor",
  "{size} more": "{size} mehr",
  "{size} less": "{size} weniger",
  "{changes}; {weight}.": "{changes}; {weight}.",
  "{count, plural, one {# differs} other {# differ}} only in rights, owner or time.":
    "{count, plural, one {# unterscheidet} other {# unterscheiden}} sich nur in Rechten, Eigentümer oder Zeit.",
  "Very much differs. The list has the first {count, number}; the sums above are of all.":
    "Es unterscheidet sich sehr viel. Die Liste hat die ersten {count, number}; die Summen darüber zählen alles.",
  "Show only": "Nur zeigen",
  "{kind}: {count}": "{kind}: {count}",
  Added: "Neu",
  Removed: "Gelöscht",
  "Only rights, owner or time": "Nur Rechte, Eigentümer oder Zeit",
  "Another kind of thing": "Von anderer Art",
  added: "neu",
  removed: "gelöscht",
  changed: "geändert",
  "only rights, owner or time": "nur Rechte, Eigentümer oder Zeit",
  "another kind of thing": "von anderer Art",
  "{before} → {after}": "{before} → {after}",
  "What differs": "Was sich unterscheidet",
  "Restore {name} as it was before…": "{name} wiederherstellen, wie es vorher war …",
  "Restore as it was before…": "Wiederherstellen, wie es vorher war …",
  "Open the folder of {name}": "Den Ordner von {name} öffnen",
  "Only what is in this folder": "Nur, was in diesem Ordner ist",
  "Open its folder": "Den Ordner öffnen",
};
