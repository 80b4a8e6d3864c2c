import type { Dictionary } from "../../words/index.ts";

export const PLANS: Dictionary = {
  "What {plan} waits for": "Worauf {plan} wartet",
  "These count for what begins by itself. What you start yourself runs at once. What the system does not tell counts as fine.":
    "Das gilt für alles, was von selbst beginnt. Was du selbst startest, läuft sofort. Was das System nicht verrät, gilt als erfüllt.",
  "Wait while the computer runs on battery": "Warten, solange der Computer mit Akku läuft",
  "Wait while the battery is nearly empty": "Warten, solange der Akku fast leer ist",
  "Run above a charge of (%)": "Laufen ab einem Ladestand über (%)",
  "Wait while the connection is metered": "Warten, solange die Verbindung getaktet ist",
  "One that is paid by volume, such as a telephone’s.":
    "Eine, die nach Datenmenge bezahlt wird, etwa die eines Telefons.",
  "Wait while somebody uses the computer": "Warten, solange jemand den Computer benutzt",
  "Run when nobody has used it for (minutes)": "Laufen, wenn ihn so lange niemand benutzt hat (Minuten)",
  "Only in these wireless networks": "Nur in diesen Funknetzwerken",
  "Their names, one a line. Nothing: in any, and by cable.":
    "Ihre Namen, einer je Zeile. Leer: in jedem und per Kabel.",
  "Commands of {plan}": "Befehle von {plan}",
  "They are run by the system’s shell, as the user that Holdfast runs as. If the command before fails or takes too long, the backup does not begin, and the run fails.":
    "Sie laufen in der Shell des Systems, als der Benutzer, als der Holdfast läuft. Scheitert der Befehl davor oder dauert er zu lange, beginnt die Sicherung nicht, und der Lauf scheitert.",
  "Before each backup": "Vor jeder Sicherung",
  "After each backup": "Nach jeder Sicherung",
  "Stop it after (seconds), before each backup": "Abbrechen nach (Sekunden), vor jeder Sicherung",
  "Stop it after (seconds), after each backup": "Abbrechen nach (Sekunden), nach jeder Sicherung",
  "When {plan} is late": "Wann {plan} überfällig ist",
  "The newest backup may be so many hours old": "So viele Stunden alt darf die neueste Sicherung sein",
  "Then the plan is late; after three times as long it is at risk. Nothing: it follows from when the plan runs.":
    "Danach ist der Plan überfällig, nach der dreifachen Zeit gefährdet. Leer: Es ergibt sich daraus, wann der Plan läuft.",
  "Change {name}": "{name} ändern",
  "The plan": "Der Plan",
  "Reading the plan…": "Plan wird gelesen …",
  "Each of them gets every snapshot.": "Jedes davon bekommt jeden Snapshot.",
  "Save the changes": "Änderungen speichern",
  "Leave it as it was": "Lassen, wie es war",
  "Leave out caches, trash and temporary files": "Caches, Papierkorb und temporäre Dateien weglassen",
  "What programs make again by themselves.": "Was Programme von selbst neu anlegen.",
  "Stay on the disk that each folder is on": "Auf dem Datenträger jedes Ordners bleiben",
  "Leaves out other drives and network folders that show up within them.":
    "Lässt andere Laufwerke und Netzwerkordner weg, die in ihnen erscheinen.",
  "Leave out files larger than": "Dateien weglassen, die größer sind als",
  "Such as 2 GB or 500 MB. Nothing: files of any size are backed up.":
    "Zum Beispiel 2 GB oder 500 MB. Leer: Dateien jeder Größe werden gesichert.",
  "This is no size with a unit.": "Das ist keine Größe mit Einheit.",
  "Leave out what fits a pattern": "Weglassen, was zu einem Muster passt",
  "One a line, as in .gitignore: *.iso, /home/ada/Downloads, node_modules/. A line that begins with ! takes in again.":
    "Eines je Zeile, wie in .gitignore: *.iso, /home/ada/Downloads, node_modules/. Eine Zeile, die mit ! beginnt, nimmt wieder auf.",
  Save: "Speichern",
  "What is backed up": "Was gesichert wird",
  "Take out {path}": "{path} herausnehmen",
  "Choose folders and files…": "Ordner und Dateien wählen …",
  "Choose what to back up": "Wähle, was gesichert wird",
  "The next {days} days": "Die nächsten {days} Tage",
  "{names} {count, plural, one {is} other {are}} backed up whenever files change. This is what runs at fixed times.":
    "{names} {count, plural, one {wird} other {werden}} gesichert, sobald sich Dateien ändern. Hier steht, was zu festen Zeiten läuft.",
  "Working out what is going to run…": "Es wird ermittelt, was laufen wird …",
  "Nothing is due at a fixed time.": "Zu einer festen Zeit steht nichts an.",
  Tomorrow: "Morgen",
  "waits {until}": "wartet {until}",
  "{count, number} times from {first} to {last}": "{count, number}-mal von {first} bis {last}",
  stays: "bleibt",
  "some of the day stay": "einige des Tages bleiben",
  goes: "fällt weg",
  "{count, plural, one {Show # earlier month} other {Show # earlier months}}":
    "{count, plural, one {# früheren Monat zeigen} other {# frühere Monate zeigen}}",
  "{day} {month}: {fate}": "{day}. {month}: {fate}",
  "{stay, plural, one {# stays} other {# stay}}": "{stay, plural, one {# bleibt} other {# bleiben}}",
  "{go, plural, one {# goes} other {# go}}": "{go, plural, one {# fällt weg} other {# fallen weg}}",
  "What is kept of {plan}": "Was von {plan} behalten wird",
  "Working out what would go…": "Es wird ermittelt, was wegfiele …",
  "What need not be kept is removed when the plan is tidied up: {times}. Nothing goes before that.":
    "Was nicht bleiben muss, wird entfernt, wenn der Plan aufgeräumt wird: {times}. Vorher fällt nichts weg.",
  "a target that was removed": "ein entferntes Ziel",
  "On {name}: {words}": "{name}: {words}",
  "Days of snapshots on {name}": "Tage mit Snapshots: {name}",
  "Save and remove {removed, plural, one {# snapshot} other {# snapshots}} once the warning is closed":
    "Speichern und {removed, plural, one {# Snapshot} other {# Snapshots}} entfernen, sobald die Warnung geschlossen ist",
  "Save and remove {removed, plural, one {# snapshot} other {# snapshots}} at the next tidying":
    "Speichern und beim nächsten Aufräumen {removed, plural, one {# Snapshot} other {# Snapshots}} entfernen",
  "There are no snapshots yet.": "Es gibt noch keine Snapshots.",
  "{all, plural, one {The one snapshot stays.} other {All # snapshots stay.}}":
    "{all, plural, one {Der eine Snapshot bleibt.} other {Alle # Snapshots bleiben.}}",
  "{kept, plural, one {# snapshot of {all, number} stays} other {# snapshots of {all, number} stay}}, {removed, plural, one {# goes} other {# go}}.":
    "{kept, plural, one {# Snapshot von {all, number} bleibt} other {# Snapshots von {all, number} bleiben}}, {removed, plural, one {# fällt weg} other {# fallen weg}}.",
  "{words} As long as the warning about an unusual change is open, nothing goes.":
    "{words} Solange die Warnung vor einer ungewöhnlichen Änderung offen ist, fällt nichts weg.",
  "More to do with {plan}": "Mehr zu tun mit {plan}",
  "Reads every byte again, and says if a file has changed without a trace.":
    "Liest jedes Byte neu und sagt, ob sich eine Datei spurlos geändert hat.",
  "Tidy up now": "Jetzt aufräumen",
  "Nothing to do: everything is kept.": "Nichts zu tun: Alles wird behalten.",
  "Removes the snapshots that need not be kept, and gives their room back.":
    "Entfernt die Snapshots, die nicht bleiben müssen, und gibt ihren Platz frei.",
  "Last proven by a test-restore {when}.": "Zuletzt {when} durch eine Probe-Wiederherstellung nachgewiesen.",
  "Why more than one copy?": "Warum mehr als eine Kopie?",
  "Whatever can happen takes one place at a time: a disk fails, a thief takes the computer and the drive beside it, a fire takes the building. So keep three copies, the original among them, on two kinds of media, one of them in another building.":
    "Was auch geschieht, trifft immer einen Ort: Eine Festplatte fällt aus, ein Dieb nimmt den Computer und das Laufwerk daneben mit, ein Feuer zerstört das Haus. Behalte deshalb drei Kopien, das Original mitgezählt, auf zwei Arten von Datenträgern, eine davon in einem anderen Gebäude.",
  "This is called 3-2-1, and this plan has it.": "Das heißt 3-2-1, und dieser Plan hat es.",
  "This is called 3-2-1.": "Das heißt 3-2-1.",
  "Best is when one copy cannot be deleted from this computer, and when a test-restore has shown that the files come back.":
    "Am besten lässt sich eine Kopie von diesem Computer aus nicht löschen, und eine Probe-Wiederherstellung hat gezeigt, dass die Dateien zurückkommen.",
  "Change…": "Ändern …",
  "Quiet hours": "Ruhezeiten",
  Commands: "Befehle",
  before: "davor",
  after: "danach",
  "Change the commands before and after": "Befehle davor und danach ändern",
  "Change when the plan is late": "Ändern, wann der Plan überfällig ist",
  "as its times say": "wie es seine Zeiten sagen",
  "when the newest is {hours, plural, one {# hour} other {# hours}} old":
    "wenn die neueste {hours, plural, one {# Stunde} other {# Stunden}} alt ist",
  Change: "Ändern",
  "Also: {reasons}.": "Außerdem: {reasons}.",
  "Change what is backed up": "Ändern, was gesichert wird",
  "Change where to": "Ändern, wohin",
  "Change what is left out": "Ändern, was weggelassen wird",
  "Change when": "Ändern, wann",
  "Change what is kept": "Ändern, was behalten wird",
  "Change what it waits for": "Ändern, worauf gewartet wird",
  "Newest runs": "Neueste Läufe",
  "Reading the plan's runs…": "Läufe des Plans werden gelesen …",
  "None has ended yet.": "Noch keiner ist zu Ende.",
  "Runs of this plan": "Läufe dieses Plans",
  "On {name}": "Auf {name}",
  "Reading the list of snapshots…": "Liste der Snapshots wird gelesen …",
  "None yet: the first backup makes the first one.": "Noch keine: Die erste Sicherung macht den ersten.",
  "Snapshots on {name}": "Snapshots auf {name}",
  Made: "Entstanden",
  Type: "Art",
  Changes: "Änderungen",
  Stored: "Belegt",
  Id: "Kennung",
  Action: "Aktion",
  "All {count, number} snapshots": "Alle {count, number} Snapshots",
  incremental: "inkrementell",
  differential: "differenziell",
  full: "vollständig",
  "Browse snapshot {id}": "Snapshot {id} ansehen",
  Browse: "Ansehen",
  "{created, number} new, {changed, number} changed, {removed, number} removed":
    "{created, number} neu, {changed, number} geändert, {removed, number} entfernt",
  "Last walked": "Letzter Durchgang",
  Watching: "Beobachtung",
  "What has to be walked": "Was durchgesehen werden muss",
  "The system’s limit is reached": "Die Grenze des Systems ist erreicht",
  "The setting {setting} is {current}. With {suggested} all folders can be watched. Run this once in a terminal:":
    "Die Einstellung {setting} ist {current}. Mit {suggested} können alle Ordner beobachtet werden. Führe dies einmal in einem Terminal aus:",
  nothing: "nichts",
  "Back up {folders} to {targets}, {when}, keep {keep}; leave out {filter}; {conditions}.":
    "Sichere {folders} auf {targets}, {when}, behalte {keep}; lass {filter} weg; {conditions}.",
  "Back up {folders} to {targets}, {when}, keep {keep}; leave out {filter}.":
    "Sichere {folders} auf {targets}, {when}, behalte {keep}; lass {filter} weg.",
  "caches and temporary files": "Caches und temporäre Dateien",
  "what fits {count, plural, one {# pattern} other {# patterns}}":
    "was zu {count, plural, one {# Muster} other {# Mustern}} passt",
  "files larger than {size}": "Dateien über {size}",
  "other disks": "andere Datenträger",
  "A plan says which folders are backed up and where to. There is none yet.":
    "Ein Plan sagt, welche Ordner wohin gesichert werden. Noch gibt es keinen.",
  "Nothing begins in them; it is made up for after.": "In ihnen beginnt nichts; es wird danach nachgeholt.",
  "Add quiet hours": "Ruhezeit hinzufügen",
  "Remove this plan…": "Diesen Plan entfernen …",
  "Remove {name}?": "{name} entfernen?",
  "Remove the plan": "Plan entfernen",
  "The plan goes from this list, and its folders are no longer backed up.":
    "Der Plan verschwindet aus dieser Liste, und seine Ordner werden nicht mehr gesichert.",
  "{snapshots, plural, one {Its # snapshot stays where it is and can be restored.} other {Its # snapshots stay where they are and can be restored.}}":
    "{snapshots, plural, one {Sein # Snapshot bleibt, wo er ist, und kann wiederhergestellt werden.} other {Seine # Snapshots bleiben, wo sie sind, und können wiederhergestellt werden.}}",
  "To undo this, make a plan with the same folders: it goes on from what is saved.":
    "Um das rückgängig zu machen, lege einen Plan mit denselben Ordnern an: Er macht weiter mit dem, was gesichert ist.",
  "{size} bytes": "{size} Byte",
  "Give the plan a name.": "Gib dem Plan einen Namen.",
  "Choose at least one folder.": "Wähle mindestens einen Ordner.",
  "Say how large, with a unit, such as 2 GB.": "Sag, wie groß, mit einer Einheit wie 2 GB.",
  "Choose at least one target.": "Wähle mindestens ein Ziel.",
  "Its folders are not watched: each backup walks all of them to find what has changed.":
    "Seine Ordner werden nicht beobachtet: Jede Sicherung sieht alle durch, um zu finden, was sich geändert hat.",
  "The watch is starting: {folders, plural, one {# folder} other {# folders}} so far. Until then a backup walks all of them.":
    "Die Beobachtung beginnt: bisher {folders, plural, one {# Ordner} other {# Ordner}}. Bis dahin sieht eine Sicherung alle durch.",
  "{folders, plural, one {# folder is watched.} other {# folders are watched.}} A backup looks only where something has changed.":
    "{folders, plural, one {# Ordner wird beobachtet.} other {# Ordner werden beobachtet.}} Eine Sicherung sieht nur dort nach, wo sich etwas geändert hat.",
  "{folders, plural, one {# folder is watched.} other {# folders are watched.}} {parts, plural, one {# part is not: each backup walks it.} other {# parts are not: each backup walks them.}}":
    "{folders, plural, one {# Ordner wird beobachtet.} other {# Ordner werden beobachtet.}} {parts, plural, one {# Teil nicht: Jede Sicherung sieht ihn durch.} other {# Teile nicht: Jede Sicherung sieht sie durch.}}",
  "nothing since the newest snapshot": "nichts seit dem neuesten Snapshot",
  "{count, plural, one {in # folder} other {in # folders}}": "{count, plural, one {in # Ordner} other {in # Ordnern}}",
  "{at}; nothing had been missed": "{at}; nichts war übersehen worden",
  "{at}; {missed, plural, one {# changed folder} other {# changed folders}} had been missed":
    "{at}; {missed, plural, one {# geänderter Ordner war} other {# geänderte Ordner waren}} übersehen worden",
  "the system’s number of watches is used up": "die Zahl der Beobachtungen des Systems ist aufgebraucht",
  "on a network, changes by others are not told": "in einem Netzwerk, Änderungen durch andere werden nicht gemeldet",
  "Holdfast may not look into it": "Holdfast darf nicht hineinsehen",
  "the system refused to watch it": "das System hat die Beobachtung verweigert",
  "When {plan} runs": "Wann {plan} läuft",
  "The times of crontab are not complete.": "Die Zeiten von crontab sind unvollständig.",
  "Besides: {others}.": "Außerdem: {others}.",
  "What was missed while the computer was off or asleep is made up for once.":
    "Was versäumt wurde, während der Computer aus war oder schlief, wird einmal nachgeholt.",
  'notify-send "Backed up"': 'notify-send "Gesichert"',
};
