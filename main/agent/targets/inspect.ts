import { AppError } from "../../../shared/errors/index.ts";
import type { Inspection, PathText, Target, TargetKind } from "../../../shared/model/index.ts";
import { typeOfLocation } from "../../../shared/targets/index.ts";
import { openRepository } from "../../engine/index.ts";
import { type Clock, inTime } from "../clock/index.ts";
import { LocationSilent } from "./errors.ts";
import type { Passphrases } from "./passphrases.ts";
import { cleanLocation, foldersAbove, isSamePlace, joinPlace } from "./places.ts";
import type { TargetPlaces } from "./target-places.ts";

const PATIENCE_MS = 5000;
/** The folder that is suggested where other things are. */
const FOLDER = "Holdfast";

export interface InspectContext {
  readonly places: TargetPlaces;
  readonly passphrases: Passphrases;
  readonly targets: () => readonly Target[];
  readonly clock: Clock;
  readonly home: string;
}

/**
 * What is at a place that may become a target, and which folder to take instead. Within a repository the suggestion is
 * that repository; beside other things it is a folder of our own, which may hold a repository already.
 *
 * @throws {LocationUnusable} {LocationSilent}
 */
export async function inspectPlace(context: InspectContext, asked: string): Promise<Inspection> {
  const location = cleanLocation(asked);
  const inspection = await inTime(look(context, location), PATIENCE_MS, context.clock);
  if (inspection === undefined) throw new LocationSilent(location);
  if (inspection.finding !== "repository") return inspection;
  // Not within the time limit: each candidate costs a third of a second.
  return { ...inspection, passphrase: await passphraseOf(context, location) };
}

/** One question after the other: a dead network would take a thread of the pool for each. */
async function look(context: InspectContext, location: PathText): Promise<Inspection> {
  const { places, home } = context;
  const around = await repositoryAround(places, location);
  const finding = around === undefined ? await places.examine(location) : "other-files";
  const suggested = around ?? (finding === "other-files" ? await suggestion(places, location) : undefined);
  const space = await places.spaceAt(location);
  const isOnSystemVolume = await places.isSameVolume(location, home);
  const known = targetAt(context.targets(), location);
  return {
    ...{ location, kind: kindOf(location), finding, isOnSystemVolume },
    ...(suggested === undefined ? {} : { suggested }),
    ...(space === undefined ? {} : { space }),
    ...(known === undefined ? {} : { knownAs: known.id }),
  };
}

/** What a place is for its user, by its location alone. */
export function kindOf(location: PathText): TargetKind {
  const type = typeOfLocation(location);
  return type === undefined || type === "local" ? "folder" : type;
}

export function targetAt(targets: readonly Target[], location: PathText): Target | undefined {
  return targets.find((target) => isSamePlace(target.location, location));
}

/** The repository that a place is within, if it is within one. */
export async function repositoryAround(
  places: Pick<TargetPlaces, "isRepositoryAt">,
  location: PathText,
): Promise<PathText | undefined> {
  for (const folder of foldersAbove(location)) if (await places.isRepositoryAt(folder)) return folder;
  return undefined;
}

/** `Holdfast`, or with a number if something else is called so. None where nothing can be made. */
async function suggestion(places: TargetPlaces, folder: PathText): Promise<PathText | undefined> {
  for (let number = 1; number < 100; number++) {
    const place = joinPlace(folder, number === 1 ? FOLDER : `${FOLDER} ${number}`);
    const finding = await places.examine(place);
    if (finding === "not-writable") return undefined;
    if (finding === "nothing" || finding === "empty-folder" || finding === "repository") return place;
  }
  return undefined;
}

async function passphraseOf(context: InspectContext, location: PathText): Promise<"kept" | "needed"> {
  const { passphrases, targets } = context;
  for (const passphrase of await passphrases.candidates(location, likelyIds(targets(), location))) {
    if (await opens(location, passphrase)) return "kept";
  }
  return "needed";
}

/** Repositories that may be the one at a place: the one last known there first. */
export function likelyIds(targets: readonly Target[], location: PathText): readonly string[] {
  const known = targetAt(targets, location);
  return [...(known === undefined ? [] : [known]), ...targets].map(({ repositoryId }) => repositoryId);
}

/** @returns false also when it cannot be opened for another reason: adopting it will tell which. */
async function opens(location: PathText, password: string): Promise<boolean> {
  try {
    const open = await openRepository(location, { password });
    await open.close();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
