import type { Failures } from "../../words/index.ts";

const CHECK_NETWORK =
  "Prüfe die Netzwerkverbindung und den Server und versuche es noch einmal. Nichts bisher Gespeichertes ist verloren.";
const OTHER_NAME = "Wähle einen anderen Namen.";
const OTHER_FOLDER = "Wähle einen anderen Ordner.";
const FOR_EXPERTS = "„holdfast check --read-data“ zeigt, welche Dateien welcher Snapshots betroffen sind.";

/** Places: that which keeps backups, and the way to it. */
const STORAGE: Failures = {
  "storage/missing": {
    message: "In „{location}“ fehlt die Datei {file}.",
    hint: "Prüfe, ob das der richtige Ort ist. Wenn ja, sagt eine Prüfung, was noch fehlt.",
  },
  "storage/too-short": {
    message:
      "Die Datei {file} in „{location}“ hat nur {size, plural, one {# Byte} other {# Bytes}} und ist abgeschnitten.",
    hint: "Die Datei ist beschädigt. Eine Prüfung zeigt, welche Snapshots sie brauchen.",
  },
  "storage/not-allowed": {
    message:
      "{doing, select, create {Anlegen} list {Auflisten} read {Lesen} write {Schreiben} other {Entfernen}} in „{location}“ ist nicht erlaubt.",
    hint: "{reason, select, rights {Gib dem Konto, mit dem du dich anmeldest, dort das Recht dazu und versuche es noch einmal.} permission {Gib dem Konto, unter dem Holdfast läuft, in diesem Ordner das Recht dazu und versuche es noch einmal.} other {Der Ort ist gegen Schreiben oder Löschen geschützt: Nimm den Schutz weg, wenn das nicht so sein soll.}}",
  },
  "storage/full": {
    message: "Auf „{location}“ ist kein Platz mehr.",
    hint: "Schaffe dort Platz und versuche es noch einmal: Nichts bisher Gespeichertes ist verloren.",
  },
  "storage/unreachable": {
    message: "„{location}“ ist nicht erreichbar.",
    hint: "Verbinde das Laufwerk oder prüfe Netzwerk und Server und versuche es noch einmal. Nichts bisher Gespeichertes ist verloren.",
  },
  "storage/failed": {
    message:
      "{doing, select, create {Anlegen} list {Auflisten} read {Lesen} write {Schreiben} other {Entfernen}} in „{location}“ ist fehlgeschlagen.",
    hint: "Prüfe das Laufwerk oder den Server. Was vorher gespeichert war, ist davon nicht berührt. Die Einzelheiten sagen mehr.",
  },
  "storage/interrupted": { message: "Die Verbindung zu „{location}“ brach ab.", hint: CHECK_NETWORK },
  "storage/access-denied": {
    message: "„{location}“ nimmt diese Zugangsdaten nicht an.",
    hint: "Prüfe Benutzername und Passwort oder Schlüssel.",
  },
  "storage/host-untrusted": {
    message:
      "{reason, select, unknown {Der Server von „{location}“ ist noch nicht bekannt.} changed {Der Server von „{location}“ hat einen anderen Schlüssel als zuvor.} other {Dem Zertifikat von „{location}“ wird nicht vertraut.}}",
    hint: "{reason, select, unknown {Vergleiche den Schlüssel mit dem, den der Server zeigt. Ist es derselbe, vertraue ihm und versuche es noch einmal.} changed {Wenn du oder der Besitzer den Server neu aufgesetzt habt, vertraue dem neuen Schlüssel. Wenn nicht, hört vielleicht jemand mit.} other {Prüfe die Adresse und die Uhr dieses Computers. Für eine eigene Zertifizierungsstelle gib ihre Zertifikatsdatei an.}}",
  },
  "storage/no-container": {
    message: "Was „{location}“ nennt, gibt es auf dem Server nicht.",
    hint: "Lege es mit den Werkzeugen des Anbieters an oder berichtige den Namen.",
  },
  "storage/clock-off": {
    message: "„{location}“ lehnt ab, weil die Uhr dieses Computers falsch geht.",
    hint: "Stelle die Uhr dieses Computers, am besten durch seinen Zeitdienst, und versuche es noch einmal.",
  },
  "storage/protected": {
    message: "Die Datei {file} in „{location}“ ist noch vor dem Entfernen geschützt.",
    hint: "Nach Ablauf des Schutzes kann sie entfernt werden. Vorher kann es niemand, dafür ist der Schutz da.",
  },
  "storage/location-invalid": {
    message: "„{location}“ ist kein Ort für ein Ziel.",
    hint: "Prüfe die Schreibweise der Adresse. Die Einzelheiten sagen, was daran nicht stimmt.",
  },
  "storage/access-invalid": {
    message: "Eine Angabe („{field}“) für „{location}“ fehlt oder stimmt nicht.",
    hint: "Berichtige sie und versuche es noch einmal. Die Einzelheiten sagen, was nicht stimmt.",
  },
  "storage/program-missing": {
    message: "„{location}“ wird über das Programm {program} erreicht, und das wurde nicht gefunden.",
    hint: "Installiere {program} oder gib bei der Verbindung an, wo es liegt.",
  },
  "storage/unknown-target": {
    message: "Orte der Art „{scheme}:“ werden nicht unterstützt.",
    hint: "Wähle eine der angebotenen Arten von Zielen.",
  },
};

/** What is in a place: its key, its locks, its files. */
const REPOSITORY: Failures = {
  "repository/not-found": {
    message: "Unter „{location}“ gibt es kein Repository.",
    hint: "Prüfe den Ort. Unter „Ziel hinzufügen“ lässt sich dort ein neues anlegen.",
  },
  "repository/wrong-password": {
    message: "Die Passphrase öffnet dieses Repository nicht.",
    hint: "Prüfe Großbuchstaben, Tastatursprache und Leerzeichen am Ende. Wurde die Passphrase geändert, gib beim Ziel die neue ein.",
  },
  "repository/no-keys": {
    message: "Das Repository unter „{location}“ hat alle Schlüsseldateien verloren.",
    hint: "Hole den Ordner „keys“ aus einer Kopie des Repositorys zurück: Ohne eine seiner Dateien ist nichts zu lesen.",
  },
  "repository/locked": {
    message: "Das Repository wird von {hostname} (Prozess {pid}) benutzt, zuletzt bestätigt {time}.",
    hint: "Warte, bis es fertig ist. Läuft es nicht mehr, etwa nach einem Absturz jenes Computers, entfernt „holdfast unlock“ seine Sperre.",
  },
  "repository/unreadable-lock": {
    message: "Im Repository unter „{location}“ ist eine Sperre, die sich nicht lesen lässt.",
    hint: "Wenn kein anderes Programm das Repository jetzt benutzt, entfernt „holdfast unlock --remove-all“ alle Sperren, auch diese.",
  },
  "repository/lock-lost": {
    message:
      "Die Sperre auf dem Repository unter „{location}“ ging verloren: {why, select, removed {Jemand hat sie entfernt.} taken {Dieser Computer schlief oder war zu lange offline, und jetzt benutzt jemand anders das Repository.} other {Sie konnte zu lange nicht erneuert werden.}}",
    hint: "Starte es noch einmal: Was bisher gespeichert ist, wird gefunden und genutzt.",
  },
  "repository/exists": {
    message: "Unter {location} ist schon ein Repository.",
    hint: "Nutze es, wie es ist, oder wähle für ein neues einen leeren Ordner.",
  },
  "repository/snapshot-not-found": {
    message: "Den Snapshot „{asked}“ gibt es nicht.",
    hint: "Er wurde vielleicht inzwischen entfernt. Sieh in der Liste der Snapshots nach.",
  },
  "repository/damaged-file": {
    message: "Eine Datei des Repositorys ist beschädigt.",
    hint: `${FOR_EXPERTS} Eine zweite Kopie des Repositorys kann sie ersetzen.`,
  },
  "repository/damaged-blob": { message: "Ein Stück gesicherten Inhalts lässt sich nicht lesen.", hint: FOR_EXPERTS },
  "repository/missing-blob": {
    message: "Dem Repository fehlt ein Stück Inhalt, das ein Snapshot braucht.",
    hint: "Prüfe das Ziel: Die Prüfung zeigt, was fehlt und welche Snapshots betroffen sind.",
  },
  "repository/miscalculated": {
    message: "Ein Stück Inhalt ließ sich nach dem Verschlüsseln nicht bestätigen.",
    hint: "Dieser Computer hat sich verrechnet, meist wegen fehlerhaften Speichers. Prüfe den Arbeitsspeicher, bevor du wieder sicherst.",
  },
  "repository/key-not-verified": {
    message: "Die neue Passphrase wurde gespeichert, ließ sich aber nicht richtig zurücklesen.",
    hint: "Die alten Passphrasen sind unverändert. Prüfe den Arbeitsspeicher dieses Computers, bevor du es noch einmal versuchst.",
  },
  "format/damaged": {
    message: "Etwas Gespeichertes ist beschädigt ({object}).",
    hint: "Prüfe das Ziel, um zu sehen, was betroffen ist.",
  },
  "repair/no-pack-there": {
    message: "Keines der {listed, number} Pakete, die der Index nennt, ist unter „{location}“.",
    hint: "Sieh nach, ob das Laufwerk oder die Freigabe mit dem Ordner „data“ des Repositorys verbunden ist. Nichts wurde geändert.",
  },
};

/** Targets and plans, as the agent keeps them. */
const AGENT: Failures = {
  "agent/no-keychain": {
    message: "Dieser Computer hat keinen Schlüsselbund, der die Passphrase bewahren könnte.",
    hint: "Sie kann stattdessen in {where} bewahrt werden, was nur dein eigenes Konto lesen kann, damit Sicherungen von selbst laufen.",
  },
  "agent/target-unknown": {
    message: "Dieses Ziel ist nicht mehr in der Liste.",
    hint: "Sieh noch einmal in die Liste der Ziele.",
  },
  "agent/passphrase-missing": {
    message: "Keine bewahrte Passphrase öffnet „{what}“.",
    hint: "Gib die Passphrase ein. Sie steht auf dem Notfallblatt.",
  },
  "agent/passphrase-too-short": {
    message: "Die Passphrase hat weniger als {minimum, number} Zeichen.",
    hint: "Nimm mindestens {minimum, number} Zeichen, besser vier oder mehr Wörter, oder lass eine erzeugen.",
  },
  "agent/location-unusable": { message: "„{location}“ lässt sich nicht nutzen.", hint: OTHER_FOLDER },
  "agent/location-silent": {
    message: "„{location}“ antwortet nicht.",
    hint: "Prüfe das Laufwerk oder das Netzwerk und den Server, auf dem der Ordner ist.",
  },
  "agent/repository-there": {
    message: "Unter „{location}“ ist schon ein Repository.",
    hint: "Nutze das vorhandene Repository oder wähle einen anderen Ordner.",
  },
  "agent/no-repository": {
    message: "Unter „{location}“ ist kein Repository.",
    hint: "Wähle den Ordner, der das Repository enthält, oder lege hier ein neues an.",
  },
  "agent/inside-repository": {
    message: "„{location}“ liegt im Repository unter „{repository}“.",
    hint: "Wähle einen Ordner außerhalb oder nutze das vorhandene Repository.",
  },
  "agent/target-exists": {
    message: "„{location}“ ist der Ort eines deiner Ziele.",
    hint: "Nutze dieses Ziel, nimm es aus der Liste oder wähle einen anderen Ordner.",
  },
  "agent/repository-elsewhere": {
    message: "„{location}“ enthält dasselbe Repository wie ein Ziel von dir unter „{known}“.",
    hint: "Trenne das, welches du nicht nutzen willst, oder entferne sein Ziel, und versuche es noch einmal.",
  },
  "agent/repository-replaced": {
    message: "„{location}“ enthält nicht mehr das Repository dieses Ziels, sondern ein anderes.",
    hint: "Ist statt des richtigen ein anderes Laufwerk verbunden, verbinde das richtige. Um das jetzige Repository zu nutzen, füge es als eigenes Ziel hinzu.",
  },
  "agent/target-in-use": {
    message: "Dieses Ziel wird noch gebraucht.",
    hint: "Gib den Plänen, die es nutzen, zuerst ein anderes Ziel, oder entferne sie. Läuft gerade etwas, warte oder halte es an.",
  },
  "agent/target-name-taken": { message: "Ein anderes Ziel heißt schon „{name}“.", hint: OTHER_NAME },
  "agent/target-away": {
    message: "Dieses Ziel ist nicht verbunden.",
    hint: "Verbinde es und versuche es noch einmal.",
  },
  "agent/target-nearly-full": {
    message: "Dieses Ziel ist fast voll.",
    hint: "Schaffe mit „Aufräumen“ oder auf dem Laufwerk selbst Platz. Die Sicherung beginnt wieder, wenn Platz da ist.",
  },
  "agent/kit-inside-target": {
    message: "„{folder}“ liegt in diesem Ziel: Das Notfallblatt ginge mit ihm verloren.",
    hint: "Wähle einen Ordner auf einem anderen Laufwerk und drucke das Blatt.",
  },
  "agent/kit-not-written": {
    message: "Das Notfallblatt konnte nicht in „{folder}“ geschrieben werden.",
    hint: "Wähle einen anderen Ordner, oder bring das in Ordnung und versuche es noch einmal.",
  },
  "agent/access-field-unknown": {
    message: "In der Verbindung zu „{location}“ gibt es nichts, das „{field}“ heißt.",
    hint: "Lass die Angabe weg.",
  },
  "agent/no-room-to-restore": {
    message: "Dort ist zu wenig Platz, um das wiederherzustellen.",
    hint: "Schaffe dort Platz, wähle weniger aus oder stelle auf einen anderen Datenträger wieder her.",
  },
  "agent/zip-name-taken": {
    message: "Dort ist schon etwas mit diesem Namen, und eine .zip-Datei ersetzt nichts.",
    hint: "Gib der .zip-Datei einen anderen Namen oder wähle einen anderen Ordner.",
  },
  "agent/no-folder-for-zip": {
    message: "Den Ordner, in den die .zip-Datei soll, gibt es nicht.",
    hint: "Wähle einen Ordner, den es gibt, oder lege ihn erst an.",
  },
  "agent/plan-unknown": {
    message: "Diesen Plan gibt es nicht mehr.",
    hint: "Sieh noch einmal in die Liste der Pläne.",
  },
  "agent/plan-name-taken": {
    message: "Ein Plan heißt schon „{name}“.",
    hint: "Wähle einen anderen Namen oder ändere den vorhandenen Plan.",
  },
  "agent/folder-unusable": {
    message: "„{folder}“ ist kein vollständiger Pfad.",
    hint: "Wähle den Ordner noch einmal.",
  },
  "agent/folders-overlap": {
    message: "„{folder}“ liegt in „{within}“ oder steht zweimal in der Liste.",
    hint: "Nimm „{folder}“ heraus: Der Ordner wird mit dem anderen gesichert.",
  },
  "agent/folders-missing": {
    message: "Keinen der Ordner gibt es gerade: {folders}",
    hint: "Wähle vorhandene Ordner oder verbinde das Laufwerk, auf dem sie sind.",
  },
  "agent/folders-are-target": {
    message: "Der Plan würde nur sein eigenes Ziel unter „{location}“ sichern.",
    hint: "Wähle die Ordner mit deinen eigenen Dateien oder ein anderes Ziel.",
  },
  "agent/plan-without-target": { message: "„{name}“ hat kein Ziel mehr.", hint: "Wähle ein Ziel für den Plan." },
  "agent/cron-fault": {
    message: "„{expression}“ ist {fault, select, never {eine Zeit, die nie kommt} other {kein Cron-Ausdruck}}.",
    hint: "{fault, select, never {Sieh dir Tag und Monat an: Nicht jeder Monat hat jeden Tag.} other {Er hat fünf Felder: Minute, Stunde, Tag, Monat, Wochentag. „30 3 * * 1-5“ ist halb vier an Werktagen.}}",
  },
  "agent/run-unknown": {
    message: "Dieser Lauf ist nicht in der Geschichte.",
    hint: "Die Geschichte behält nur die neuesten Läufe. Geh zur Liste der Läufe zurück.",
  },
  "agent/ending": {
    message: "Der Agent endet gleich und beginnt nichts Neues.",
    hint: "Starte es noch einmal, wenn der Agent wieder da ist.",
  },
  "agent/command-failed": {
    message:
      "Der Befehl vor der Sicherung {how, select, exited {ist fehlgeschlagen} killed {wurde abgebrochen} stopped {wurde angehalten} other {kam nicht ans Ziel}}.",
    hint: "Was er sagte, steht im Protokoll des Laufs. Probiere ihn in einem Terminal oder nimm ihn aus dem Plan.",
  },
  "agent/damaged-pack-not-kept": {
    message: "Ein beschädigtes Paket konnte vor der Reparatur nicht in „{folder}“ aufgehoben werden.",
    hint: "Sieh nach, ob in diesem Ordner Platz ist und geschrieben werden darf. Bis dahin wurde nichts geändert.",
  },
  "agent/nothing-to-test": {
    message: "Von diesem Plan gibt es noch nichts, das zur Probe wiederhergestellt werden könnte.",
    hint: "Sichere zuerst.",
  },
  "agent/settings-not-saved": {
    message: "Die Änderung konnte nicht in „{file}“ gespeichert werden.",
    hint: "{errno, select, ENOSPC {Schaffe Platz auf dem Datenträger, auf dem die Datei ist.} EDQUOT {Schaffe Platz auf dem Datenträger, auf dem die Datei ist.} other {Gib dir das Recht, in ihren Ordner zu schreiben.}}",
  },
  "agent/settings-unreadable": {
    message: "Die Einstellungen in „{file}“ lassen sich nicht lesen.",
    hint: "Gib dir das Recht, die Datei zu lesen und zu schreiben, oder sieh nach, ob ihr Datenträger in Ordnung ist.",
  },
  "agent/settings-too-new": {
    message: "Die Einstellungen in „{file}“ sind von einer späteren Version von Holdfast.",
    hint: "Aktualisiere Holdfast.",
  },
  "agent/bug": {
    message: "In Holdfast ist etwas schiefgegangen.",
    hint: "Im Protokoll des Agenten stehen die Einzelheiten. Bitte melde sie; was vorher gespeichert war, ist davon nicht berührt.",
  },
};

/** Folders on this computer: chosen ones, and those that are restored into. */
const FOLDERS: Failures = {
  "disk/not-there": {
    message: "„{path}“ gibt es nicht.",
    hint: "Sieh nach, ob es verschoben oder umbenannt wurde oder ob sein Laufwerk verbunden ist.",
  },
  "disk/not-a-folder": { message: "„{path}“ ist kein Ordner.", hint: "Wähle einen Ordner." },
  "disk/not-allowed": {
    message: "Du darfst „{path}“ nicht öffnen oder darin keinen Ordner anlegen.",
    hint: "Gib dir das Recht dazu oder wähle einen anderen Ordner.",
  },
  "disk/unreachable": {
    message: "„{path}“ antwortet nicht.",
    hint: "Sieh nach, ob das Laufwerk verbunden und in Ordnung ist, und versuche es noch einmal.",
  },
  "disk/full": {
    message: "Der Datenträger ist voll: In „{path}“ kann nichts angelegt werden.",
    hint: "Schaffe Platz auf dem Datenträger oder wähle einen Ordner anderswo.",
  },
  "disk/name-taken": { message: "„{path}“ gibt es schon.", hint: OTHER_NAME },
  "disk/name-invalid": { message: "„{name}“ kann kein Ordner heißen.", hint: OTHER_NAME },
  "destination/unsafe-name": {
    message: "„{path}“ wird nicht wiederhergestellt: Der Name ist hier nicht sicher.",
    hint: "Der Snapshot stammt von einem fehlerhaften oder feindlichen Programm oder von einem anderen System. Der Rest wird wiederhergestellt.",
  },
  "destination/not-a-folder": {
    message: "„{path}“ sollte ein Ordner sein, aber etwas anderes ist dort.",
    hint: "Stelle in einen leeren Ordner wieder her oder verschiebe, was im Weg ist.",
  },
  "destination/not-replaceable": {
    message: "„{path}“ ist ein Ordner mit Dateien und wird nicht ersetzt.",
    hint: "Stelle in einen leeren Ordner wieder her oder verschiebe den Ordner.",
  },
  "destination/name-taken": {
    message: "„{path}“ ist da und wird nicht ersetzt.",
    hint: "Stelle es noch einmal wieder her: Dann bekommt es einen anderen Namen.",
  },
  "destination/full": {
    message: "Der Datenträger, auf den wiederhergestellt wird, ist voll.",
    hint: "Schaffe dort Platz oder stelle auf einen anderen Datenträger wieder her, und starte es dann noch einmal.",
  },
  "destination/not-allowed": {
    message: "„{path}“ darf von diesem Konto nicht geschrieben werden.",
    hint: "Stelle in einen eigenen Ordner wieder her oder mit einem Konto, das dort schreiben darf.",
  },
  "destination/failed": {
    message: "„{path}“ lässt sich nicht schreiben ({errno}).",
    hint: "Prüfe den Datenträger oder stelle auf einen anderen wieder her.",
  },
  "trees/path-not-found": {
    message: "„{path}“ ist nicht im Snapshot.",
    hint: "Groß- und Kleinschreibung zählt. Sieh im Ordner darüber nach.",
  },
  "trees/not-a-folder": { message: "„{path}“ ist im Snapshot kein Ordner.", hint: "Öffne einen Ordner." },
  "backup/nothing": {
    message: "An diesen Orten gibt es nichts zu sichern: {paths}",
    hint: "Prüfe die Pfade und ob der Datenträger verbunden ist, auf dem sie sind.",
  },
};

/** The program itself. */
const PROGRAM: Failures = {
  "platform/secrets-exposed": {
    message: "Andere auf diesem Computer können deine Passwörter in „{path}“ lesen.",
    hint: "Mach die Datei mit „chmod 600“ zu deiner allein. Wenn andere sie lesen konnten, ändere die Passwörter.",
  },
  "platform/secrets-unreadable": {
    message: "Die Datei mit deinen Passwörtern, „{path}“, lässt sich nicht lesen.",
    hint: "Bring sie in Ordnung oder verschiebe sie: Eine neue wird angelegt, und die Passwörter müssen neu eingegeben werden.",
  },
  "client/agent-unreachable": {
    message: "Der Holdfast-Agent antwortet nicht.",
    hint: "Es wird von selbst wieder versucht. Kommt er nicht zurück, starte Holdfast noch einmal.",
  },
  "client/signed-out": {
    message: "Dieses Fenster ist nicht mehr mit dem Holdfast-Agenten verbunden.",
    hint: "Starte Holdfast noch einmal oder gib „holdfast open“ ein, um einen neuen Link zu bekommen.",
  },
  "api/bug": {
    message: "In Holdfast ist etwas schiefgegangen.",
    hint: "Das ist ein Fehler in Holdfast selbst. Im Protokoll stehen die Einzelheiten unter {id}.",
  },
  "api/misfit": {
    message: "Was „{call}“ bekam, passt nicht.",
    hint: "Lade das Fenster neu. Die Einzelheiten sagen, was nicht passt.",
  },
};

/** What failures say, by code. The places are for their facts. */
export const GERMAN_FAILURES: Failures = { ...STORAGE, ...REPOSITORY, ...AGENT, ...FOLDERS, ...PROGRAM };
