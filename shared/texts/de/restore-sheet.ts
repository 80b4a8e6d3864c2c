import type { Dictionary } from "../../words/index.ts";

export const RESTORE_SHEET: Dictionary = {
  "{count, plural, one {# folder} other {# folders}}": "{count, plural, one {# Ordner} other {# Ordner}}",
  "{files, plural, one {# file} other {# files}} ({size})": "{files, plural, one {# Datei} other {# Dateien}} ({size})",
  "{files, plural, one {# file} other {# files}} (up to {size})":
    "{files, plural, one {# Datei} other {# Dateien}} (bis zu {size})",
  Nothing: "Nichts",

  "Where to": "Wohin",
  "To its place": "An den alten Ort",
  "Everything goes where it was when it was backed up.": "Alles kommt dorthin, wo es bei der Sicherung war.",
  "To another folder…": "In einen anderen Ordner …",
  "To another folder": "In einen anderen Ordner",
  "Everything chosen goes directly into it.": "Alles Gewählte kommt direkt hinein.",
  "Choose another one…": "Anderen wählen …",
  "Into a .zip file…": "In eine .zip-Datei …",
  "Into a .zip file": "In eine .zip-Datei",
  "One new file with everything chosen, to hand on or keep.":
    "Eine neue Datei mit allem Gewählten, zum Weitergeben oder Aufheben.",
  "Choose a folder for the .zip file": "Ordner für die .zip-Datei wählen",
  "Name of the .zip file": "Name der .zip-Datei",
  "Give it a name without “/” and “\\”.": "Gib ihr einen Namen ohne „/“ und „\\“.",
  "Choose a folder to restore to": "Ordner wählen, in den wiederhergestellt wird",

  "Files that are there already": "Dateien, die schon da sind",
  "Replace files that differ": "Abweichende Dateien ersetzen",
  "A file with other content than in the snapshot is overwritten, also if it is newer. What it holds now is gone.":
    "Eine Datei mit anderem Inhalt als im Snapshot wird überschrieben, auch wenn sie neuer ist. Ihr jetziger Inhalt ist dann weg.",
  "Replace only older files": "Nur ältere Dateien ersetzen",
  "A file that was changed after the snapshot’s stays as it is.":
    "Eine Datei, die später geändert wurde als die im Snapshot, bleibt, wie sie ist.",
  "Keep both": "Beide behalten",
  "A file that differs stays as it is. What comes back gets a name beside it, with the time of the backup.":
    "Eine abweichende Datei bleibt, wie sie ist. Was zurückkommt, bekommt daneben einen eigenen Namen mit der Zeit der Sicherung.",
  "Keep my files": "Meine Dateien behalten",
  "Nothing that is there is touched. Only missing files are written.":
    "Was da ist, wird nicht angerührt. Nur fehlende Dateien werden geschrieben.",

  "Comparing with what is there…": "Vergleiche mit dem, was da ist …",
  "Writes {files, plural, one {# file} other {# files}} ({size}).":
    "Schreibt {files, plural, one {# Datei} other {# Dateien}} ({size}).",
  "Makes {count, plural, one {# folder} other {# folders}}.":
    "Legt {count, plural, one {# Ordner} other {# Ordner}} an.",
  "Writes nothing.": "Schreibt nichts.",
  "{count, plural, one {# file is} other {# files are}} there already and the same.":
    "{count, plural, one {# Datei ist} other {# Dateien sind}} schon da und gleich.",
  "{count, plural, one {# existing file is} other {# existing files are}} replaced.":
    "{count, plural, one {# vorhandene Datei wird} other {# vorhandene Dateien werden}} ersetzt.",
  "{count, plural, one {It is} other {They are}} newer than the backup, and lost.":
    "{count, plural, one {Sie ist neuer als die Sicherung und geht verloren.} other {Sie sind neuer als die Sicherung und gehen verloren.}}",
  "{count, plural, one {# of them is} other {# of them are}} newer than the backup, and lost.":
    "{count, plural, one {# davon ist neuer als die Sicherung und geht verloren.} other {# davon sind neuer als die Sicherung und gehen verloren.}}",
  "1 file differs and stays; what comes back goes beside it, as “{name}”.":
    "1 Datei weicht ab und bleibt; was zurückkommt, kommt daneben, als „{name}“.",
  "{count, number} files differ and stay; what comes back goes beside them, the first as “{name}”.":
    "{count, number} Dateien weichen ab und bleiben; was zurückkommt, kommt daneben, die erste als „{name}“.",
  "{count, plural, one {# file is there and stays} other {# files are there and stay}}, because what is there is not older.":
    "{count, plural, one {# Datei ist da und bleibt} other {# Dateien sind da und bleiben}}, weil das, was da ist, nicht älter ist.",
  "{count, plural, one {# file is there and stays as it is} other {# files are there and stay as they are}}.":
    "{count, plural, one {# Datei ist da und bleibt, wie sie ist} other {# Dateien sind da und bleiben, wie sie sind}}.",
  "{count, plural, one {# entry} other {# entries}} cannot be restored.":
    "{count, plural, one {# Eintrag lässt} other {# Einträge lassen}} sich nicht wiederherstellen.",
  "There is nothing to restore with these choices.": "Mit dieser Wahl gibt es nichts wiederherzustellen.",
  "Needs {size}; {free} are free there.": "Braucht {size}; {free} sind dort frei.",
  "There is too little room there: {size} more are needed. Make room, or choose another folder.":
    "Dort ist zu wenig Platz: {size} mehr sind nötig. Schaffe Platz oder wähle einen anderen Ordner.",

  "Keep both instead": "Stattdessen beide behalten",
  "The first {count, number} files that differ": "Die ersten {count, number} abweichenden Dateien",
  "{count, plural, one {The file that differs} other {The # files that differ}}":
    "{count, plural, one {Die abweichende Datei} other {Die # abweichenden Dateien}}",
  "Files that differ": "Abweichende Dateien",
  "newer than the backup": "neuer als die Sicherung",
  "There: no file": "Da: keine Datei",
  "There: {size}": "Da: {size}",
  "In the backup: {size}": "In der Sicherung: {size}",
  "Comes back as “{name}”": "Kommt zurück als „{name}“",

  "Restore {files, plural, one {# file} other {# files}}":
    "{files, plural, one {# Datei} other {# Dateien}} wiederherstellen",
  "Restore {count, plural, one {# folder} other {# folders}}":
    "{count, plural, one {# Ordner} other {# Ordner}} wiederherstellen",
  "You can close this; the restore goes on.": "Du kannst das schließen; die Wiederherstellung geht weiter.",
  "{count, plural, one {# of them is beside a file that differs and stayed} other {# of them are beside files that differ and stayed}}.":
    "{count, plural, one {# davon liegt neben einer abweichenden Datei, die geblieben ist} other {# davon liegen neben abweichenden Dateien, die geblieben sind}}.",
  "It is in {place}": "Es ist in {place}",
  Done: "Fertig",
};
