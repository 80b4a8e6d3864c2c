// What a staged agent finds at places, near and far: what is there, what a connection says, what a server wants to be asked.

import type {
  AccessValues,
  ConnectionReport,
  Inspection,
  Refusal,
  TargetKind,
  TargetState,
} from "../../../shared/model/index.ts";
import { typeOfLocation } from "../../../shared/targets/index.ts";

/** The key of every SFTP server here. Nobody knows it until it is trusted. */
export const HOST_KEY = "SHA256:2mJ9xq8nVbTf0uW3yLkQ4sRdEaHcGzPiOvN7tBw1XyU";
/** What no server takes as a password or key. */
export const WRONG_SECRET = "wrong";

/** What of an agent matters here. */
interface Known {
  readonly targets: readonly TargetState[];
  readonly stage: { readonly snapshots?: unknown };
}

/** What is found where; `access` is asked only by places on other machines. */
export function inspected(location: string, access: AccessValues | undefined, agent: Known): Inspection {
  const kind = kindOf(location);
  const known = agent.targets.find(({ target }) => target.location === location);
  const knownAs = known === undefined ? {} : { knownAs: known.target.id };
  if (kind !== "folder") return { ...farPlace(location, access ?? {}), kind, ...knownAs };
  const space = { freeBytes: 612_000_000_000, totalBytes: 1_000_000_000_000 };
  const common = { location, kind, space, isOnSystemVolume: location.startsWith("/home"), ...knownAs };
  if (!location.endsWith("/Holdfast")) return { ...common, finding: "other-files", suggested: `${location}/Holdfast` };
  if (known !== undefined) return { ...common, finding: "repository" };
  if (agent.stage.snapshots === undefined) return { ...common, finding: "nothing" };
  return { ...common, finding: "repository", passphrase: "needed" };
}

/** A path is a folder's; everything else says its kind. */
export function kindOf(location: string): TargetKind {
  const type = typeOfLocation(location) ?? "local";
  return type === "local" ? "folder" : type;
}

/** Places whose name ends in “old” hold backups already. */
function farPlace(location: string, access: AccessValues): Omit<Inspection, "kind"> {
  const problem = problemOf(location, access);
  const common = { location, isOnSystemVolume: false };
  if (problem !== undefined) return { ...common, finding: "unknown", problem };
  if (location.endsWith("old")) return { ...common, finding: "repository", passphrase: "needed" };
  return { ...common, finding: "nothing" };
}

function problemOf(location: string, access: AccessValues): Refusal | undefined {
  const refusal = (code: string, message: string, hint: string, facts: Refusal["facts"] = {}): Refusal => ({
    ...{ code: `storage/${code}`, message, hint, retry: "never" as const },
    facts: { location, ...facts },
  });
  if (kindOf(location) === "sftp" && access["hostKey"] !== HOST_KEY) {
    const message = `The server of “${location}” is not known yet: its key is ${HOST_KEY} (ssh-ed25519).`;
    const hint = "Compare the key with the one shown on the server. If it is the same, trust it and try again.";
    return refusal("host-untrusted", message, hint, { reason: "unknown", fingerprint: HOST_KEY });
  }
  if (Object.values(access).includes(WRONG_SECRET)) {
    const message = `“${location}” does not accept these credentials.`;
    return refusal("access-denied", message, "Check the user name and the password or keys.");
  }
  if (!location.includes("missing")) return undefined;
  return refusal("no-container", `There is no bucket for “${location}”.`, "Make it with the provider's own tools.");
}

const STEPS = ["connect", "list", "write", "read", "remove"] as const;
type Step = (typeof STEPS)[number];

/** Places whose name has “read-only” or “append” in it let one do only that. */
export function tried(location: string, access: AccessValues): ConnectionReport {
  const problem = problemOf(location, access);
  if (problem !== undefined) return reportOf("connect", problem);
  if (location.includes("read-only")) return reportOf("write", notAllowed(location, "Writing in"));
  if (location.includes("append"))
    return { ...reportOf("remove", notAllowed(location, "Removing from")), isUsable: true };
  return reportOf(undefined);
}

function notAllowed(location: string, doing: string): Refusal {
  const hint = "Give the account that you log in with the right to do so there, and try again.";
  const facts = { location, reason: "rights" };
  return {
    code: "storage/not-allowed",
    message: `${doing} “${location}” is not allowed.`,
    hint,
    retry: "never",
    facts,
  };
}

/** All is well up to the step that fails; what comes after it is not tried. */
function reportOf(fails: Step | undefined, problem?: Refusal): ConnectionReport {
  const at = fails === undefined ? STEPS.length : STEPS.indexOf(fails);
  const steps = STEPS.map((step, index) => ({
    ...{ step, outcome: index < at ? ("ok" as const) : index === at ? ("failed" as const) : ("skipped" as const) },
    milliseconds: index > at ? 0 : 18 + index * 7,
    ...(index === at && problem !== undefined ? { problem } : {}),
  }));
  return { isUsable: fails === undefined, isAppendOnly: fails === "remove", steps };
}
