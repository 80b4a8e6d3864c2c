import type { PathText, Run, Space, SpaceForecast, Target, TargetId } from "../../../shared/model/index.ts";
import type { SecretStore, VolumeSystem } from "../../platform/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Log } from "../log/index.ts";
import type { Settings } from "../settings/index.ts";
import type { TargetPlaces } from "./target-places.ts";

/** What targets are made of, and whom they tell. */
export interface TargetsOptions {
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly secrets: SecretStore;
  /** False: secrets are kept in a file, and the user is to want that. */
  readonly hasKeychain: boolean;
  readonly log: Log;
  readonly clock: Clock;
  /** The user's own folder: what is on its volume is lost together with it. */
  readonly home: PathText;
  readonly hostname: string;
  /** What a list of targets shows is no longer as it was. */
  readonly changed: () => void;
  /** A target is there that was not there before, or was not known to be. */
  readonly appeared: (target: Target) => void;
  /** A target was added or unlocked just now, and is there. */
  readonly opened: (target: Target) => void;
  /** Gives the room of what no snapshot needs back. */
  readonly startTidy: (target: Target) => Run;
  readonly startRepair: (target: Target) => Run;
  readonly findActive: (wanted: { readonly kind: "tidy" | "repair"; readonly targetId: TargetId }) => Run | undefined;
  readonly spaceForecast: (targetId: TargetId, space: Space | undefined) => SpaceForecast;
  /** What new repositories cut files by. Never rejects. */
  readonly chunkerPolynomial?: () => Promise<bigint | undefined>;
  /** A repository was made for it just now. Never rejects. */
  readonly made: (target: Target) => Promise<void>;
  readonly startCheck: (target: Target, readData: boolean) => Run;
  readonly activeRuns: () => readonly Run[];
  /** What was kept open of a target's repository must be closed. */
  readonly closeRepository: (id: TargetId) => Promise<void>;
  readonly places?: TargetPlaces;
  readonly volumes?: VolumeSystem;
}

/** A repository that was there before the agent, such as the command line's own. */
export interface KnownRepository {
  readonly location: string;
  readonly id: string;
  readonly name: string;
}
