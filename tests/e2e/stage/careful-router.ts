// The staged agent where setting up and restoring need it to be careful: places differ, passphrases are wrong, folders refuse.
import { once } from "node:events";
import { implement, type Router } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import type {
  Inspection,
  PathText,
  RestoreConflict,
  RestorePreview,
  RestoreRequest,
  TargetState,
} from "../../../shared/model/index.ts";
import { agentCalls } from "./calls-agent.ts";
import { diskCalls, snapshotCalls } from "./calls-files.ts";
import { planCalls } from "./calls-plans.ts";
import { proofCalls } from "./calls-proof.ts";
import { searchCalls } from "./calls-search.ts";
import { targetCalls } from "./calls-targets.ts";
import { diskFolder, PLACES } from "./disk.ts";
import { inspected, kindOf } from "./far-places.ts";
import { madeTarget } from "./made.ts";
import { refused } from "./refused.ts";
import type { StagedAgent } from "./staged-agent.ts";

const os = implement(contract);
const GB = 1_000_000_000;

export const RIGHT_PASSPHRASE = "right horse";
const LOCKED = "/home/ada/Documents/Locked";
/** It is counted for as long as somebody listens, as a slow folder on a network is. */
const ENDLESS = "/home/ada/Letters";
/** A drive with a repository on it, and one that can only be read. */
const OLD_DRIVE = "/media/ada/Old";
const READ_ONLY_DRIVE = "/media/ada/Slides";

/** Answers the contract as `stagedRouter` does, but for what a place, a passphrase and a choice of files make of it. */
export function carefulRouter(agent: StagedAgent): Router<typeof contract, Record<never, never>> {
  const { disk } = diskCalls(agent);
  const { targets } = targetCalls(agent);
  const { snapshots, restores } = snapshotCalls(agent);
  return implement(contract).router({
    ...agentCalls(agent),
    ...planCalls(agent),
    ...proofCalls(agent),
    ...searchCalls(agent),
    snapshots,
    disk: { ...disk, ...carefulDisk(agent) },
    targets: { ...targets, ...carefulTargets(agent) },
    restores: { ...restores, preview: os.restores.preview.handler(({ input }) => previewOf(input, agent)) },
  });
}

function carefulDisk(agent: StagedAgent) {
  const drive = (path: PathText, name: string) => ({ path, name, kind: "drive" as const });
  return {
    places: os.disk.places.handler(() => [...PLACES, drive(OLD_DRIVE, "Old"), drive(READ_ONLY_DRIVE, "Slides")]),
    measure: os.disk.measure.handler(async function* ({ input, signal }) {
      for (const path of input.paths.filter((other) => other !== ENDLESS)) {
        yield { path, files: 1_000, bytes: GB, isFinal: true };
      }
      if (!input.paths.includes(ENDLESS)) return;
      yield { path: ENDLESS, files: 7, bytes: 7_000_000, isFinal: false };
      if (signal !== undefined) await once(signal, "abort");
    }),
    list: os.disk.list.handler(({ input }) => {
      if (input.path === LOCKED) {
        throw refused(
          "agent/folder-unreadable",
          "You are not allowed to read “Locked”.",
          "Ask its owner for the right.",
        );
      }
      return diskFolder(input.path, input, agent.stage.entries ?? 12);
    }),
  };
}

function carefulTargets(agent: StagedAgent) {
  const add = (location: PathText, name: string, snapshots: number): TargetState => {
    const made = madeTarget(agent.targets.length + 10, { name, location, kind: kindOf(location), snapshots });
    const { recoveryKitSavedAt: _saved, ...target } = made.target;
    agent.targets = [...agent.targets, { ...made, target }];
    agent.changed("targets");
    return { ...made, target };
  };
  return {
    inspect: os.targets.inspect.handler(({ input: { location, access } }) =>
      kindOf(location) === "folder" ? folderAt(location, agent) : inspected(location, access, agent),
    ),
    create: os.targets.create.handler(({ input }) => {
      if (agent.targets.some(({ target }) => target.location === input.location)) {
        throw refused("agent/repository-there", "There is a repository already.", "Use the one that is there.");
      }
      return add(input.location, "Blue drive", 0);
    }),
    adopt: os.targets.adopt.handler(({ input }) => {
      if (input.passphrase === RIGHT_PASSPHRASE) return add(input.location, "Old drive", 12);
      throw refused("repository/wrong-password", "This passphrase is not the right one.", "Look at your recovery kit.");
    }),
  };
}

function folderAt(location: PathText, agent: StagedAgent): Inspection {
  const space = { freeBytes: 612 * GB, totalBytes: 1_000 * GB };
  const known = agent.targets.find(({ target }) => target.location === location);
  const common = {
    location,
    kind: "folder" as const,
    space,
    ...(known === undefined ? {} : { knownAs: known.target.id }),
  };
  const isOnSystemVolume = location.startsWith("/home");
  if (location === READ_ONLY_DRIVE) return { ...common, finding: "not-writable", isOnSystemVolume };
  if (location === OLD_DRIVE) return { ...common, finding: "repository", passphrase: "needed", isOnSystemVolume };
  if (location.endsWith("/Holdfast")) return { ...common, finding: "nothing", isOnSystemVolume };
  return { ...common, finding: "other-files", suggested: `${location}/Holdfast`, isOnSystemVolume };
}

/** Of three or more chosen files one is there and the same, and one differs and is newer: what becomes of it is for the rule to say. */
function previewOf({ selections, existingFiles, destination }: RestoreRequest, agent: StagedAgent): RestorePreview {
  const chosen = selections.reduce((sum, { names }) => sum + (names.length || (agent.stage.entries ?? 12)), 0);
  const there = chosen > 2 && destination.type !== "zip" ? 1 : 0;
  const outcome = outcomeOf(existingFiles);
  const [replaced, skipped, keptBoth] = (["replaced", "skipped", "kept-both"] as const).map((each) =>
    each === outcome ? there : 0,
  ) as [number, number, number]; // one for each
  const bytes = chosen * 1_000_000;
  return {
    files: chosen - there - skipped,
    ...{
      bytes,
      bytesToWrite: bytes,
      folders: 0,
      replaced,
      replacedNewer: replaced,
      unchanged: there,
      skipped,
      keptBoth,
    },
    conflicts: there === 0 ? [] : [conflictOf(selections[0]?.folder ?? "/", outcome)],
    ...{ problems: 0, freeBytes: 212 * GB },
  };
}

function outcomeOf(rule: RestoreRequest["existingFiles"]): RestoreConflict["outcome"] {
  if (rule === "keep-both") return "kept-both";
  return rule === "replace-different" ? "replaced" : "skipped";
}

function conflictOf(folder: PathText, outcome: RestoreConflict["outcome"]): RestoreConflict {
  return {
    ...{ path: `${folder}/Plan.odt`, outcome, isNewer: true, bytes: 18_100, bytesThere: 19_400 },
    modifiedThere: Date.UTC(2026, 10, 21, 9, 12),
    ...(outcome === "kept-both" ? { newName: "Plan (restored 2026-11-20 14.10).odt" } : {}),
  };
}
