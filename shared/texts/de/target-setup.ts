import type { Dictionary } from "../../words/index.ts";

export const TARGET_SETUP: Dictionary = {
  "This is one of your targets already.": "Das ist schon eines deiner Ziele.",
  "The backups go into this empty folder: {path}": "Die Sicherungen kommen in diesen leeren Ordner: {path}",
  "“{place}” has other files in it.": "In „{place}“ liegen andere Dateien.",
  "Choose an empty folder, or make a new one.": "Wähle einen leeren Ordner oder lege einen neuen an.",
  "The backups get a folder of their own: {path}": "Die Sicherungen bekommen einen eigenen Ordner: {path}",
  "“{place}” is a file.": "„{place}“ ist eine Datei.",
  "Choose a folder.": "Wähle einen Ordner.",
  "Nothing can be written to “{place}”.": "In „{place}“ kann nichts geschrieben werden.",
  "Choose another folder, or give yourself the right to write there.":
    "Wähle einen anderen Ordner oder gib dir das Recht, dort zu schreiben.",
  "Nobody can tell what is in “{place}”.": "Niemand kann sagen, was in „{place}“ ist.",
  "Check the connection and look again.": "Prüfe die Verbindung und sieh noch einmal nach.",
  "There are no backups yet. New ones go to: {path}": "Es gibt noch keine Sicherungen. Neue kommen nach: {path}",
  "A new folder for the backups is made: {path}": "Ein neuer Ordner für die Sicherungen wird angelegt: {path}",
  "There are backups in {path} already. They are kept, and new ones are added to them. Their passphrase is needed.":
    "In {path} gibt es schon Sicherungen. Sie bleiben, und neue kommen hinzu. Ihre Passphrase wird gebraucht.",
  "There are backups in {path} already. They are kept, and new ones are added to them. The passphrase kept on this computer opens them.":
    "In {path} gibt es schon Sicherungen. Sie bleiben, und neue kommen hinzu. Die auf diesem Computer aufbewahrte Passphrase öffnet sie.",
  "This is on the same disk as your files. It protects you from deleting or spoiling a file, but not from losing the disk or the computer. A drive that you can put away is better.":
    "Das ist auf demselben Datenträger wie deine Dateien. Es schützt davor, eine Datei zu löschen oder zu verderben, aber nicht vor dem Verlust des Datenträgers oder des Computers. Ein Laufwerk, das du weglegen kannst, ist besser.",
  "You chose {chosen}, and {free} are free there. Backups are compressed, but this may not fit.":
    "Du hast {chosen} ausgewählt, und dort sind {free} frei. Sicherungen werden komprimiert, aber es passt vielleicht nicht.",
  "Your recovery kit": "Dein Notfallblatt",
  "One page with the passphrase and how to get everything back, even on another computer and without Holdfast.":
    "Eine Seite mit der Passphrase und damit, wie du alles zurückbekommst, auch auf einem anderen Computer und ohne Holdfast.",
  "Save the recovery kit": "Notfallblatt speichern",
  Later: "Später",
  "It is saved to {folder}": "Es wird gespeichert in {folder}",
  "Choose another folder…": "Anderen Ordner wählen …",
  "The passphrase is kept in {place}, so that backups run by themselves. If this computer is lost, the kit is the only way back. With “Later” the overview will remind you.":
    "Die Passphrase wird {place} aufbewahrt, damit Sicherungen von selbst laufen. Geht dieser Computer verloren, ist das Notfallblatt der einzige Weg zurück. Mit „Später“ erinnert dich die Übersicht.",
  "Choose a folder for the recovery kit": "Wähle einen Ordner für das Notfallblatt",
  "The recovery kit is saved": "Das Notfallblatt ist gespeichert",
  "Copy the path": "Pfad kopieren",
  "Open it and print it.": "Öffne es und drucke es aus.",
  "Keep the print away from this computer and from the drive with the backups.":
    "Bewahre den Ausdruck getrennt von diesem Computer und vom Laufwerk mit den Sicherungen auf.",
  "Then delete the file, or move it into a password manager: who has it can read your backups.":
    "Lösche dann die Datei oder verschiebe sie in einen Passwortmanager: Wer sie hat, kann deine Sicherungen lesen.",
  "not connected": "nicht verbunden",
  "{size} free": "{size} frei",
  "It is on the recovery kit, and is kept on this computer from now on.":
    "Sie steht auf dem Notfallblatt und wird von jetzt an auf diesem Computer aufbewahrt.",
  Back: "Zurück",
  "Looking what is there…": "Es wird nachgesehen, was dort ist …",
  "Look again": "Noch einmal nachsehen",
  "{name} is not connected now. The first backup starts by itself as soon as it is.":
    "{name} ist gerade nicht verbunden. Die erste Sicherung beginnt von selbst, sobald es wieder verbunden ist.",
  "A passphrase for your backups": "Eine Passphrase für deine Sicherungen",
  "Backups are encrypted with it, so that nobody who gets at them there can read them.":
    "Mit ihr werden Sicherungen verschlüsselt, damit sie dort niemand lesen kann, der an sie herankommt.",
  "Who makes the passphrase": "Wer die Passphrase erzeugt",
  "Make one for me": "Eine für mich erzeugen",
  "Recommended. It is kept on this computer and written into your recovery kit.":
    "Empfohlen. Sie wird auf diesem Computer aufbewahrt und steht auf deinem Notfallblatt.",
  "I choose my own": "Ich wähle meine eigene",
  "You will type it twice. It is kept on this computer as well.":
    "Du tippst sie zweimal. Auch sie wird auf diesem Computer aufbewahrt.",
  "Nobody can read the backups without it: neither somebody who steals the drive, nor we, nor you. The next step makes sure that you have it even if this computer is lost.":
    "Ohne sie kann niemand die Sicherungen lesen: weder jemand, der das Laufwerk stiehlt, noch wir, noch du. Der nächste Schritt sorgt dafür, dass du sie auch dann hast, wenn dieser Computer verloren geht.",
  "Four or more words that have nothing to do with each other are easy to keep and hard to guess.":
    "Vier oder mehr Wörter, die nichts miteinander zu tun haben, sind leicht zu merken und schwer zu erraten.",
  "The same again": "Noch einmal dieselbe",
  "This is not the same as above.": "Das ist nicht dieselbe wie oben.",
  "Too short": "Zu kurz",
  Weak: "Schwach",
  Fair: "Mittel",
  Strong: "Stark",
  "It needs at least {count} characters.": "Sie braucht mindestens {count} Zeichen.",
  "A computer would guess it within hours.": "Ein Computer errät sie in Stunden.",
  "A determined attacker could guess it. Add a word or two.":
    "Ein entschlossener Angreifer könnte sie erraten. Füge ein, zwei Wörter hinzu.",
  "Guessing it would take years.": "Sie zu erraten würde Jahre dauern.",
  "Nobody will guess it.": "Niemand wird sie erraten.",
  "Keep it in that file": "In dieser Datei aufbewahren",
  "Looking for drives…": "Laufwerke werden gesucht …",
  "Places for backups": "Orte für Sicherungen",
  "Another folder…": "Anderer Ordner …",
  "Choose a folder for the backups": "Wähle einen Ordner für die Sicherungen",
  "these backups": "diesen Sicherungen",
  Steps: "Schritte",
  done: "erledigt",
  "This server has another key than before": "Dieser Server hat einen anderen Schlüssel als zuvor",
  "Is this your server?": "Ist das dein Server?",
  "It has not been connected to before, so nothing was sent to it yet.":
    "Mit ihm gab es noch keine Verbindung, daher wurde noch nichts an ihn gesendet.",
  "Its key: {key}": "Sein Schlüssel: {key}",
  "Trust this server": "Diesem Server vertrauen",
  "Copy the key": "Schlüssel kopieren",
  "Somewhere else": "Anderswo",
  "A copy in another building survives fire and theft. All is encrypted on this computer, before it leaves it.":
    "Eine Kopie in einem anderen Gebäude übersteht Feuer und Diebstahl. Alles wird auf diesem Computer verschlüsselt, bevor es ihn verlässt.",
  "This is a whole number, or nothing.": "Hier steht eine ganze Zahl oder nichts.",
  "Test the connection": "Verbindung testen",
  "Connecting, and looking what is there…": "Es wird verbunden und nachgesehen, was dort ist …",
  "The place, as the command line and restic write it:": "Der Ort, wie ihn die Kommandozeile und restic schreiben:",
  "not complete yet": "noch nicht vollständig",
  works: "geht",
  "does not work": "geht nicht",
  "not tried": "nicht versucht",
  "What was tried": "Was versucht wurde",
  "refused, as is meant for such a place": "abgelehnt, wie es für so einen Ort gedacht ist",
  "Reach it and sign in": "Erreichen und anmelden",
  "See what is there": "Nachsehen, was dort ist",
  "Write a file": "Eine Datei schreiben",
  "Read it back": "Sie zurücklesen",
  "Delete it": "Sie löschen",
  "It could not be reached, or did not let us in.": "Der Ort war nicht erreichbar oder hat uns nicht hineingelassen.",
  "What is there may not be listed: the right to list is missing.":
    "Was dort ist, darf nicht aufgelistet werden: Das Recht zum Auflisten fehlt.",
  "Nothing can be saved there: the right to write is missing.":
    "Dort lässt sich nichts sichern: Das Recht zum Schreiben fehlt.",
  "What is there cannot be read: the right to read is missing.":
    "Was dort ist, lässt sich nicht lesen: Das Recht zum Lesen fehlt.",
  "Old snapshots could never be removed: the right to delete is missing.":
    "Alte Snapshots ließen sich nie entfernen: Das Recht zum Löschen fehlt.",
  "The connection works. Nothing there can be deleted from this computer, so that nobody who takes it over can delete the backups either.":
    "Die Verbindung geht. Von diesem Computer aus lässt sich dort nichts löschen, also kann auch niemand, der ihn übernimmt, die Sicherungen löschen.",
  "The connection works.": "Die Verbindung geht.",
  "The connection could not be tried to its end.": "Die Verbindung konnte nicht bis zum Ende getestet werden.",
  "{step}: this failed.": "{step}: Das ist gescheitert.",
  "More options": "Weitere Optionen",
  "Show: {label}": "Zeigen: {label}",
  "As usual": "Wie üblich",
  Yes: "Ja",
  No: "Nein",
  "{label} (if any)": "{label} (falls nötig)",
  Server: "Server",
  Port: "Port",
  "With a slash at its beginning from the root of the server, without one from your home there.":
    "Mit einem Schrägstrich am Anfang von der Wurzel des Servers aus, ohne einen von deinem Ordner dort.",
  Address: "Adresse",
  "Address of the storage": "Adresse des Speichers",
  "Your provider calls it the endpoint.": "Dein Anbieter nennt sie Endpunkt.",
  Bucket: "Bucket",
  Container: "Container",
  "Address of the folder": "Adresse des Ordners",
  Remote: "Remote",
  "As “rclone listremotes” names it.": "Wie „rclone listremotes“ es nennt.",
  "{label} is needed.": "{label} wird gebraucht.",
  "This is no name of a server.": "Das ist kein Name eines Servers.",
  "A port is a number up to 65535.": "Ein Port ist eine Zahl bis 65535.",
  "This is no address: it looks like https://host/folder.":
    "Das ist keine Adresse: Sie sieht aus wie https://host/ordner.",
  "This is no address: it looks like s3.eu-central-1.amazonaws.com.":
    "Das ist keine Adresse: Sie sieht aus wie s3.eu-central-1.amazonaws.com.",
  "The name of a bucket has no slashes and no spaces.":
    "Der Name eines Buckets hat keine Schrägstriche und keine Leerzeichen.",
  "the macOS keychain": "im Schlüsselbund von macOS",
  "the Windows Credential Manager": "in der Anmeldeinformationsverwaltung von Windows",
  "the desktop's keyring": "im Schlüsselbund des Desktops",
  "the GNOME keyring": "im Schlüsselbund von GNOME",
  "the folder {folder}": "im Ordner {folder}",
  "{place}": "in {place}",
  "{milliseconds, number} ms": "{milliseconds, number} ms",
};
