import type { Dictionary } from "../../words/index.ts";

/** What runs do and did. */
export const RUN_WORDS: Dictionary = {
  "its target": "dem Ziel",
  "its turn: another run uses the target": "die Reihe: ein anderer Lauf benutzt das Ziel",
  "{place} to be connected": "die Verbindung mit {place}",
  "the computer to be plugged in": "Strom aus dem Netz",
  "the battery to be fuller": "einen volleren Akku",
  "a connection that is not metered": "eine Verbindung ohne Volumengrenze",
  "one of its networks": "eines seiner Netze",
  "a moment when nobody uses the computer": "einen Moment, in dem niemand den Computer benutzt",
  "the end of quiet hours": "das Ende der Ruhezeit",
  "files to stop changing": "das Ende von Änderungen an Dateien",
  "the next try": "den nächsten Versuch",
  "room on {place}": "Platz auf {place}",
  "Running now": "Läuft gerade",
  "Paused until you resume": "Angehalten, bis du fortsetzt",
  "Paused {until}": "Angehalten {until}",
  "Next run {at}": "Nächster Lauf {at}",
  "Next run as soon as something changes": "Nächster Lauf, sobald sich etwas ändert",
  "Runs when you ask for it": "Läuft, wenn du es willst",
  "Nothing is due": "Nichts steht an",
  "Waiting for {what}, {when}": "Wartet auf {what}, {when}",
  "Waiting for {what}": "Wartet auf {what}",
  "Opening the repository": "Repository öffnen",
  "Looking at what has changed": "Nachsehen, was sich geändert hat",
  Saving: "Sichern",
  Restoring: "Wiederherstellen",
  Checking: "Prüfen",
  "Running the plan’s command": "Befehl des Plans ausführen",
  "Working out what can go": "Ermitteln, was gehen kann",
  "Saving what is still needed of half-empty packs": "Sichern, was von halb leeren Paketen noch gebraucht wird",
  "Removing what is no longer needed": "Entfernen, was nicht mehr gebraucht wird",
  "Comparing what came back": "Vergleichen, was zurückkam",
  "Writing the .zip file": "Die .zip-Datei schreiben",
  "Stopping; what is stored already is kept": "Wird angehalten; was schon gespeichert ist, bleibt",
  Starting: "Beginnt",
  "by hand": "von Hand",
  "on the command line": "auf der Befehlszeile",
  "by its schedule": "nach Zeitplan",
  "because files had changed": "weil sich Dateien geändert hatten",
  "again, after a failure that passes": "noch einmal, nach einem vorübergehenden Fehler",
  "again, as the agent had ended in its middle": "noch einmal, da der Agent mittendrin endete",
  "known from its snapshot alone": "nur durch den Snapshot bekannt",
  "after a backup": "nach einer Sicherung",
  "gently, as the settings say": "schonend, wie in den Einstellungen gewählt",
  "gently, as somebody started it and waits": "schonend, da jemand ihn gestartet hat und wartet",
  "gently, as the computer is on battery": "schonend, da der Computer im Akkubetrieb ist",
  "gently, as somebody works on the computer": "schonend, da jemand am Computer arbeitet",
  "gently, as nothing speaks against it": "schonend, da nichts dagegen spricht",
  "fast, as the settings say": "schnell, wie in den Einstellungen gewählt",
  "fast, as somebody started it and waits": "schnell, da jemand ihn gestartet hat und wartet",
  "fast, as the computer is on battery": "schnell, da der Computer im Akkubetrieb ist",
  "fast, as somebody works on the computer": "schnell, da jemand am Computer arbeitet",
  "fast, as nothing speaks against it": "schnell, da nichts dagegen spricht",
  "{done, number} of {all, plural, one {# file} other {# files}}":
    "{done, number} von {all, plural, one {# Datei} other {# Dateien}}",
  "{count, plural, one {# file} other {# files}}": "{count, plural, one {# Datei} other {# Dateien}}",
  "{done} of {all}": "{done} von {all}",
  "{bytes} a second": "{bytes} je Sekunde",
  "You stopped this run.": "Du hast diesen Lauf angehalten.",
  "The agent ended in the middle of this run.": "Der Agent endete mitten in diesem Lauf.",

  "Back up {name}": "{name} sichern",
  "Copy {name}": "{name} kopieren",
  "Tidy up {name}": "{name} aufräumen",
  "Repair {name}": "{name} reparieren",
  "Check all data of {name}": "Alle Daten von {name} prüfen",
  "Check {name}": "{name} prüfen",
  "Restore {name}": "{name} wiederherstellen",
  "Test-restore {name}": "{name} zur Probe wiederherstellen",
  "Restore everything": "Alles wiederherstellen",
  "Restore {count, number} items": "{count, number} Einträge wiederherstellen",

  "This run is known from the snapshot that it made; its figures are not.":
    "Dieser Lauf ist durch seinen Snapshot bekannt; seine Zahlen sind es nicht.",
  "{files, plural, one {# file} other {# files}} ({size}) came back in {time}.":
    "{files, plural, one {# Datei} other {# Dateien}} ({size}) in {time} wiederhergestellt.",
  "{files, plural, one {# file} other {# files}} ({size}) came back to {place} in {time}.":
    "{files, plural, one {# Datei} other {# Dateien}} ({size}) in {time} nach {place} wiederhergestellt.",
  "The check of {target} found {count, plural, one {# error} other {# errors}}.":
    "Die Prüfung von {target} hat {count, plural, one {# Fehler} other {# Fehler}} gefunden.",
  "{snapshots, plural, one {# snapshot} other {# snapshots}} on {target} checked in {time}: no errors.":
    "{snapshots, plural, one {# Snapshot} other {# Snapshots}} auf {target} in {time} geprüft: keine Fehler.",
  "Nothing had changed: the newest snapshot on {target} stands for this moment, too.":
    "Nichts hatte sich geändert: Der neueste Snapshot auf {target} steht auch für diesen Moment.",
  "{saved, plural, one {# new or changed file} other {# new or changed files}} ({size}) saved to {target} in {time}.":
    "{saved, plural, one {# neue oder geänderte Datei} other {# neue oder geänderte Dateien}} ({size}) in {time} auf {target} gesichert.",
  "Nothing had changed: all {files, plural, one {# file} other {# files}} are on {target}. This took {time}.":
    "Nichts hatte sich geändert: {files, plural, one {# Datei ist} other {Alle # Dateien sind}} auf {target}. Das dauerte {time}.",
  "{gone, plural, one {# file} other {# files}} had gone: all {files, plural, one {# file} other {# files}} are on {target}. This took {time}.":
    "{gone, plural, one {# Datei war} other {# Dateien waren}} verschwunden: {files, plural, one {# Datei ist} other {Alle # Dateien sind}} auf {target}. Das dauerte {time}.",
  "Nothing had to be copied: {target} has {there, plural, one {it} other {all}} already.":
    "Nichts musste kopiert werden: {target} hat {there, plural, one {ihn} other {alles}} schon.",
  "{snapshots, plural, one {# snapshot} other {# snapshots}} ({size} new to it) copied to {target} in {time}.":
    "{snapshots, plural, one {# Snapshot} other {# Snapshots}} ({size} dort neu) in {time} nach {target} kopiert.",
  "no room was to be won": "kein Platz war zu gewinnen",
  "{size} given back": "{size} frei geworden",
  "No snapshot had to go on {target}, {room}, in {time}.":
    "Kein Snapshot musste von {target} weichen, {room}, in {time}.",
  "{count, plural, one {# snapshot} other {# snapshots}} removed on {target}, {room}, in {time}.":
    "{count, plural, one {# Snapshot} other {# Snapshots}} auf {target} entfernt, {room}, in {time}.",
  "The next time goes on with the {size} that are left.": "Das nächste Mal geht es mit den restlichen {size} weiter.",
  "{packs, plural, one {# pack} other {# packs}} read on {target}, {pieces, plural, one {# piece of content} other {# pieces of content}} saved and {snapshots, plural, one {# snapshot} other {# snapshots}} mended in {time}. Check it again to be sure.":
    "{packs, plural, one {# Paket} other {# Pakete}} auf {target} gelesen, {pieces, plural, one {# Stück Inhalt} other {# Stücke Inhalt}} gerettet und {snapshots, plural, one {# Snapshot} other {# Snapshots}} repariert, in {time}. Prüfe noch einmal, um sicher zu sein.",
  "{count, plural, one {# entry} other {# entries}} could not be read.":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht gelesen werden.",
  "{count, plural, one {# entry} other {# entries}} could not be restored.":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht wiederhergestellt werden.",
  "{count, plural, one {# snapshot} other {# snapshots}} could not be copied.":
    "{count, plural, one {# Snapshot konnte} other {# Snapshots konnten}} nicht kopiert werden.",
  "{count, plural, one {# problem} other {# problems}} came up.":
    "{count, plural, one {# Problem ist} other {# Probleme sind}} aufgetreten.",
  "The check found {count, plural, one {# error} other {# errors}}.":
    "Die Prüfung hat {count, plural, one {# Fehler} other {# Fehler}} gefunden.",
  "This run failed.": "Dieser Lauf ist fehlgeschlagen.",
  "The files that were restored by then are where they were to go.":
    "Die bis dahin wiederhergestellten Dateien sind, wo sie hin sollten.",
  "The repository was only read.": "Das Repository wurde nur gelesen.",
  "The snapshots that were copied whole are there; the next copy goes on with the rest.":
    "Die ganz kopierten Snapshots sind da; die nächste Kopie macht mit dem Rest weiter.",
  "All that the kept snapshots need is there; the next time goes on with the rest.":
    "Alles, was die behaltenen Snapshots brauchen, ist da; das nächste Mal geht es mit dem Rest weiter.",
  "What it had mended by then stays; the next repair goes on with the rest.":
    "Was bis dahin repariert war, bleibt; die nächste Reparatur macht mit dem Rest weiter.",
  "Nothing had been stored yet; the next backup starts anew.":
    "Noch war nichts gespeichert; die nächste Sicherung beginnt von vorn.",
  "The {size} stored by then are kept, and the next backup goes on from there.":
    "Die bis dahin gespeicherten {size} bleiben, und die nächste Sicherung macht dort weiter.",
  "Incremental: compared with the newest snapshot": "Inkrementell: mit dem neuesten Snapshot verglichen",
  "Differential: compared with the newest full snapshot": "Differenziell: mit dem neuesten vollen Snapshot verglichen",
  "Full: every byte was read again": "Voll: jedes Byte wurde neu gelesen",
  "Walked all folders": "Alle Ordner durchgesehen",
  "Walked all folders; {count, plural, one {# changed folder} other {# changed folders}} had not been told by the system":
    "Alle Ordner durchgesehen; {count, plural, one {# geänderten Ordner} other {# geänderte Ordner}} hatte das System nicht gemeldet",
  "Looked only into folders that had changed": "Nur in geänderte Ordner gesehen",
  "Looked only into {count, plural, one {# folder} other {# folders}}, those with changes and the way to them":
    "Nur in {count, plural, one {# Ordner} other {# Ordner}} gesehen: die mit Änderungen und den Weg dorthin",
};
