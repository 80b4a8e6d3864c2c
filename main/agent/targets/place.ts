import type { AccessValues, PathText, TargetKind } from "../../../shared/model/index.ts";
import { type Access, targetType, typeOfLocation } from "../../../shared/targets/index.ts";
import { partLocation } from "../../engine/index.ts";
import { AccessFieldUnknown } from "./errors.ts";
import { cleanLocation } from "./places.ts";

/** Where a repository is or may be, and all it takes to reach it, secrets included: never written down or told as a whole. */
export interface Place {
  /** In its one spelling, without secrets. */
  readonly location: PathText;
  readonly access: Access;
}

/** A place as a caller names it: a password may stand in the location. */
export interface AskedPlace {
  readonly location: PathText;
  readonly access?: AccessValues | undefined;
}

/** Whether a place is reached through a network by a client of ours: it has no path that the system knows. */
export function isRemote(location: PathText): boolean {
  return typeOfLocation(location) !== "local";
}

/**
 * A place in its one spelling, what its location says of the connection taken out of it.
 *
 * @throws {LocationUnusable} {AccessFieldUnknown}, and of a place on another machine {UnknownTarget} {LocationInvalid}
 */
export function cleanPlace({ location: asked, access = {} }: AskedPlace): Place {
  const location = isRemote(asked) ? asked : cleanLocation(withoutScheme(asked));
  const parted = isRemote(location) ? partLocation(location) : { location, access: {} };
  mustBeFields(parted.location, access);
  return { location: parted.location, access: merged(parted.access, access) };
}

/** Later values go before earlier ones; an empty one takes away what was there. */
export function merged(before: Access, after: Access): Access {
  return Object.fromEntries(Object.entries({ ...before, ...after }).filter(([, value]) => value !== ""));
}

/** A name that nobody knows might be a misspelt secret, and would be written into the settings. @throws {AccessFieldUnknown} */
export function mustBeFields(location: PathText, access: Access): void {
  const fields = fieldsAt(location).map(({ name }) => name);
  const foreign = Object.keys(access).find((name) => !fields.includes(name));
  if (foreign !== undefined) throw new AccessFieldUnknown(location, foreign, fields);
}

function fieldsAt(location: PathText) {
  const type = typeOfLocation(location);
  return type === undefined ? [] : targetType(type).fields;
}

/** What a place is for its user, by its location alone. */
export function kindOf(location: PathText): TargetKind {
  const type = typeOfLocation(location);
  return type === undefined || type === "local" ? "folder" : type;
}

/** A drive's letter is no scheme. */
function withoutScheme(location: PathText): PathText {
  if (/^local:/i.test(location)) return location.slice("local:".length);
  return /^file:/i.test(location) ? partLocation(location).location : location;
}
