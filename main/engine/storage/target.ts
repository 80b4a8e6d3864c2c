import type { Storage } from "./storage.ts";

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
}

/** A target with its options sealed in, so that targets of all kinds fit one list. */
export interface RegisteredTarget extends Pick<Target<never>, "type" | "label" | "example"> {
  open(location: string): Storage | undefined;
}

/** Describes one kind of place, in the file that implements it; then it needs its line in `targets/index.ts`. */
export function defineTarget<Options>(target: Target<Options>): RegisteredTarget {
  return {
    type: target.type,
    label: target.label,
    example: target.example,
    open: (location) => {
      const options = target.parse(location);
      return options === undefined ? undefined : target.connect(options);
    },
  };
}
