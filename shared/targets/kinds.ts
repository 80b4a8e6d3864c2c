import { type Text, text } from "../words/index.ts";
import type { AccessField, TargetType } from "./fields.ts";
import { AZURE_FIELDS, RCLONE_FIELDS, REST_FIELDS, S3_FIELDS, SFTP_FIELDS, WEBDAV_FIELDS } from "./fields.ts";

/** A kind of place, as far as users have to do with it. */
export interface TargetTypeFacts {
  readonly type: TargetType;
  readonly label: Text;
  /** In one sentence, for someone who has never heard the name of the protocol. */
  readonly meaning: Text;
  /** How its locations look, as stock restic writes them too. */
  readonly example: string;
  /** On another machine: reached through a network, and elsewhere if that machine is. */
  readonly isRemote: boolean;
  /** What a connection needs besides its location. */
  readonly fields: readonly AccessField[];
}

/** All kinds of places there are. Engine, command line, agent and window read this one list. */
export const TARGET_TYPES: readonly TargetTypeFacts[] = [
  {
    ...{ type: "local", label: text("Folder or drive"), isRemote: false, fields: [] },
    meaning: text("A folder on this computer, on a drive plugged into it, or on a network share it has opened."),
    example: "/path/to/folder, local:/path/to/folder, file:///path/to/folder",
  },
  {
    ...{ type: "sftp", label: text("Another computer (SFTP)"), isRemote: true, fields: SFTP_FIELDS },
    meaning: text("A folder on a computer or NAS that you can log in to with SSH."),
    example: "sftp:user@host:/path, sftp://user@host:port//path",
  },
  {
    ...{ type: "rest", label: text("restic REST server"), isRemote: true, fields: REST_FIELDS },
    meaning: text("A server made for backups, which can be set so that nothing on it can be deleted from here."),
    example: "rest:https://host:8000/path/",
  },
  {
    ...{ type: "s3", label: text("S3 storage"), isRemote: true, fields: S3_FIELDS },
    meaning: text(
      "Storage rented by the gigabyte: Amazon S3, Backblaze B2, Wasabi, Hetzner, Ceph, MinIO and many others.",
    ),
    example: "s3:https://host/bucket/prefix, s3:s3.amazonaws.com/bucket/prefix",
  },
  {
    ...{ type: "azure", label: text("Azure Blob Storage"), isRemote: true, fields: AZURE_FIELDS },
    meaning: text("A container in a Microsoft Azure storage account."),
    example: "azure:container:/prefix",
  },
  {
    ...{ type: "webdav", label: text("WebDAV"), isRemote: true, fields: WEBDAV_FIELDS },
    meaning: text("A folder of Nextcloud, ownCloud, a NAS or a web host."),
    example: "webdav:https://host/path",
  },
  {
    ...{ type: "rclone", label: text("rclone remote"), isRemote: true, fields: RCLONE_FIELDS },
    meaning: text("Anything that the program rclone is set up for: Google Drive, OneDrive, Dropbox and dozens more."),
    example: "rclone:remote:path",
  },
];

/** What is known of a type. */
export function targetType(type: TargetType): TargetTypeFacts {
  const facts = TARGET_TYPES.find((each) => each.type === type);
  if (facts === undefined) throw new Error(`no such type of target: ${type}`);
  return facts;
}

/** The type a location is written for, by its scheme alone. Undefined for a scheme nobody here knows. */
export function typeOfLocation(location: string): TargetType | undefined {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === "file" || scheme === "local") return "local";
  if (scheme === "webdavs") return "webdav";
  return TARGET_TYPES.find(({ type }) => type === scheme)?.type;
}
