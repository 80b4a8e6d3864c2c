import type { Dictionary } from "../../words/index.ts";

export const SETUP: Dictionary = {
  "Set up your first backup": "Richte deine erste Sicherung ein",
  "Looking for targets…": "Ziele werden gesucht …",
  "Reading the list of plans…": "Liste der Pläne wird gelesen …",
  "Where to": "Wohin",
  Passphrase: "Passphrase",
  "Recovery kit": "Notfallblatt",
  Start: "Start",
  "Where should the backups go?": "Wohin sollen die Sicherungen?",
  "Best is a drive that you can put away, or a folder on another computer. All is encrypted before it goes there.":
    "Am besten auf ein Laufwerk, das du weglegen kannst, oder in einen Ordner auf einem anderen Computer. Alles wird verschlüsselt, bevor es dorthin geht.",
  "The first backup": "Die erste Sicherung",
  "You can close this window; the backup goes on.": "Du kannst dieses Fenster schließen; die Sicherung läuft weiter.",
  "See what was saved": "Ansehen, was gesichert wurde",
  "Go to the overview": "Zur Übersicht",
  "It backs up {when} and keeps {what}.": "Der Plan sichert {when} und behält {what}.",
  "Change when it backs up": "Ändern, wann er sichert",
  "Change what it keeps": "Ändern, was er behält",
  "Looking for your files…": "Deine Dateien werden gesucht …",
  "What do you want to back up?": "Was möchtest du sichern?",
  "The folders that you would miss. You can change this at any time.":
    "Die Ordner, die dir fehlen würden. Du kannst das jederzeit ändern.",
  Continue: "Weiter",
  Folders: "Ordner",
  "Choose other folders…": "Andere Ordner wählen …",
  "Nothing is chosen yet.": "Noch ist nichts ausgewählt.",
  "Chosen: {files, plural, one {# file} other {# files}}, {size}":
    "Ausgewählt: {files, plural, one {# Datei} other {# Dateien}}, {size}",
  "Chosen: {files, plural, one {# file} other {# files}}, {size} so far; still counting…":
    "Ausgewählt: bisher {files, plural, one {# Datei} other {# Dateien}}, {size}; es wird noch gezählt …",
  "Ready to start": "Bereit zum Start",
  "This is what will happen. It is good as it is; the underlined words can be changed, now or later.":
    "Das wird geschehen. Es ist gut so, wie es ist; die unterstrichenen Wörter lassen sich ändern, jetzt oder später.",
  "Name of the plan": "Name des Plans",
  "Already in the plan {plan}": "Schon im Plan {plan}",
  "In another folder that is chosen": "In einem anderen gewählten Ordner",
  "All of your own files": "Alle deine eigenen Dateien",
  "Counting…": "Wird gezählt …",
  "{size} in {files, plural, one {# file} other {# files}}":
    "{size} in {files, plural, one {# Datei} other {# Dateien}}",
  "{size} in {files, plural, one {# file} other {# files}} so far":
    "bisher {size} in {files, plural, one {# Datei} other {# Dateien}}",
  "My files": "Meine Dateien",
  "Holdfast reads {what}, encrypts everything on this computer and saves it to {target}. The first backup takes longest; each later one saves only what has changed, and each is a whole that you can go back to. Caches and temporary files are left out. Your own files are only read, never changed.":
    "Holdfast liest {what}, verschlüsselt alles auf diesem Computer und sichert es auf {target}. Die erste Sicherung dauert am längsten; jede spätere sichert nur, was sich geändert hat, und jede ist ein Ganzes, zu dem du zurückkehren kannst. Caches und temporäre Dateien werden weggelassen. Deine eigenen Dateien werden nur gelesen, nie geändert.",
  Home: "Persönlicher Ordner",
};
