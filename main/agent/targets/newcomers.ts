import { randomUUID } from "node:crypto";
import type { Moment, PathText, Target } from "../../../shared/model/index.ts";
import { TargetId } from "../../../shared/model/index.ts";
import { createRepository, hasCode, openRepository } from "../../engine/index.ts";
import { type Clock, inTime } from "../clock/index.ts";
import { generatePassphrase } from "../recovery/index.ts";
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
import { cleanLocation, nameOfPlace } from "./places.ts";
import type { TargetPlaces } from "./target-places.ts";

const PATIENCE_MS = 5000;

/** What the user says of a target that is to be. */
export interface NewTarget {
  readonly name?: string | undefined;
  readonly location: PathText;
  readonly passphrase?: string | undefined;
  readonly keepInFile?: boolean | undefined;
}

export interface NewcomerContext {
  readonly places: TargetPlaces;
  readonly passphrases: Passphrases;
  readonly targets: () => readonly Target[];
  readonly save: (target: Target) => Promise<void>;
  /** @throws {NoKeychain} the passphrase would go to a file, and the user has not said that it may */
  readonly mustBeKeepable: (asked: NewTarget) => void;
  readonly clock: Clock;
}

/**
 * Makes a repository and its target: the passphrase under the place, the repository, the passphrase under its id, the
 * settings. Wherever that breaks off, what is there can be gone on with: without a config it is no repository and is made
 * anew, with one it is adopted, and the passphrase under the place opens it.
 */
export async function createTarget(context: NewcomerContext, asked: NewTarget): Promise<Target> {
  const { passphrases } = context;
  const location = cleanLocation(asked.location);
  if (asked.passphrase !== undefined) mustBeLongEnough(asked.passphrase);
  context.mustBeKeepable(asked);
  const name = newName(context.targets(), asked.name, location);
  await mustTakeARepository(context, location);
  const passphrase = asked.passphrase ?? generatePassphrase();
  await passphrases.keepForPlace(location, passphrase);
  const repositoryId = await makeRepository(context, location, passphrase);
  await passphrases.keep(repositoryId, passphrase);
  const target = newTarget(name, location, repositoryId, context.clock.now());
  await context.save(target);
  await passphrases.forgetPlace(location);
  return target;
}

/**
 * Makes a target of a repository that is there. One that is known from another place and not there any more has moved,
 * as a drive does that is mounted elsewhere: its target moves along.
 */
export async function adoptTarget(context: NewcomerContext, asked: NewTarget): Promise<Target> {
  const { passphrases, targets } = context;
  const location = cleanLocation(asked.location);
  await mustHoldARepository(context, location);
  const { repositoryId, passphrase } = await opened(context, location, asked.passphrase);
  context.mustBeKeepable(asked); // now that it is known to be the right one
  const target = await adopted(context, repositoryId, location, asked.name);
  await passphrases.keep(repositoryId, passphrase);
  if (!targets().includes(target)) await context.save(target);
  await passphrases.forgetPlace(location);
  return target;
}

async function adopted(
  context: NewcomerContext,
  repositoryId: string,
  location: PathText,
  asked: string | undefined,
): Promise<Target> {
  const targets = context.targets();
  const here = targetAt(targets, location);
  if (here !== undefined && here.repositoryId !== repositoryId) throw new TargetExists(here, true);
  if (here !== undefined) return here;
  const known = targets.find((target) => target.repositoryId === repositoryId);
  if (known === undefined) {
    return newTarget(newName(targets, asked, location), location, repositoryId, context.clock.now());
  }
  const isThere = await inTime(context.places.isRepositoryAt(known.location), PATIENCE_MS, context.clock);
  if (isThere === true) throw new RepositoryElsewhere(location, known);
  const others = targets.filter(({ id }) => id !== known.id);
  return { ...known, location, name: asked === undefined ? known.name : newName(others, asked, location) };
}

/** @throws {WrongPassword} the one given, or what else stands in the way @throws {PassphraseMissing} none kept opens it */
async function opened(
  { passphrases, targets }: NewcomerContext,
  location: PathText,
  given: string | undefined,
): Promise<{ readonly repositoryId: string; readonly passphrase: string }> {
  if (given !== undefined) return { repositoryId: await idAt(location, given), passphrase: given };
  for (const passphrase of await passphrases.candidates(location, likelyIds(targets(), location))) {
    try {
      return { repositoryId: await idAt(location, passphrase), passphrase };
    } catch (error) {
      if (!hasCode(error, "repository/wrong-password")) throw error;
    }
  }
  throw new PassphraseMissing(location, passphrases.where);
}

/** The id of the repository at a place, which also shows that the passphrase opens it. */
export async function idAt(location: PathText, password: string): Promise<string> {
  const open = await openRepository(location, { password });
  const { id } = open.repository.config;
  await open.close();
  return id;
}

async function makeRepository(
  { passphrases, places }: NewcomerContext,
  location: PathText,
  password: string,
): Promise<string> {
  try {
    const open = await createRepository(location, { password });
    const { id } = open.repository.config;
    await open.close();
    return id;
  } catch (error) {
    // Is there one in spite of the failure? Then only this passphrase opens it.
    const isThere = await places.isRepositoryAt(location).catch(() => true);
    if (!isThere) await passphrases.forgetPlace(location);
    throw error;
  }
}

/** @throws {TargetExists} {RepositoryThere} {InsideRepository} {LocationUnusable} {LocationSilent} */
async function mustTakeARepository({ targets, places, clock }: NewcomerContext, location: PathText): Promise<void> {
  const known = targetAt(targets(), location);
  if (known !== undefined) throw new TargetExists(known);
  const around = await inTime(
    repositoryAround(places, location).then((found) => found ?? "none"),
    PATIENCE_MS,
    clock,
  );
  if (around !== undefined && around !== "none") throw new InsideRepository(location, around);
  const finding = await inTime(places.examine(location), PATIENCE_MS, clock);
  if (finding === undefined) throw new LocationSilent(location);
  if (finding === "repository") throw new RepositoryThere(location);
  if (finding === "not-a-folder") throw new LocationUnusable(location, "is not a folder");
  if (finding === "not-writable") throw new LocationUnusable(location, "cannot be written to");
}

/** @throws {NoRepositoryThere} {LocationSilent} */
async function mustHoldARepository({ places, clock }: NewcomerContext, location: PathText): Promise<void> {
  const isThere = await inTime(places.isRepositoryAt(location), PATIENCE_MS, clock);
  if (isThere === undefined) throw new LocationSilent(location);
  if (!isThere) throw new NoRepositoryThere(location);
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

export function newTarget(name: string, location: PathText, repositoryId: string, createdAt: Moment): Target {
  return { id: TargetId.parse(randomUUID()), name, kind: "folder", access: {}, location, repositoryId, createdAt };
}
