import { randomUUID } from "node:crypto";
import type { Moment, PathText, Target } from "../../../shared/model/index.ts";
import { TargetId } from "../../../shared/model/index.ts";
import type { Access } from "../../../shared/targets/index.ts";
import { createRepository, hasCode, openRepository } from "../../engine/index.ts";
import type { Clock } from "../clock/index.ts";
import { generatePassphrase } from "../recovery/index.ts";
import { RepositoryReplaced } from "../repositories/index.ts";
import type { Connections } from "./connections.ts";
import {
  InsideRepository,
  LocationSilent,
  LocationUnusable,
  NoRepositoryThere,
  PassphraseMissing,
  RepositoryElsewhere,
  RepositoryThere,
  TargetExists,
  TargetNameTaken,
} from "./errors.ts";
import { likelyIds, repositoryAround, targetAt } from "./inspect.ts";
import { mustBeLongEnough, type Passphrases } from "./passphrases.ts";
import { patiently } from "./patient.ts";
import { type AskedPlace, cleanPlace, isRemote, kindOf, type Place } from "./place.ts";
import { nameOfPlace } from "./places.ts";
import type { TargetPlaces } from "./target-places.ts";

/** What the user says of a target that is to be. */
export interface NewTarget extends AskedPlace {
  readonly name?: string | undefined;
  readonly passphrase?: string | undefined;
  readonly keepInFile?: boolean | undefined;
}

export interface NewcomerContext {
  readonly places: TargetPlaces;
  readonly passphrases: Passphrases;
  readonly connections: Connections;
  readonly targets: () => readonly Target[];
  readonly save: (target: Target) => Promise<void>;
  /** @throws {NoKeychain} the passphrase would go to a file, and the user has not said that it may */
  readonly mustBeKeepable: (asked: NewTarget) => void;
  readonly clock: Clock;
  /** What new repositories cut files by, if they are to have it in common with others. Never rejects. */
  readonly chunkerPolynomial: () => Promise<bigint | undefined>;
}

/**
 * Makes a repository and its target: the passphrase under the place, the repository, the passphrase under its id, the
 * settings. Wherever that breaks off, what is there can be gone on with: without a config it is no repository and is made
 * anew, with one it is adopted, and the passphrase under the place opens it.
 */
export async function createTarget(context: NewcomerContext, asked: NewTarget): Promise<Target> {
  const { passphrases, connections } = context;
  const place = cleanPlace(asked);
  const { location } = place;
  if (asked.passphrase !== undefined) mustBeLongEnough(asked.passphrase);
  context.mustBeKeepable(asked);
  const name = newName(context.targets(), asked.name, location);
  await mustTakeARepository(context, place);
  const passphrase = asked.passphrase ?? generatePassphrase();
  await passphrases.keepForPlace(location, passphrase);
  const repositoryId = await makeRepository(context, place, passphrase);
  await passphrases.keep(repositoryId, passphrase);
  const access = await connections.keep(repositoryId, place);
  const target = newTarget(name, { location, access }, repositoryId, context.clock.now());
  await context.save(target);
  await passphrases.forgetPlace(location);
  return target;
}

/**
 * Makes a target of a repository that is there. One that is known from another place and not there any more has moved,
 * as a drive does that is mounted elsewhere: its target moves along.
 */
export async function adoptTarget(context: NewcomerContext, asked: NewTarget): Promise<Target> {
  const { passphrases, connections } = context;
  const place = cleanPlace(asked);
  await mustHoldARepository(context, place);
  const { repositoryId, passphrase } = await opened(context, place, asked.passphrase);
  context.mustBeKeepable(asked); // now that it is known to be the right one
  const target = await adopted(context, repositoryId, place, asked.name);
  await passphrases.keep(repositoryId, passphrase);
  const access = await connections.keep(repositoryId, place);
  await context.save({ ...target, access });
  await passphrases.forgetPlace(place.location);
  return { ...target, access };
}

async function adopted(
  context: NewcomerContext,
  repositoryId: string,
  place: Place,
  asked: string | undefined,
): Promise<Target> {
  const { location } = place;
  const targets = context.targets();
  const here = targetAt(targets, location);
  if (here !== undefined && here.repositoryId !== repositoryId) throw new TargetExists(here, true);
  if (here !== undefined) return here;
  const known = targets.find((target) => target.repositoryId === repositoryId);
  if (known === undefined) {
    return newTarget(newName(targets, asked, location), { location, access: {} }, repositoryId, context.clock.now());
  }
  const before = await context.connections.placeOf(known);
  const isThere = await patiently(before, context.clock, (signal) => context.places.isRepositoryAt(before, signal));
  if (isThere === true) throw new RepositoryElsewhere(location, known);
  const others = targets.filter(({ id }) => id !== known.id);
  return {
    ...known,
    location,
    kind: kindOf(location),
    name: asked === undefined ? known.name : newName(others, asked, location),
  };
}

/** @throws {WrongPassword} the one given, or what else stands in the way @throws {PassphraseMissing} none kept opens it */
async function opened(
  { passphrases, targets }: NewcomerContext,
  place: Place,
  given: string | undefined,
): Promise<{ readonly repositoryId: string; readonly passphrase: string }> {
  const { location } = place;
  if (given !== undefined) return { repositoryId: await idAt(place, given), passphrase: given };
  for (const passphrase of await passphrases.candidates(location, likelyIds(targets(), location))) {
    try {
      return { repositoryId: await idAt(place, passphrase), passphrase };
    } catch (error) {
      if (!hasCode(error, "repository/wrong-password")) throw error;
    }
  }
  throw new PassphraseMissing(location, passphrases.where);
}

/** The id of the repository at a place, which also shows that the passphrase opens it. */
async function idAt({ location, access }: Place, password: string): Promise<string> {
  const open = await openRepository(location, { access, password, patience: "look" });
  const { id } = open.repository.config;
  await open.close();
  return id;
}

/** @throws {RepositoryReplaced} {WrongPassword}, and what stands in the way */
export async function mustOpen(target: Target, place: Place, passphrase: string): Promise<void> {
  const found = await idAt(place, passphrase);
  if (found !== target.repositoryId) throw new RepositoryReplaced(target, found);
}

async function makeRepository(
  { passphrases, places, clock, chunkerPolynomial }: NewcomerContext,
  place: Place,
  password: string,
): Promise<string> {
  try {
    const polynomial = await chunkerPolynomial();
    const inCommon = polynomial === undefined ? {} : { chunkerPolynomial: polynomial };
    const open = await createRepository(place.location, { access: place.access, password, ...inCommon });
    const { id } = open.repository.config;
    await open.close();
    return id;
  } catch (error) {
    // Is there one in spite of the failure? Then only this passphrase opens it. Who cannot tell keeps it.
    const finding = await patiently(place, clock, (signal) => places.examine(place, signal)).catch(() => undefined);
    if (finding !== undefined && finding !== "repository") await passphrases.forgetPlace(place.location);
    throw error;
  }
}

/** @throws {TargetExists} {RepositoryThere} {InsideRepository} {LocationUnusable} {LocationSilent} */
async function mustTakeARepository({ targets, places, clock }: NewcomerContext, place: Place): Promise<void> {
  const { location } = place;
  const known = targetAt(targets(), location);
  if (known !== undefined) throw new TargetExists(known);
  const around = await patiently(place, clock, async (signal) => {
    return (await repositoryAround(places, place, signal)) ?? "none";
  });
  if (around !== undefined && around !== "none") throw new InsideRepository(location, around);
  const finding = await patiently(place, clock, (signal) => places.examine(place, signal));
  if (finding === undefined) throw new LocationSilent(location);
  if (finding === "repository") throw new RepositoryThere(location);
  if (finding === "not-a-folder") throw new LocationUnusable(location, "is not a folder");
  if (finding === "not-writable") throw new LocationUnusable(location, "cannot be written to");
}

/** @throws {NoRepositoryThere} {LocationSilent}, and of a place on another machine what stands in the way */
async function mustHoldARepository({ places, clock }: NewcomerContext, place: Place): Promise<void> {
  const isThere = await patiently(place, clock, (signal) => isRepositoryThere(places, place, signal));
  if (isThere === undefined) throw new LocationSilent(place.location);
  if (!isThere) throw new NoRepositoryThere(place.location);
}

/** Of another machine it is worth knowing why there is none: wrong credentials are no empty place. */
async function isRepositoryThere(places: TargetPlaces, place: Place, signal: AbortSignal): Promise<boolean> {
  if (isRemote(place.location)) return (await places.examine(place, signal)) === "repository";
  return places.isRepositoryAt(place, signal);
}

/** A name that no other target has: the one asked for, or one after the place. @throws {TargetNameTaken} */
function newName(targets: readonly Target[], asked: string | undefined, location: PathText): string {
  if (asked === undefined) return freeName(targets, nameOfPlace(location));
  mustBeUnused(targets, asked);
  return asked;
}

/** @throws {TargetNameTaken} */
export function mustBeUnused(targets: readonly Target[], name: string): void {
  if (isTaken(targets, name)) throw new TargetNameTaken(name);
}

/** The name, with a number if another target has it. */
export function freeName(targets: readonly Target[], name: string): string {
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name} ${number}`;
    if (!isTaken(targets, numbered)) return numbered;
  }
}

function isTaken(targets: readonly Target[], name: string): boolean {
  return targets.some((target) => target.name.toLowerCase() === name.toLowerCase());
}

/** @param access what may be written down of it */
export function newTarget(
  name: string,
  { location, access }: { readonly location: PathText; readonly access: Access },
  repositoryId: string,
  createdAt: Moment,
): Target {
  const id = TargetId.parse(randomUUID());
  return { id, name, kind: kindOf(location), access, location, repositoryId, createdAt };
}
