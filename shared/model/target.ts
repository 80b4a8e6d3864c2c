import { z } from "zod";
import { Count, Moment, PathText, Space, Title } from "./basics.ts";
import { RunId, TargetId } from "./ids.ts";
import { Refusal } from "./refusal.ts";
import { SpaceForecast } from "./retention.ts";

/** Whether a target can be reached now. `away` is a state, not a failure: a drive that is not connected. */
export const Presence = z.enum(["present", "away", "unknown"]);
export type Presence = z.infer<typeof Presence>;

/**
 * What a target is for its user. A `drive` is known by its volume, wherever it is mounted; a `share` is a folder that another machine
 * lends; `sftp` and the kinds after it are reached through a network by a location with that scheme.
 */
export const TargetKind = z.enum(["folder", "drive", "share", "sftp", "s3", "azure", "webdav", "rest", "rclone"]);
export type TargetKind = z.infer<typeof TargetKind>;

/** Values of a connection's fields by name, see `shared/targets`. */
export const AccessValues = z.record(z.string().min(1).max(100), z.string().max(32_768)).readonly();
export type AccessValues = z.infer<typeof AccessValues>;

/** The volume that a drive's folder is on. */
const TargetVolume = z
  .object({
    /** The file system's own id, as the system tells it: a UUID or a serial number. */
    id: z.string().min(1).max(200),
    /** What the drive is called; empty if nothing. */
    label: z.string().max(200),
    /** The folder's path below the place where the volume is mounted; empty for the volume itself. */
    path: z.string().max(32_768),
  })
  .readonly();

/** Where a repository lives, as the user set it up. */
export const Target = z
  .object({
    id: TargetId,
    name: Title,
    kind: TargetKind,
    /** A path, or a location with a scheme as stock restic writes it; of a drive, where it was last seen. Without secrets. */
    location: PathText,
    /** Values of the connection that are no secrets. The secret ones are kept where passphrases are. */
    access: AccessValues.default({}),
    volume: TargetVolume.optional(),
    /** The user's word on whether it stands elsewhere; without it, what its kind suggests. */
    isOffSite: z.boolean().optional(),
    /** 64 hexadecimal digits; what makes sure that a folder at the same place is still the same repository. */
    repositoryId: z.string(),
    createdAt: Moment,
    /** Absent as long as the user has not kept the page that leads back to the backups. */
    recoveryKitSavedAt: Moment.optional(),
  })
  .readonly();
export type Target = z.infer<typeof Target>;

/** The newest check of a repository that came to an end. */
const LastCheck = z.object({ runId: RunId, endedAt: Moment, isSound: z.boolean() }).readonly();

/** A target and what is known of it now. */
export const TargetState = z
  .object({
    target: Target,
    presence: Presence,
    /** Since when it is away, or when it was last there. */
    lastSeenAt: Moment.optional(),
    space: Space.optional(),
    spaceForecast: SpaceForecast.optional(),
    /** `missing`: no secret known here opens the repository; the user is asked for the passphrase. */
    passphrase: z.enum(["kept", "missing", "unknown"]),
    /** Where the passphrase is kept, in words: “the GNOME keyring”. */
    passphrasePlace: z.string(),
    /** Snapshots known in the catalog; 0 also when none were ever read. */
    snapshots: z.int(),
    newestSnapshotAt: Moment.optional(),
    /** How the newest check of the repository ended. */
    lastCheck: LastCheck.optional(),
    /** Why it cannot be used although it answers: wrong credentials, an untrusted server, a missing bucket. Told as code, sentence, hint. */
    problem: Refusal.optional(),
    /** `append-only`: nothing can be removed from here. `protected`: not before `protectedUntil`. */
    removal: z.enum(["allowed", "append-only", "protected"]).default("allowed"),
    /** No file of the newest snapshot can be removed before this. */
    protectedUntil: Moment.optional(),
    /** Another building, as far as is known: what the user said, or what the kind suggests. */
    isOffSite: z.boolean(),
  })
  .readonly();
export type TargetState = z.infer<typeof TargetState>;

/** One right that a repository needs of its place, tried with a probe of a few bytes. */
const ConnectionStep = z
  .object({
    step: z.enum(["connect", "list", "write", "read", "remove"]),
    outcome: z.enum(["ok", "failed", "skipped"]),
    milliseconds: Count,
    problem: Refusal.optional(),
  })
  .readonly();

/** What a test of a connection found, in the order it was tried. */
export const ConnectionReport = z
  .object({
    isUsable: z.boolean(),
    /** Everything works but removing, as is meant for a server that only takes new files. */
    isAppendOnly: z.boolean(),
    steps: z.array(ConnectionStep).readonly(),
  })
  .readonly();
export type ConnectionReport = z.infer<typeof ConnectionReport>;

/** What is at a place that may become a target. */
export const Inspection = z
  .object({
    /** As it may be shown: a password that stood in it is taken out. */
    location: PathText,
    kind: TargetKind,
    volume: TargetVolume.optional(),
    /** Why nobody can tell what is there; `fingerprint` among its facts can be trusted as the field `hostKey`. */
    problem: Refusal.optional(),
    /** `unknown`: it could not be looked at, see `problem`. */
    finding: z.enum([
      "nothing",
      "empty-folder",
      "other-files",
      "repository",
      "not-a-folder",
      "not-writable",
      "unknown",
    ]),
    /** The folder to take instead, when this one has other things in it. */
    suggested: PathText.optional(),
    space: Space.optional(),
    /** The target that is already here. */
    knownAs: TargetId.optional(),
    /** For a repository: whether a passphrase kept on this machine is likely to open it. */
    passphrase: z.enum(["kept", "needed"]).optional(),
    /** The volume is the one that the user's own files are on: its loss takes the backup with it. */
    isOnSystemVolume: z.boolean(),
  })
  .readonly();
export type Inspection = z.infer<typeof Inspection>;
