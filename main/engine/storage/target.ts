import type { Access, TargetType } from "../../../shared/targets/index.ts";
import type { Storage } from "./storage.ts";

/** What is at a location, seen without a password. */
export type LocationFinding =
  /** Nothing, and it can be made. */
  | "nothing"
  | "empty-folder"
  | "other-files"
  /** Whether it can be written to is another question: one that is read-only still gives back what is in it. */
  | "repository"
  /** A file, a link that leads nowhere, or a file on the way there. */
  | "not-a-folder"
  /** Neither a repository nor a place where this user can make one. */
  | "not-writable";

/** What a location says, taken apart. */
export interface ParsedLocation<Options> {
  readonly options: Options;
  /** As it may be shown and written down: without a password that stood in it. */
  readonly location: string;
  /** What it said of the connection: a user name or a password in a URL, by the names of the type's fields. */
  readonly access: Access;
}

/** A kind of place a repository can be at. What users read of it is in `shared/targets`. */
export interface Target<Options> {
  readonly type: TargetType;
  /**
   * Undefined if the location is not one of this type's.
   *
   * @throws {LocationInvalid} it has this type's scheme and makes no sense
   */
  parse(location: string): ParsedLocation<Options> | undefined;
  /**
   * A storage at the place. Opens nothing yet, and loads no client library: the first call does.
   *
   * @throws {AccessInvalid} a value makes no sense, which can be told without asking anybody
   */
  connect(place: ParsedLocation<Options>): Storage;
  /** What is there; leaves nothing behind. Whether one may write is tried only where nothing is there. */
  examine(place: ParsedLocation<Options>, signal?: AbortSignal): Promise<LocationFinding>;
}

/** A target with its options sealed in, so that targets of all types fit one list. */
export interface RegisteredTarget {
  readonly type: TargetType;
  open(location: string, access: Access): Storage | undefined;
  examine(location: string, access: Access, signal?: AbortSignal): Promise<LocationFinding> | undefined;
  part(location: string): Pick<ParsedLocation<never>, "location" | "access"> | undefined;
}

/** Describes one kind of place, in the file that implements it; then it needs its line in `targets/index.ts`. */
export function defineTarget<Options>(target: Target<Options>): RegisteredTarget {
  const place = (location: string, access: Access): ParsedLocation<Options> | undefined => {
    const parsed = target.parse(location);
    return parsed && { ...parsed, access: { ...parsed.access, ...access } };
  };
  return {
    type: target.type,
    open(location, access) {
      const at = place(location, access);
      return at && target.connect(at);
    },
    examine(location, access, signal) {
      const at = place(location, access);
      return at && target.examine(at, signal);
    },
    part: (location) => target.parse(location),
  };
}
