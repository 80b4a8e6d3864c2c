import { AppError, errorToWire } from "../../../shared/errors/index.ts";
import type { Inspection, PathText, Target } from "../../../shared/model/index.ts";
import { openRepository } from "../../engine/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Connections } from "./connections.ts";
import { LocationSilent } from "./errors.ts";
import type { Passphrases } from "./passphrases.ts";
import { patiently } from "./patient.ts";
import { type AskedPlace, cleanPlace, isRemote, kindOf, merged, type Place } from "./place.ts";
import { foldersAbove, isSamePlace, joinPlace } from "./places.ts";
import type { TargetPlaces } from "./target-places.ts";

/** The folder that is suggested where other things are. */
const FOLDER = "Holdfast";
/** How many of its names are tried: each is a way through the network elsewhere. */
const MOST_NAMES = { local: 100, remote: 3 };

export interface InspectContext {
  readonly places: TargetPlaces;
  readonly passphrases: Passphrases;
  readonly connections: Connections;
  readonly targets: () => readonly Target[];
  readonly clock: Clock;
  readonly home: string;
  /** What a place on this computer is for its user, and the volume of a drive. */
  readonly kindAt: (location: PathText) => Promise<Pick<Target, "kind" | "volume">>;
}

/**
 * What is at a place that may become a target, and which folder to take instead. Within a repository the suggestion is
 * that repository; beside other things it is a folder of our own, which may hold a repository already. Of a place on another machine,
 * what stands in the way is told as the inspection's problem.
 *
 * @throws {LocationUnusable} {LocationSilent} {AccessFieldUnknown}, {UnknownTarget} {LocationInvalid}
 */
export async function inspectPlace(context: InspectContext, asked: AskedPlace): Promise<Inspection> {
  const place = await knownPlace(context, cleanPlace(asked));
  const inspection = await (isRemote(place.location) ? lookFar(context, place) : lookNear(context, place));
  if (inspection.finding !== "repository") return inspection;
  // Not within the time limit: each candidate costs a third of a second.
  return { ...inspection, passphrase: await passphraseOf(context, place) };
}

/** Of a place that is a target's, what is kept of its connection counts as far as nothing else was said. */
async function knownPlace({ connections, targets }: InspectContext, { location, access }: Place): Promise<Place> {
  const known = targetAt(targets(), location);
  return { location, access: known === undefined ? access : merged(await connections.accessOf(known), access) };
}

async function lookNear(context: InspectContext, place: Place): Promise<Inspection> {
  const inspection = await patiently(place, context.clock, (signal) => look(context, place, signal));
  if (inspection === undefined) throw new LocationSilent(place.location);
  return inspection;
}

async function lookFar(context: InspectContext, place: Place): Promise<Inspection> {
  try {
    return await lookNear(context, place);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { location } = place;
    const known = targetAt(context.targets(), location);
    return {
      ...{ location, kind: kindOf(location), finding: "unknown", isOnSystemVolume: false, problem: errorToWire(error) },
      ...(known === undefined ? {} : { knownAs: known.id }),
    };
  }
}

/** One question after the other: a dead network would take a thread of the pool for each. */
async function look(context: InspectContext, place: Place, signal: AbortSignal): Promise<Inspection> {
  const { places, home } = context;
  const { location } = place;
  const around = await repositoryAround(places, place, signal);
  const finding = around === undefined ? await places.examine(place, signal) : "other-files";
  const suggested = around ?? (finding === "other-files" ? await suggestion(places, place, signal) : undefined);
  const space = await places.spaceAt(place, signal);
  const isOnSystemVolume = await places.isSameVolume(location, home);
  const known = targetAt(context.targets(), location);
  return {
    ...{ location, ...(isRemote(location) ? { kind: kindOf(location) } : await context.kindAt(location)) },
    ...{ finding, isOnSystemVolume },
    ...(suggested === undefined ? {} : { suggested }),
    ...(space === undefined ? {} : { space }),
    ...(known === undefined ? {} : { knownAs: known.id }),
  };
}

export function targetAt(targets: readonly Target[], location: PathText): Target | undefined {
  return targets.find((target) => isSamePlace(target.location, location));
}

/** The repository that a folder on this machine is within, if it is within one. */
export async function repositoryAround(
  places: Pick<TargetPlaces, "isRepositoryAt">,
  { location, access }: Place,
  signal: AbortSignal,
): Promise<PathText | undefined> {
  if (isRemote(location)) return undefined;
  for (const folder of foldersAbove(location)) {
    if (await places.isRepositoryAt({ location: folder, access }, signal)) return folder;
  }
  return undefined;
}

/** `Holdfast`, or with a number if something else is called so. None where nothing can be made. */
async function suggestion(places: TargetPlaces, place: Place, signal: AbortSignal): Promise<PathText | undefined> {
  const most = isRemote(place.location) ? MOST_NAMES.remote : MOST_NAMES.local;
  for (let number = 1; number < most; number++) {
    const location = joinPlace(place.location, number === 1 ? FOLDER : `${FOLDER} ${number}`);
    const finding = await places.examine({ location, access: place.access }, signal);
    if (finding === "not-writable") return undefined;
    if (finding === "nothing" || finding === "empty-folder" || finding === "repository") return location;
  }
  return undefined;
}

async function passphraseOf(context: InspectContext, place: Place): Promise<"kept" | "needed"> {
  const { passphrases, targets } = context;
  const { location } = place;
  for (const passphrase of await passphrases.candidates(location, likelyIds(targets(), location))) {
    if (await opens(place, passphrase)) return "kept";
  }
  return "needed";
}

/** Repositories that may be the one at a place: the one last known there first. */
export function likelyIds(targets: readonly Target[], location: PathText): readonly string[] {
  const known = targetAt(targets, location);
  return [...(known === undefined ? [] : [known]), ...targets].map(({ repositoryId }) => repositoryId);
}

/** @returns false also when it cannot be opened for another reason: adopting it will tell which. */
async function opens({ location, access }: Place, password: string): Promise<boolean> {
  try {
    const open = await openRepository(location, { access, password, patience: "look" });
    await open.close();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
