import type { Dictionary } from "../../words/index.ts";

export const PROOF: Dictionary = {
  Proof: "Nachweis",
  "Proof: ": "Nachweis: ",
  "A plan": "Ein Plan",
  "Reading what was tested…": "Liest, was getestet wurde …",
  "Drawing the history…": "Zeichnet den Verlauf …",
  "A backup counts once it has come back. Make one, and a part of it is tested right after.":
    "Eine Sicherung zählt, sobald sie zurückgekommen ist. Lege eine an, und gleich danach wird ein Teil davon getestet.",
  "Plans and their targets": "Pläne und ihre Ziele",

  "The last test-restore of {plan} failed {when}.":
    "Der letzte Wiederherstellungstest von {plan} ist {when} fehlgeschlagen.",
  "Nothing is proven yet.": "Noch ist nichts nachgewiesen.",
  "{plan} is not proven yet on each of its targets.": "{plan} ist noch nicht auf allen Zielen nachgewiesen.",
  "Everything came back when it was last tested, {when}.": "Beim letzten Test kam alles zurück, {when}.",
  "Failed {when}": "Fehlgeschlagen {when}",
  "Not yet proven": "Noch nicht nachgewiesen",
  "Proven {when}": "Nachgewiesen {when}",
  "{plan} on {target}": "{plan} auf {target}",
  "a removed target": "einem entfernten Ziel",
  "See what failed": "Ansehen, was fehlschlug",
  "Check and repair…": "Prüfen und reparieren …",
  "Next test {when}.": "Nächster Test {when}.",
  "Read back: {name}": "Zurückgelesen: {name}",
  "It came at {speed}.": "Es kam mit {speed}.",
  "{speed} a second": "{speed} pro Sekunde",
  Details: "Einzelheiten",

  "Nothing has been read back yet.": "Noch wurde nichts zurückgelesen.",
  "{share} % of {size} have been read back.": "{share} % von {size} wurden zurückgelesen.",
  "All of {size} has been read back; the oldest part {oldest}.":
    "Alle {size} wurden zurückgelesen, der älteste Teil {oldest}.",
  "Nothing of it is proven to come back.": "Nichts davon kommt nachgewiesen zurück.",
  "What is proven to come back is {time} old.": "Was nachgewiesen zurückkommt, ist {time} alt.",
  "There is no backup to come back from.": "Es gibt noch keine Sicherung, die zurückkommen könnte.",
  "You would lose at most the last {time}.": "Verloren wären höchstens die letzten {time}.",
  "Everything would be back in about {time}, as measured by {count, plural, one {# restore} other {# restores}}.":
    "Alles wäre in etwa {time} wieder da, gemessen an {count, plural, one {# Wiederherstellung} other {# Wiederherstellungen}}.",
  "{minutes, plural, one {# minute} other {# minutes}}": "{minutes, plural, one {# Minute} other {# Minuten}}",
  "{hours, plural, one {# hour} other {# hours}}": "{hours, plural, one {# Stunde} other {# Stunden}}",
  "{days, plural, one {# day} other {# days}}": "{days, plural, one {# Tag} other {# Tage}}",

  "Test now": "Jetzt testen",
  "Test again": "Noch einmal testen",
  "A sample": "Eine Stichprobe",
  "Some files, chosen at random. Takes seconds.": "Einige zufällig gewählte Dateien. Dauert Sekunden.",
  "A large part": "Ein großer Teil",
  "What was proven longest ago, up to {size}.": "Was am längsten nicht nachgewiesen wurde, bis zu {size}.",
  Everything: "Alles",
  "Every file of the newest backup. Takes as long as restoring it.":
    "Jede Datei der neuesten Sicherung. Dauert so lange wie ihre Wiederherstellung.",

  "The last {days} days": "Die letzten {days} Tage",
  "Days and their tests": "Tage und ihre Tests",
  "Tests on {day}": "Tests am {day}",
  "and {count} more, see Activity": "und {count} weitere, siehe Aktivität",
  "{day}: no test": "{day}: kein Test",
  "{day}: {failed, plural, one {# test failed} other {# tests failed}}":
    "{day}: {failed, plural, one {# Test fehlgeschlagen} other {# Tests fehlgeschlagen}}",
  "{day}: {partly, plural, one {# test was} other {# tests were}} stopped":
    "{day}: {partly, plural, one {# Test} other {# Tests}} abgebrochen",
  "{day}: {passed, plural, one {# test} other {# tests}} passed":
    "{day}: {passed, plural, one {# Test} other {# Tests}} bestanden",
  passed: "bestanden",
  "stopped before its end": "vor dem Ende abgebrochen",
  failed: "fehlgeschlagen",
  "no test": "kein Test",

  "How fast it came back": "Wie schnell es zurückkam",
  "The same as a table": "Dasselbe als Tabelle",
  "Test-restores": "Wiederherstellungstests",
  "{files, plural, one {# file} other {# files}}, {speed}": "{files, plural, one {# Datei} other {# Dateien}}, {speed}",
  When: "Wann",
  Plan: "Plan",
  Files: "Dateien",
  Read: "Gelesen",
  Took: "Dauer",
  Failures: "Fehlschläge",

  "{failures, plural, one {One thing} other {# things}} did not come back from {target} as saved.":
    "{failures, plural, one {Eines kam} other {# Dinge kamen}} von {target} nicht so zurück, wie es gesichert wurde.",
  "{files, plural, one {# file} other {# files}} ({size}) came back from {target} as saved, in {time}.":
    "{files, plural, one {# Datei kam} other {# Dateien kamen}} ({size}) in {time} so von {target} zurück wie gesichert.",
  "Files that came back": "Zurückgekommene Dateien",
  "Of the whole backup": "Von der ganzen Sicherung",
  "Compared with their sources": "Mit den Originalen verglichen",
  "Read from the target": "Vom Ziel gelesen",
  Seed: "Startwert",
  "after a backup": "nach einer Sicherung",

  "Test a sample": "Eine Stichprobe testen",
  "Test a large part": "Einen großen Teil testen",
  "Test everything": "Alles testen",
  "Test what was proven longest ago": "Testen, was am längsten nicht nachgewiesen wurde",

  "the last test-restore failed": "der letzte Wiederherstellungstest schlug fehl",
  "The last test-restore of {plan} failed: {why}": "Der letzte Wiederherstellungstest von {plan} schlug fehl: {why}",
  "the last test-restore failed {ago}": "der letzte Wiederherstellungstest schlug {ago} fehl",
  "the last test-restore from {target} failed {ago}":
    "der letzte Wiederherstellungstest von {target} schlug {ago} fehl",
  "last proven {ago}": "zuletzt {ago} nachgewiesen",
};
