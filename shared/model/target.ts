import { z } from "zod";
import { Moment, PathText, Space, Title } from "./basics.ts";
import { RunId, TargetId } from "./ids.ts";
import { SpaceForecast } from "./retention.ts";

/** Whether a target can be reached now. `away` is a state, not a failure: a drive that is not connected. */
export const Presence = z.enum(["present", "away", "unknown"]);
export type Presence = z.infer<typeof Presence>;

/** Where a repository lives, as the user set it up. */
export const Target = z
  .object({
    id: TargetId,
    name: Title,
    kind: z.literal("folder"),
    location: PathText,
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
  })
  .readonly();
export type TargetState = z.infer<typeof TargetState>;

/** What is at a place that may become a target. */
export const Inspection = z
  .object({
    location: PathText,
    finding: z.enum(["nothing", "empty-folder", "other-files", "repository", "not-a-folder", "not-writable"]),
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
