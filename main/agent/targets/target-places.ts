import type { Inspection, PathText, Presence, Refusal, Space } from "../../../shared/model/index.ts";
import type { Place } from "./place.ts";

/** What a look at a target saw. */
export interface Look {
  readonly presence: Presence;
  readonly space?: Space;
  /** Why it cannot be used although it answers. */
  readonly problem?: Refusal;
}

/**
 * What targets need to know of places. Any of it may never answer where a network mount is dead; what is asked of other
 * machines ends with the signal.
 */
export interface TargetPlaces {
  /** @throws of a place on another machine, what stands in the way */
  examine(place: Place, signal: AbortSignal): Promise<Inspection["finding"]>;
  isRepositoryAt(place: Place, signal: AbortSignal): Promise<boolean>;
  /** Of the volume that a place is on or would be on, or of the account there; undefined where nobody knows. */
  spaceAt(place: Place, signal: AbortSignal): Promise<Space | undefined>;
  lookAtRemote(place: Place, signal: AbortSignal): Promise<Look>;
  isSameVolume(a: PathText, b: PathText): Promise<boolean>;
}
