import type { Dictionary } from "../../words/index.ts";

/** Why a run could not do something, and what helps. */
export const CAUSES: Dictionary = {
  "{count, plural, one {# entry} other {# entries}} may not be read by the user that Holdfast runs as":
    "{count, plural, one {# Eintrag darf} other {# Einträge dürfen}} von dem Konto, unter dem Holdfast läuft, nicht gelesen werden",
  "Give this user the right to read them, or leave them out in the plan.":
    "Gib diesem Konto das Recht, sie zu lesen, oder lass sie im Plan aus.",
  "{count, plural, one {# entry was gone when it was time to read it} other {# entries were gone when it was time to read them}}":
    "{count, plural, one {# Eintrag war weg, als er} other {# Einträge waren weg, als sie}} gelesen werden {count, plural, one {sollte} other {sollten}}",
  "Usual for temporary files. Leave them out in the plan to stop being told.":
    "Bei temporären Dateien üblich. Lass sie im Plan aus, um es nicht mehr zu lesen.",
  "Leave them out in the plan to stop being told.": "Lass sie im Plan aus, um es nicht mehr zu lesen.",
  "{count, plural, one {# entry was} other {# entries were}} replaced by something else while being read":
    "{count, plural, one {# Eintrag wurde} other {# Einträge wurden}} beim Lesen durch etwas anderes ersetzt",
  "The next backup reads them again.": "Die nächste Sicherung liest sie noch einmal.",
  "{count, plural, one {# entry has a path} other {# entries have paths}} longer than the system can open":
    "{count, plural, one {# Eintrag hat einen längeren Pfad} other {# Einträge haben längere Pfade}}, als das System öffnen kann",
  "Shorten the names of the folders above, or move them up.":
    "Kürze die Namen der Ordner darüber oder verschiebe sie nach oben.",
  "{count, plural, one {# entry is} other {# entries are}} of a kind that a backup cannot hold":
    "{count, plural, one {# Eintrag ist} other {# Einträge sind}} von einer Art, die eine Sicherung nicht aufnehmen kann",
  "{count, plural, one {# entry is} other {# entries are}} saved, but not every extended attribute":
    "{count, plural, one {# Eintrag ist} other {# Einträge sind}} gesichert, aber nicht jedes erweiterte Attribut",
  "Run Holdfast as a user who may read the attributes, if you need them.":
    "Falls du die Attribute brauchst: Starte Holdfast mit einem Konto, das sie lesen darf.",
  "{count, plural, one {# entry is} other {# entries are}} saved, but changed without a new time or size, as on a disk that decays":
    "{count, plural, one {# Eintrag ist} other {# Einträge sind}} gesichert, aber ohne neue Zeit oder Größe verändert, wie auf einem Datenträger, der nachlässt",
  "Check the disk, and {count, plural, one {this file} other {these files}}: earlier snapshots have the former content.":
    "Prüfe den Datenträger und {count, plural, one {diese Datei} other {diese Dateien}}: Frühere Snapshots haben den alten Inhalt.",
  "{count, plural, one {# entry} other {# entries}} could not be read from the disk":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht vom Datenträger gelesen werden",
  "Check the disk: it may be failing. The log holds the system's error.":
    "Prüfe den Datenträger: Er versagt vielleicht. Im Protokoll steht der Fehler des Systems.",

  "{count, plural, one {# entry is} other {# entries are}} damaged in the repository":
    "{count, plural, one {# Eintrag ist} other {# Einträge sind}} im Repository beschädigt",
  "Check the target with “Read everything”, and restore from another snapshot or another target.":
    "Prüfe das Ziel mit „Alles lesen“ und stelle aus einem anderen Snapshot oder von einem anderen Ziel wieder her.",
  "{count, plural, one {# entry is} other {# entries are}} no longer in the repository":
    "{count, plural, one {# Eintrag ist} other {# Einträge sind}} nicht mehr im Repository",
  "Check the target, and restore from another snapshot or another target.":
    "Prüfe das Ziel und stelle aus einem anderen Snapshot oder von einem anderen Ziel wieder her.",
  "{count, plural, one {# entry has a name} other {# entries have names}} that this system cannot hold":
    "{count, plural, one {# Eintrag hat einen Namen, den} other {# Einträge haben Namen, die}} dieses System nicht speichern kann",
  "Restore them on a computer with the system that they come from.":
    "Stelle sie auf einem Computer mit dem System wieder her, von dem sie kommen.",
  "{count, plural, one {# entry has} other {# entries have}} the name of another one in the same folder":
    "{count, plural, one {# Eintrag hat} other {# Einträge haben}} den Namen eines anderen im selben Ordner",
  "Restore them one by one, each to a folder of its own.":
    "Stelle sie einzeln wieder her, jeden in einen eigenen Ordner.",
  "{count, plural, one {# entry} other {# entries}} could not go where something else is":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht dorthin, wo etwas anderes ist",
  "Move away what is there, or restore to another folder.":
    "Verschiebe, was dort ist, oder stelle in einen anderen Ordner wieder her.",
  "{count, plural, one {# entry} other {# entries}} may not be written by the user that Holdfast runs as":
    "{count, plural, one {# Eintrag darf} other {# Einträge dürfen}} von dem Konto, unter dem Holdfast läuft, nicht geschrieben werden",
  "Give this user the right to write there, or restore to another folder.":
    "Gib diesem Konto das Recht, dort zu schreiben, oder stelle in einen anderen Ordner wieder her.",
  "{count, plural, one {# entry} other {# entries}} could not be written to the disk":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht auf den Datenträger geschrieben werden",
  "Check the disk that they were to go to, and the room on it, or restore to another folder.":
    "Prüfe den Datenträger, auf den sie sollten, und den Platz darauf, oder stelle in einen anderen Ordner wieder her.",
  "{count, plural, one {# entry is} other {# entries are}} back, but not with owner, times and permissions as they were":
    "{count, plural, one {# Eintrag ist} other {# Einträge sind}} zurück, aber nicht mit Besitzer, Zeiten und Rechten wie zuvor",
  "The content is whole. Run Holdfast as a user who may set them, if you need them.":
    "Der Inhalt ist vollständig. Falls du sie brauchst: Starte Holdfast mit einem Konto, das sie setzen darf.",
  "{count, plural, one {# entry is} other {# entries are}} not as the snapshot says after writing":
    "{count, plural, one {# Eintrag ist} other {# Einträge sind}} nach dem Schreiben nicht so, wie der Snapshot sagt",
  "The disk that they went to may be failing. Restore them to another one.":
    "Der Datenträger, auf den sie gingen, versagt vielleicht. Stelle sie auf einen anderen wieder her.",

  "The repository's configuration is damaged ({count, plural, one {# time} other {# times}})":
    "Die Konfiguration des Repositorys ist beschädigt ({count, plural, one {#-mal} other {#-mal}})",
  "A key is damaged ({count, plural, one {# time} other {# times}})":
    "Ein Schlüssel ist beschädigt ({count, plural, one {#-mal} other {#-mal}})",
  "A snapshot is damaged ({count, plural, one {# time} other {# times}})":
    "Ein Snapshot ist beschädigt ({count, plural, one {#-mal} other {#-mal}})",
  "An index is damaged ({count, plural, one {# time} other {# times}})":
    "Ein Index ist beschädigt ({count, plural, one {#-mal} other {#-mal}})",
  "Two indexes say different things of the same file ({count, plural, one {# time} other {# times}})":
    "Zwei Indexe sagen Verschiedenes über dieselbe Datei ({count, plural, one {#-mal} other {#-mal}})",
  "An index is wrong about a sound file ({count, plural, one {# time} other {# times}})":
    "Ein Index irrt sich über eine heile Datei ({count, plural, one {#-mal} other {#-mal}})",
  "A file with content is missing ({count, plural, one {# time} other {# times}})":
    "Eine Datei mit Inhalt fehlt ({count, plural, one {#-mal} other {#-mal}})",
  "A file with content is too short or too long ({count, plural, one {# time} other {# times}})":
    "Eine Datei mit Inhalt ist zu kurz oder zu lang ({count, plural, one {#-mal} other {#-mal}})",
  "A file with content is damaged ({count, plural, one {# time} other {# times}})":
    "Eine Datei mit Inhalt ist beschädigt ({count, plural, one {#-mal} other {#-mal}})",
  "A file with content is in no index ({count, plural, one {# time} other {# times}})":
    "Eine Datei mit Inhalt ist in keinem Index ({count, plural, one {#-mal} other {#-mal}})",
  "Content that a snapshot needs is missing ({count, plural, one {# time} other {# times}})":
    "Inhalt, den ein Snapshot braucht, fehlt ({count, plural, one {#-mal} other {#-mal}})",
  "A folder's list is damaged ({count, plural, one {# time} other {# times}})":
    "Die Liste eines Ordners ist beschädigt ({count, plural, one {#-mal} other {#-mal}})",
  "A folder's list has an entry that cannot be ({count, plural, one {# time} other {# times}})":
    "Die Liste eines Ordners hat einen Eintrag, den es nicht geben kann ({count, plural, one {#-mal} other {#-mal}})",
  "{cause} ({count, plural, one {# time} other {# times}})": "{cause} ({count, plural, one {#-mal} other {#-mal}})",
  "The list below says why for each.": "Die Liste unten sagt bei jedem, warum.",

  "{count, plural, one {# entry} other {# entries}} could not be saved ({cause})":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht gesichert werden ({cause})",
  "{count, plural, one {# entry} other {# entries}} could not be restored ({cause})":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht wiederhergestellt werden ({cause})",
  "{count, plural, one {# entry} other {# entries}} could not be checked ({cause})":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht geprüft werden ({cause})",
  "{count, plural, one {# entry} other {# entries}} could not be copied ({cause})":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht kopiert werden ({cause})",
  "{count, plural, one {# entry} other {# entries}} could not be tidied up ({cause})":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht aufgeräumt werden ({cause})",
  "{count, plural, one {# entry} other {# entries}} could not be mended ({cause})":
    "{count, plural, one {# Eintrag konnte} other {# Einträge konnten}} nicht repariert werden ({cause})",
  "{count, plural, one {# entry} other {# entries}} did not come back as saved ({cause})":
    "{count, plural, one {# Eintrag kam} other {# Einträge kamen}} nicht zurück wie gesichert ({cause})",
};
