import type { Dictionary } from "../../words/index.ts";

export const TARGETS: Dictionary = {
  "Change sign-in: {name}": "Anmeldung ändern: {name}",
  "They are tried before they are kept. Passwords and keys that are kept are not shown: leave a field empty and its secret stays as it is.":
    "Die Angaben werden ausprobiert, bevor sie aufbewahrt werden. Aufbewahrte Passwörter und Schlüssel werden nicht gezeigt: Lass ein Feld leer, und sein Geheimnis bleibt, wie es ist.",
  "stays as it is": "bleibt, wie es ist",
  "Leave it as it is": "Lassen, wie es ist",
  "Try and keep": "Testen und behalten",
  "Forget what is kept": "Vergessen, was aufbewahrt ist",
  "{label}, the one that is kept": "{label}, aufbewahrt",
  "Looking at your targets…": "Nach deinen Zielen wird gesehen …",
  Place: "Ort",
  "Where are the backups?": "Wo sind die Sicherungen?",
  "Choose the place that holds them. An empty one becomes a new target.":
    "Wähle den Ort, an dem sie liegen. Ein leerer wird ein neues Ziel.",
  "Reading what it holds…": "Es wird gelesen, was es enthält …",
  "{name} is one of your targets already; it holds {snapshots, plural, =0 {no snapshots yet} one {# snapshot} other {# snapshots}}.":
    "{name} ist schon eines deiner Ziele; es enthält {snapshots, plural, =0 {noch keine Snapshots} one {# Snapshot} other {# Snapshots}}.",
  "{name} was added; it holds {snapshots, plural, =0 {no snapshots yet} one {# snapshot} other {# snapshots}}.":
    "{name} wurde hinzugefügt; es enthält {snapshots, plural, =0 {noch keine Snapshots} one {# Snapshot} other {# Snapshots}}.",
  "The newest was made {when}.": "Der neueste entstand {when}.",
  "Back up to it": "Dorthin sichern",
  "Back up something else to it": "Etwas anderes dorthin sichern",
  "{plan} is saved to it from now on.": "{plan} wird von jetzt an dorthin gesichert.",
  "{plan} can be kept here, too: what it has saved is copied, and whatever comes next.":
    "{plan} kann auch hier aufbewahrt werden: Was er gesichert hat, wird kopiert, und alles, was noch kommt.",
  "Keep a copy of {plan} here": "Hier eine Kopie von {plan} behalten",
  "Where to save the recovery kit of {target}": "Wohin das Notfallblatt von {target} gespeichert wird",
  "Saved as {path}. Print it or keep it apart from this computer: it opens the backups.":
    "Gespeichert als {path}. Drucke es aus oder bewahre es getrennt von diesem Computer auf: Es öffnet die Sicherungen.",
  "Rename {name}": "{name} umbenennen",
  "Keep the old name": "Alten Namen behalten",
  Rename: "Umbenennen",
  "{outlook}, as {size} a day are added.": "{outlook}, da täglich {size} hinzukommen.",
  "{outlook}.": "{outlook}.",
  "in another building": "in einem anderen Gebäude",
  "probably in another building": "wohl in einem anderen Gebäude",
  "in this building": "in diesem Gebäude",
  "probably in this building": "wohl in diesem Gebäude",
  "Change where {name} stands": "Ändern, wo {name} steht",
  "In another building": "In einem anderen Gebäude",
  "In this building": "In diesem Gebäude",
  "As its kind suggests": "Wie es seine Art nahelegt",
  "Save the recovery kit…": "Notfallblatt speichern …",
  "Save the recovery kit again…": "Notfallblatt noch einmal speichern …",
  "More about {name}": "Mehr zu {name}",
  "Change sign-in…": "Anmeldung ändern …",
  "Rename…": "Umbenennen …",
  "Remove…": "Entfernen …",
  "Remove the target": "Ziel entfernen",
  "The target goes from this list. The repository and its {snapshots, plural, one {# snapshot} other {# snapshots}} stay where they are; to undo this, add the target again. Keep the passphrase: without it the snapshots cannot be opened.":
    "Das Ziel verschwindet aus dieser Liste. Das Repository und {snapshots, plural, one {sein # Snapshot} other {seine # Snapshots}} bleiben, wo sie sind; um das rückgängig zu machen, füge das Ziel wieder hinzu. Bewahre die Passphrase auf: Ohne sie lassen sich die Snapshots nicht öffnen.",
  "It is still used by {plans}: give {count, plural, one {this plan} other {these plans}} another target first.":
    "Es wird noch von {plans} benutzt: Gib {count, plural, one {diesem Plan} other {diesen Plänen}} zuerst ein anderes Ziel.",
  Connected: "Verbunden",
  "Not connected": "Nicht verbunden",
  "Not looked at yet": "Noch nicht nachgesehen",
  "Last seen": "Zuletzt gesehen",
  Stands: "Steht",
  Holds: "Enthält",
  "Used by": "Benutzt von",
  "no plan": "keinem Plan",
  "Last check": "Letzte Prüfung",
  "not saved yet": "noch nicht gespeichert",
  "saved {when}": "{when} gespeichert",
  "<link>{snapshots, plural, one {# snapshot} other {# snapshots}}</link>":
    "<link>{snapshots, plural, one {# Snapshot} other {# Snapshots}}</link>",
  "<link>{snapshots, plural, one {# snapshot} other {# snapshots}}</link>, the newest {when}":
    "<link>{snapshots, plural, one {# Snapshot} other {# Snapshots}}</link>, der neueste {when}",
  Repository: "Repository",
  "the repository": "Repository",
  Deletion: "Löschen",
  "nothing can be deleted from this computer; old snapshots are removed by whoever runs the server":
    "von diesem Computer aus lässt sich nichts löschen; alte Snapshots entfernt, wer den Server betreibt",
  "protected for a while after each backup": "nach jeder Sicherung eine Zeit lang geschützt",
  "could be deleted since {date}": "seit {date} löschbar",
  never: "nie",
  "no errors": "keine Fehler",
  "damage found": "Schäden gefunden",
  missing: "fehlt",
  "kept in {place}": "aufbewahrt {place}",
  "not looked at yet": "noch nicht nachgesehen",
  "A target is a place that keeps backups, such as a folder on another drive. There is none yet.":
    "Ein Ziel ist ein Ort, der Sicherungen aufbewahrt, etwa ein Ordner auf einem anderen Laufwerk. Noch gibt es keines.",
  "Writes a small file there, reads it back and deletes it.":
    "Schreibt dort eine kleine Datei, liest sie zurück und löscht sie.",
  "Test connection: {name}": "Verbindung testen: {name}",
  "Test connection": "Verbindung testen",
  "Check now: {name}": "Jetzt prüfen: {name}",
  "Check now": "Jetzt prüfen",
  "Quick check": "Schnelle Prüfung",
  "Read everything": "Alles lesen",
  "Is everything there that the snapshots need? Takes seconds to minutes.":
    "Ist alles da, was die Snapshots brauchen? Dauert Sekunden bis Minuten.",
  "Reads and verifies every byte. Takes as long as the drive needs to be read.":
    "Liest und prüft jedes Byte. Dauert so lange, wie es braucht, das Laufwerk zu lesen.",
  "Gives back the room of what no snapshot needs. No snapshot is removed.":
    "Gibt den Platz von dem frei, was kein Snapshot braucht. Kein Snapshot wird entfernt.",
  "Make room: {name}": "Platz schaffen: {name}",
  "Repair {name}…": "{name} reparieren …",
  "Repair…": "Reparieren …",
  "Repair {name}?": "{name} reparieren?",
  Repair: "Reparieren",
  "What is stored is listed again, and what is sound of damaged parts is saved. Files that are lost are left out of their snapshots: such a snapshot gets a new id, and the rest of it can be restored again.":
    "Was gespeichert ist, wird neu erfasst, und was an beschädigten Teilen heil ist, wird gerettet. Verlorene Dateien werden aus ihren Snapshots weggelassen: Ein solcher Snapshot bekommt eine neue Kennung, und der Rest lässt sich wieder herstellen.",
  "If there is another copy of the folder, keep it until a check finds no more errors. The next backup saves anew what is still on this computer.":
    "Gibt es eine andere Kopie des Ordners, behalte sie, bis eine Prüfung keine Fehler mehr findet. Die nächste Sicherung sichert neu, was noch auf diesem Computer ist.",
};
