import type { Dictionary } from "../../words/index.ts";

/** Kinds of targets and what a connection to them asks for. */
export const TARGET_KINDS: Dictionary = {
  "Folder or drive": "Ordner oder Laufwerk",
  "A folder on this computer, on a drive plugged into it, or on a network share it has opened.":
    "Ein Ordner auf diesem Computer, auf einem angesteckten Laufwerk oder auf einer geöffneten Netzwerkfreigabe.",
  "Another computer (SFTP)": "Ein anderer Computer (SFTP)",
  "A folder on a computer or NAS that you can log in to with SSH.":
    "Ein Ordner auf einem Computer oder NAS, an dem du dich mit SSH anmelden kannst.",
  "restic REST server": "restic-REST-Server",
  "A server made for backups, which can be set so that nothing on it can be deleted from here.":
    "Ein Server für Sicherungen, der sich so einstellen lässt, dass von hier aus nichts auf ihm gelöscht werden kann.",
  "S3 storage": "S3-Speicher",
  "Storage rented by the gigabyte: Amazon S3, Backblaze B2, Wasabi, Hetzner, Ceph, MinIO and many others.":
    "Gemieteter Speicher nach Gigabyte: Amazon S3, Backblaze B2, Wasabi, Hetzner, Ceph, MinIO und viele andere.",
  "Azure Blob Storage": "Azure Blob Storage",
  "A container in a Microsoft Azure storage account.": "Ein Container in einem Speicherkonto bei Microsoft Azure.",
  WebDAV: "WebDAV",
  "A folder of Nextcloud, ownCloud, a NAS or a web host.":
    "Ein Ordner von Nextcloud, ownCloud, einem NAS oder Webhoster.",
  "rclone remote": "rclone-Gegenstelle",
  "Anything that the program rclone is set up for: Google Drive, OneDrive, Dropbox and dozens more.":
    "Alles, wofür das Programm rclone eingerichtet ist: Google Drive, OneDrive, Dropbox und Dutzende mehr.",

  "Connections at a time": "Verbindungen gleichzeitig",
  "At most; 5 if empty.": "Höchstens; 5, wenn leer.",
  "Certificate of a private authority": "Zertifikat einer eigenen Zertifizierungsstelle",
  "A PEM file, for a server whose certificate this computer does not know.":
    "Eine PEM-Datei, für einen Server, dessen Zertifikat dieser Computer nicht kennt.",
  "User name": "Benutzername",
  Password: "Passwort",
  "Empty if you log in with a key.": "Leer, wenn du dich mit einem Schlüssel anmeldest.",
  "Key file": "Schlüsseldatei",
  "Empty for the SSH agent and the usual keys in your .ssh folder.":
    "Leer für den SSH-Agenten und die üblichen Schlüssel in deinem Ordner .ssh.",
  "Passphrase of the key": "Passphrase des Schlüssels",
  "Ask the SSH agent": "Den SSH-Agenten fragen",
  "Yes if empty and there is one.": "Ja, wenn leer und es einen gibt.",
  "Fingerprint of the server's key": "Fingerabdruck des Serverschlüssels",
  "Looks like SHA256:… and is trusted besides those in your known_hosts file.":
    "Sieht aus wie SHA256:… und gilt neben denen in deiner Datei known_hosts.",
  "Access key": "Zugangsschlüssel",
  "Secret key": "Geheimer Schlüssel",
  "Session token": "Sitzungs-Token",
  Region: "Region",
  "Empty for most storage that is not Amazon's.": "Leer bei den meisten Speichern, die nicht von Amazon sind.",
  "Bucket in the address": "Bucket in der Adresse",
  "As the server is known to want it": "Wie der Server es bekanntlich will",
  "In the path: host/bucket": "Im Pfad: host/bucket",
  "In the name: bucket.host": "Im Namen: bucket.host",
  "Storage class": "Speicherklasse",
  "Empty for the bucket's own. Of archive classes, only packs of file contents are put there.":
    "Leer für die des Buckets. Von Archivklassen werden nur Pakete mit Dateiinhalten dorthin gelegt.",
  "Encryption by the server, besides ours": "Verschlüsselung durch den Server, neben unserer",
  "As the bucket is set": "Wie der Bucket eingestellt ist",
  "SSE-S3": "SSE-S3",
  "SSE-KMS": "SSE-KMS",
  "KMS key": "KMS-Schlüssel",
  "Protect from deletion for so many days": "So viele Tage vor dem Löschen schützen",
  "Needs a bucket with Object Lock. What a snapshot needs is protected anew in time.":
    "Braucht einen Bucket mit Object Lock. Was ein Snapshot braucht, wird rechtzeitig neu geschützt.",
  "Who may lift the protection": "Wer den Schutz aufheben darf",
  "Who has a special right (governance)": "Wer ein besonderes Recht hat (Governance)",
  "Nobody (compliance)": "Niemand (Compliance)",
  "Storage account": "Speicherkonto",
  "Account key": "Kontoschlüssel",
  "Shared access signature": "Shared Access Signature",
  "Instead of the account key, with rights on this container alone.":
    "Statt des Kontoschlüssels, mit Rechten nur für diesen Container.",
  Endpoint: "Endpunkt",
  "Empty for https://ACCOUNT.blob.core.windows.net; another address for other clouds.":
    "Leer für https://ACCOUNT.blob.core.windows.net; eine andere Adresse für andere Clouds.",
  "Endpoint suffix": "Endung des Endpunkts",
  "Access tier": "Zugriffsebene",
  "The account's own": "Die des Kontos",
  Hot: "Hot",
  Cool: "Cool",
  Cold: "Cold",
  "For Nextcloud, make one of its app passwords.": "Für Nextcloud: Erzeuge dort ein App-Passwort.",
  Program: "Programm",
  "Empty for the rclone on your path.": "Leer für das rclone in deinem Suchpfad.",
  "Settings of rclone": "Einstellungen von rclone",
  "Empty for rclone's own place.": "Leer für den eigenen Ort von rclone.",
  "Password of rclone's settings": "Passwort der rclone-Einstellungen",
};
