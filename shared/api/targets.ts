import { z } from "zod";
import {
  AccessValues,
  ConnectionReport,
  Inspection,
  PathText,
  RunId,
  TargetId,
  TargetState,
  Title,
} from "../model/index.ts";
import { call } from "./call.ts";

/** Secrets go in, never out: no call returns a passphrase. */
const Passphrase = z.string().min(1).max(1024);

const NewTarget = z.object({
  name: Title.optional(),
  location: PathText,
  /** Secrets of the connection go in among its values, and never out. */
  access: AccessValues.optional(),
  passphrase: Passphrase.optional(),
  /** Where there is no keychain, the first target is refused unless the user wants its passphrase in a private file. */
  keepInFile: z.boolean().optional(),
});

export const targetsContract = {
  list: call.route({ method: "GET", path: "/targets", summary: "All targets" }).output(z.array(TargetState).readonly()),
  get: call
    .route({ method: "GET", path: "/targets/{targetId}", summary: "One target" })
    .input(z.object({ targetId: TargetId }))
    .output(TargetState),
  inspect: call
    .route({ method: "POST", path: "/targets/inspect", summary: "What is at a place that may become a target" })
    .input(z.object({ location: PathText, access: AccessValues.optional() }))
    .output(Inspection),
  /** Writes, reads, lists and removes a probe, and says which right is missing. */
  tryConnection: call
    .route({ method: "POST", path: "/targets/try", summary: "Try a connection" })
    .input(
      z.union([z.object({ location: PathText, access: AccessValues.optional() }), z.object({ targetId: TargetId })]),
    )
    .output(ConnectionReport),
  /** New values of a target's connection; those not named stay as they are, empty ones are forgotten. Refused unless its repository opens. */
  changeAccess: call
    .route({ method: "POST", path: "/targets/{targetId}/access", summary: "Change how a target is connected" })
    .input(z.object({ targetId: TargetId, access: AccessValues }))
    .output(TargetState),
  /** Whether a target stands in another building; `undefined` for what its kind suggests. */
  setOffSite: call
    .route({ method: "POST", path: "/targets/{targetId}/off-site", summary: "Say whether a target is elsewhere" })
    .input(z.object({ targetId: TargetId, isOffSite: z.boolean().optional() }))
    .output(TargetState),
  /** Makes a repository. Without a passphrase one is generated; it is kept on this machine and written into the recovery kit. */
  create: call
    .route({ method: "POST", path: "/targets", summary: "Make a target with a new repository", successStatus: 201 })
    .input(NewTarget)
    .output(TargetState),
  /** Takes on a repository that is there. Without a passphrase the one kept on this machine is tried. */
  adopt: call
    .route({ method: "POST", path: "/targets/adopt", summary: "Use a repository that is there", successStatus: 201 })
    .input(NewTarget)
    .output(TargetState),
  /** Gives the passphrase of a target whose secret was lost. */
  unlock: call
    .route({ method: "POST", path: "/targets/{targetId}/unlock", summary: "Give a target's passphrase" })
    .input(z.object({ targetId: TargetId, passphrase: Passphrase }))
    .output(TargetState),
  rename: call
    .route({ method: "POST", path: "/targets/{targetId}/rename", summary: "Call a target something else" })
    .input(z.object({ targetId: TargetId, name: Title }))
    .output(TargetState),
  /** From the list; the repository stays as it is. Refused while a plan uses it. */
  remove: call
    .route({ method: "DELETE", path: "/targets/{targetId}", summary: "Remove a target from the list" })
    .input(z.object({ targetId: TargetId })),
  /** Writes the page that leads back to the backups into a folder, readable by its owner only. */
  saveRecoveryKit: call
    .route({ method: "POST", path: "/targets/{targetId}/recovery-kit", summary: "Save the recovery kit to a folder" })
    .input(z.object({ targetId: TargetId, folder: PathText }))
    .output(z.object({ path: PathText })),
  /** Queues a check; with `readData` every byte of the repository is read and verified. */
  check: call
    .route({ method: "POST", path: "/targets/{targetId}/check", summary: "Check a repository" })
    .input(z.object({ targetId: TargetId, readData: z.boolean() }))
    .output(z.object({ runId: RunId })),
  /** Queues a run that gives the room of what no snapshot needs back; it removes no snapshot. */
  tidy: call
    .route({ method: "POST", path: "/targets/{targetId}/tidy", summary: "Give room back" })
    .input(z.object({ targetId: TargetId }))
    .output(z.object({ runId: RunId })),
  /** Queues a run that lists again what is stored, saves what is sound of damaged packs, and leaves lost files out of snapshots. */
  repair: call
    .route({ method: "POST", path: "/targets/{targetId}/repair", summary: "Repair a damaged repository" })
    .input(z.object({ targetId: TargetId }))
    .output(z.object({ runId: RunId })),
};
