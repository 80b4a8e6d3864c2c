import type { Moment, PathText, Presence, Target, TargetId } from "../../../shared/model/index.ts";
import type { VolumeSystem } from "../../platform/index.ts";
import { isRemote } from "./place.ts";
import type { Look } from "./target-places.ts";

/** Some systems start a program to tell of volumes: not more often than this for a drive that is away. */
const ASK_EVERY_MS = 60_000;

export interface DrivesOptions {
  readonly volumes: VolumeSystem;
  /** Asking what is mounted costs next to nothing. */
  readonly isCheap: boolean;
  readonly isOnNetwork: (location: PathText) => Promise<boolean>;
  readonly now: () => Moment;
  /** A look at the place that the target names. */
  readonly look: (target: Target) => Promise<Look>;
  /** What is known of a target is another by now; one that was removed meanwhile stays so. */
  readonly change: (id: TargetId, facts: Partial<Pick<Target, "kind" | "location" | "volume">>) => Promise<void>;
  /** A drive was unplugged, or is mounted elsewhere: what was kept open of it is of no use. */
  readonly left: (id: TargetId) => void;
}

/**
 * Looks at targets on this computer's disks and shares, and knows drives by their volumes: wherever one is mounted, its
 * target is there, and another drive at the same place is not taken for it.
 */
export class Drives {
  readonly #options: DrivesOptions;
  /** Looked at closely in this life. */
  readonly #learned = new Set<TargetId>();
  readonly #present = new Set<TargetId>();
  readonly #askedAt = new Map<TargetId, Moment>();

  constructor(options: DrivesOptions) {
    this.#options = options;
  }

  async look(target: Target): Promise<Look> {
    if (isRemote(target.location)) return this.#options.look(target);
    const look = await this.#lookFor(target);
    this.#noteLeaving(target, look.presence);
    if (look.presence === "present" && !this.#learned.has(target.id)) await this.#learn(target);
    return look;
  }

  /** It was set up anew: what it is on may be another volume than before. */
  forget(id: TargetId): void {
    this.#learned.delete(id);
  }

  /** What a place on this computer is for its user, and the volume of a drive. */
  async kindAt(location: PathText): Promise<Pick<Target, "kind" | "volume">> {
    const { volumes, isOnNetwork } = this.#options;
    if (await isOnNetwork(location)) return { kind: "share" };
    const volume = await volumes.volumeOf(location);
    if (volume?.isRemovable !== true) return { kind: "folder" };
    const { id, label, path } = volume;
    return { kind: "drive", volume: { id, label, path } };
  }

  async #lookFor(target: Target): Promise<Look> {
    const { look, isCheap, now } = this.#options;
    const { id, kind, volume, location } = target;
    if (kind !== "drive" || volume === undefined) return look(target);
    if (!isCheap) {
      const there = await look(target);
      const isSoon = now() - (this.#askedAt.get(id) ?? 0) < ASK_EVERY_MS;
      if (there.presence !== "away" || isSoon) return there;
      this.#askedAt.set(id, now());
    }
    const places = await this.#options.volumes.mountedAt(volume);
    if (places.includes(location)) return look(target);
    return this.#lookElsewhere(target, places);
  }

  async #lookElsewhere(target: Target, places: readonly PathText[]): Promise<Look> {
    const { look, volumes, change, left } = this.#options;
    for (const location of places) {
      const there = await look({ ...target, location });
      if (there.presence !== "present") continue;
      await change(target.id, { location });
      left(target.id);
      return there;
    }
    // Where the system tells nothing of volumes, the place is all there is to go by.
    const isUntold = places.length === 0 && (await volumes.volumeOf(target.location)) === undefined;
    return isUntold ? look(target) : { presence: "away" };
  }

  /** Targets that were set up before drives were known by their volumes, or just now. */
  async #learn({ id, kind, volume, location }: Target): Promise<void> {
    this.#learned.add(id);
    const facts = await this.kindAt(location);
    const isKnown = facts.kind === kind && facts.volume?.id === volume?.id && facts.volume?.path === volume?.path;
    // What cannot be told today was known once.
    if (!isKnown && facts.kind !== "folder") await this.#options.change(id, facts);
  }

  #noteLeaving({ id, kind }: Target, presence: Presence): void {
    if (presence === "present") this.#present.add(id);
    else if (presence === "away" && this.#present.delete(id) && kind === "drive") this.#options.left(id);
  }
}
