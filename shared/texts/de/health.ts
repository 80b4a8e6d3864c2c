import type { Dictionary } from "../../words/index.ts";

export const HEALTH: Dictionary = {
  "{count, plural, one {# year} other {# years}} ago": "vor {count, plural, one {# Jahr} other {# Jahren}}",
  "{count, plural, one {# month} other {# months}} ago": "vor {count, plural, one {# Monat} other {# Monaten}}",
  "{count, plural, one {# week} other {# weeks}} ago": "vor {count, plural, one {# Woche} other {# Wochen}}",
  "{count, plural, one {# day} other {# days}} ago": "vor {count, plural, one {# Tag} other {# Tagen}}",
  "{count, plural, one {# hour} other {# hours}} ago": "vor {count, plural, one {# Stunde} other {# Stunden}}",
  "{count, plural, one {# minute} other {# minutes}} ago": "vor {count, plural, one {# Minute} other {# Minuten}}",
  "just now": "gerade eben",

  "{plan} has no place to be backed up to.": "{plan} hat keinen Ort, an den gesichert wird.",
  "{plan} has never been backed up.": "{plan} wurde noch nie gesichert.",
  "{plan} is at risk: {reason}.": "{plan} ist gefährdet – {reason}.",
  "{plan} is late: {reason}.": "{plan} ist überfällig – {reason}.",
  "{plan} is saved; {reason}.": "{plan} ist gesichert; {reason}.",
  "{plan} is safe. Proven {ago}.": "{plan} ist sicher. Nachgewiesen {ago}.",
  "Nothing is backed up yet.": "Noch ist nichts gesichert.",
  "Everything is saved; not yet proven.": "Alles ist gesichert; noch nicht nachgewiesen.",
  "Everything is safe.": "Alles ist sicher.",
  "{count, plural, one {One other plan is} other {# other plans are}} in the same state.":
    "{count, plural, one {Ein weiterer Plan ist} other {# weitere Pläne sind}} im selben Zustand.",

  "its target was removed": "das Ziel wurde entfernt",
  "it has never been backed up": "es gab noch keine Sicherung",
  "the newest backup was made {ago}": "die neueste Sicherung entstand {ago}",
  "the newest backup was made {ago}, {reason}": "die neueste Sicherung entstand {ago}, {reason}",
  "one of its targets": "einem der Ziele",
  "nothing has been saved to {target} yet": "auf {target} wurde noch nichts gesichert",
  "the newest backup is not on {target} yet": "die neueste Sicherung ist noch nicht auf {target}",
  "{target} is not connected": "{target} ist nicht verbunden",
  "{target} was last seen {ago}": "{target} wurde zuletzt {ago} gesehen",
  "its last run failed": "der letzte Lauf ist fehlgeschlagen",
  "its last run was stopped before its end": "der letzte Lauf wurde vor seinem Ende angehalten",
  "not yet proven": "noch nicht nachgewiesen",
  "an unusual change: {change}; {fallback}": "ungewöhnliche Änderung: {change}; {fallback}",
  "no backup is removed until you have looked at the change":
    "keine Sicherung wird entfernt, bis du dir die Änderung angesehen hast",
  "{target} is full, so no backup begins until there is room":
    "{target} ist voll, daher beginnt keine Sicherung, bis Platz da ist",
  "no passphrase is known that opens {target}": "keine Passphrase ist bekannt, die {target} öffnet",
  "the last check of {target} found damage": "die letzte Prüfung von {target} hat Schäden gefunden",
  "{target} is nearly full": "{target} ist fast voll",
  "{count, plural, one {# entry} other {# entries}} could not be read":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht gelesen werden",
  "not all folders are watched: {setting} is used up":
    "nicht alle Ordner werden beobachtet: {setting} ist ausgeschöpft",
  "{touched, number} of {all, number} files were removed":
    "{touched, number} von {all, number} Dateien wurden entfernt",
  "{touched, number} of {all, number} files were rewritten":
    "{touched, number} von {all, number} Dateien wurden neu geschrieben",
  "the last good backup is of {day} {time}": "die letzte gute Sicherung ist von {day}, {time} Uhr",

  "No copy besides the original": "Keine Kopie neben dem Original",
  "{count, plural, one {# copy} other {# copies}}, with the original":
    "{count, plural, one {# Kopie} other {# Kopien}}, mit dem Original",
  "All on this computer": "Alle auf diesem Computer",
  "On {count, number} kinds of media": "Auf {count, number} Arten von Medien",
  "None in another building": "Keine in einem anderen Gebäude",
  "{count, number} in another building": "{count, number} in einem anderen Gebäude",
  "Each can be removed from here": "Jede kann von hier aus entfernt werden",
  "{count, number} that cannot be removed from here": "{count, number}, von hier aus nicht zu entfernen",
  "Proven by a test-restore": "Durch eine Probe-Wiederherstellung nachgewiesen",
  "Not proven for a month": "Seit einem Monat nicht nachgewiesen",
  "Never proven by a test-restore": "Noch nie durch eine Probe-Wiederherstellung nachgewiesen",
  "There is no copy besides the original.": "Es gibt keine Kopie neben dem Original.",
  "all on this computer": "alle auf diesem Computer",
  "on {count, number} kinds of media": "auf {count, number} Arten von Medien",
  "none in another building": "keine in einem anderen Gebäude",
  "{copies, plural, one {# copy} other {# copies}} {where}, {elsewhere}.":
    "{copies, plural, one {# Kopie} other {# Kopien}} {where}, {elsewhere}.",
  "Add a place where {plan} is backed up to.": "Füge einen Ort hinzu, an den {plan} gesichert wird.",
  "Enter the passphrase of {target}, so that its copy counts.":
    "Gib die Passphrase von {target} ein, damit diese Kopie zählt.",
  "Put the connection to {target} right, so that its copy counts.":
    "Bring die Verbindung zu {target} in Ordnung, damit diese Kopie zählt.",
  "Repair {target}: its last check found damage.": "Repariere {target}: Die letzte Prüfung hat Schäden gefunden.",
  "Connect {target}: the copy on it is not there yet.": "Verbinde {target}: Die Kopie darauf gibt es noch nicht.",
  "Connect {target}: the copy on it is far too old.": "Verbinde {target}: Die Kopie darauf ist viel zu alt.",
  "Back up to {target}: the copy on it is not there yet.": "Sichere auf {target}: Die Kopie dort gibt es noch nicht.",
  "Back up to {target}: the copy on it is far too old.": "Sichere auf {target}: Die Kopie dort ist viel zu alt.",
  "Add a place in another building: a fire or a thief would take all copies at once.":
    "Füge einen Ort in einem anderen Gebäude hinzu: Ein Brand oder ein Dieb nähme alle Kopien auf einmal.",
  "Add a drive or another machine: all copies depend on this computer.":
    "Füge ein Laufwerk oder ein anderes Gerät hinzu: Alle Kopien hängen an diesem Computer.",
  "Add a second place, so that one may fail while another is repaired.":
    "Füge einen zweiten Ort hinzu, damit einer ausfallen darf, während ein anderer repariert wird.",
  "Have one place that nothing can be removed from, so that who takes over this computer cannot remove all backups.":
    "Halte einen Ort, von dem sich nichts entfernen lässt, damit niemand, der diesen Computer übernimmt, alle Sicherungen entfernen kann.",
  "Restore something as a test: it shows that the backups come back.":
    "Stelle etwas zur Probe wieder her: Das zeigt, dass die Sicherungen zurückkommen.",
};
