import type { Dictionary } from "../../words/index.ts";

export const APP: Dictionary = {
  "{run} and {count, number} more": "{run} und {count, number} weitere",
  "{run}: waiting": "{run}: wartet",
  "Connection to the Holdfast agent is lost. Trying again… What you see was true {ago} and may have changed.":
    "Die Verbindung zum Holdfast-Agenten ist unterbrochen. Neuer Versuch läuft … Was du siehst, galt {ago} und kann sich geändert haben.",
  "Try now": "Jetzt versuchen",
  "Load the window again": "Fenster neu laden",
  Places: "Orte",
  "Opening the page…": "Seite wird geöffnet …",
  "There is no such page": "Diese Seite gibt es nicht",
  "What this address led to may be gone. Go to the <link>overview</link>.":
    "Was unter dieser Adresse war, gibt es vielleicht nicht mehr. Zur <link>Übersicht</link>.",
  "Skip to the content": "Zum Inhalt springen",
  "New link needed": "Neuer Link nötig",
  "This window needs a new link": "Dieses Fenster braucht einen neuen Link",
  "Holdfast lets only windows in that were opened with a link of its own, and each link works once. Your backups go on without this window.":
    "Holdfast lässt nur Fenster ein, die mit einem eigenen Link geöffnet wurden, und jeder Link gilt einmal. Deine Sicherungen laufen ohne dieses Fenster weiter.",
  "To open a new one, start Holdfast again, or type this where you started it:":
    "Um ein neues zu öffnen, starte Holdfast noch einmal oder gib dies dort ein, wo du es gestartet hast:",
  Plan: "Plan",
  "Change a plan": "Plan ändern",
  Restore: "Wiederherstellen",
  Targets: "Ziele",
  "Add a target": "Ziel hinzufügen",
};
