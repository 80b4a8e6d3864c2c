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

/** A kind of place a repository can be at. */
export interface Target<Options> {
  /** Written into settings files: never rename. Also the scheme of its locations, `type:…`. */
  readonly type: string;
  readonly label: string;
  /** How its locations look, for people. */
  readonly example: string;
  /** The options in a location, or undefined if the location is not one of this target's. */
  parse(location: string): Options | undefined;
  /** A storage over these options. Opens nothing yet: the first call does. */
  connect(options: Options): Storage;
  /** What is there; leaves nothing behind. */
  examine(options: Options, signal?: AbortSignal): Promise<LocationFinding>;
}

/** A target with its options sealed in, so that targets of all kinds fit one list. */
export interface RegisteredTarget extends Pick<Target<never>, "type" | "label" | "example"> {
  open(location: string): Storage | undefined;
  examine(location: string, signal?: AbortSignal): Promise<LocationFinding> | undefined;
}

/** Describes one kind of place, in the file that implements it; then it needs its line in `targets/index.ts`. */
export function defineTarget<Options>(target: Target<Options>): RegisteredTarget {
  const withOptions = <T>(location: string, use: (options: Options) => T): T | undefined => {
    const options = target.parse(location);
    return options === undefined ? undefined : use(options);
  };
  return {
    type: target.type,
    label: target.label,
    example: target.example,
    open: (location) => withOptions(location, (options) => target.connect(options)),
    examine: (location, signal) => withOptions(location, (options) => target.examine(options, signal)),
  };
}
