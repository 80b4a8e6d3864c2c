import type { Dictionary } from "../../words/index.ts";

export const SETTINGS: Dictionary = {
  Settings: "Einstellungen",
  "Asking the agent…": "Der Agent wird gefragt …",
  "For targets on a network. The first limit that fits counts. Now: {limits}.":
    "Für Ziele in einem Netzwerk. Die erste passende Grenze zählt. Jetzt: {limits}.",
  "Add a limit": "Grenze hinzufügen",
  "Save the limits": "Grenzen speichern",
  "Leave them as they were": "Lassen, wie sie waren",
  "Limit {number}": "Grenze {number}",
  "Upload at most (MB a second)": "Hochladen höchstens (MB je Sekunde)",
  "Download at most (MB a second)": "Herunterladen höchstens (MB je Sekunde)",
  "Only in some hours": "Nur zu bestimmten Stunden",
  "Take out limit {number}": "Grenze {number} herausnehmen",
  "Take out": "Herausnehmen",
  "no limit": "keine Grenze",
  "No limit": "Keine Grenze",
  "{rate} from {hours}": "{rate} von {hours}",
  "{rate}, always": "{rate}, immer",
  "else {rate}": "sonst {rate}",
  "{bytes} a second up": "{bytes} je Sekunde hoch",
  "{bytes} a second down": "{bytes} je Sekunde herunter",
  "{up} a second up and {down} down": "{up} je Sekunde hoch und {down} herunter",
  "What Holdfast speaks": "Was Holdfast spricht",
  "As the system": "Wie das System",
  Desktop: "Desktop",
  "Start Holdfast when you log in": "Holdfast starten, wenn du dich anmeldest",
  "Without opening its window. Otherwise nothing is backed up until you start Holdfast yourself.":
    "Ohne sein Fenster zu öffnen. Sonst wird nichts gesichert, bis du Holdfast selbst startest.",
  "Show notifications": "Benachrichtigungen zeigen",
  "When a run or a test-restore fails, a backup is late, or something is at risk: once each.":
    "Wenn ein Lauf oder eine Probe-Wiederherstellung fehlschlägt, eine Sicherung überfällig ist oder etwas gefährdet ist: je einmal.",
  Automatic: "Automatisch",
  "What you start yourself is fast. What begins by itself is gentle while the computer runs on battery or you work on it, as far as that can be told.":
    "Was du selbst startest, ist schnell. Was von selbst beginnt, ist schonend, solange der Computer im Akkubetrieb ist oder du daran arbeitest, soweit sich das erkennen lässt.",
  "Always gentle": "Immer schonend",
  "One processor core, and only what other programs leave of it. It takes longer, and you hardly notice it.":
    "Ein Prozessorkern, und nur, was andere Programme davon lassen. Es dauert länger, und du merkst es kaum.",
  "Always fast": "Immer schnell",
  "All processor cores, so that it is over soon.": "Alle Prozessorkerne, damit es bald vorbei ist.",
  "How much of the computer backups, restores and checks take":
    "Wie viel vom Computer Sicherungen, Wiederherstellungen und Prüfungen nehmen",
  "It counts for runs that begin from now on.": "Das gilt für Läufe, die von jetzt an beginnen.",
  Light: "Hell",
  Dark: "Dunkel",
  Appearance: "Aussehen",
  Language: "Sprache",
  Pace: "Tempo",
  "While it is paused, nothing begins by itself. What runs by now goes on.":
    "Solange angehalten ist, beginnt nichts von selbst. Was schon läuft, läuft weiter.",
  Bandwidth: "Bandbreite",
  About: "Über Holdfast",
  Colours: "Farben",
  "Kept in this browser.": "In diesem Browser gemerkt.",
  Version: "Version",
  Computer: "Computer",
  Agent: "Agent",
  "process {pid}, started {ago}": "Prozess {pid}, gestartet {ago}",
  Logs: "Protokolle",
  "Copy for a report": "Für eine Meldung kopieren",
  "Everything that this window does, a script can do too: <link>the calls of the agent</link>.":
    "Alles, was dieses Fenster kann, kann auch ein Skript: <link>die Aufrufe des Agenten</link>.",
};
