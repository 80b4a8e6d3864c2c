import type { Inspection, PathText, Space } from "../../../shared/model/index.ts";

/** What targets need to know of places on this machine. Any of it may never answer where a network is dead. */
export interface TargetPlaces {
  examine(location: PathText): Promise<Inspection["finding"]>;
  isRepositoryAt(location: PathText): Promise<boolean>;
  /** Of the volume that a place is on or would be on; undefined where nobody knows. */
  spaceAt(location: PathText): Promise<Space | undefined>;
  isSameVolume(a: PathText, b: PathText): Promise<boolean>;
}
