import type { Presence, Space, Target, TargetId } from "../../../shared/model/index.ts";
import { type Clock, inTime } from "../clock/index.ts";
import type { TargetPlaces } from "./target-places.ts";

const PATIENCE_MS = 5000;
/** Calls that do not come back hold threads of a pool of four, which all reading and writing of files shares. */
const MOST_HUNG = 2;

/** What a look at a target saw. */
export interface Look {
  readonly presence: Presence;
  readonly space?: Space;
}

/** Looks at targets so that a dead one holds up nobody: what does not answer within five seconds is away. */
export class Looks {
  readonly #places: Pick<TargetPlaces, "isRepositoryAt" | "spaceAt">;
  readonly #clock: Clock;
  readonly #pending = new Map<TargetId, Promise<Look>>();
  readonly #hung = new Set<TargetId>();

  constructor(places: Pick<TargetPlaces, "isRepositoryAt" | "spaceAt">, clock: Clock) {
    this.#places = places;
    this.#clock = clock;
  }

  /** @returns `unknown` when it cannot even be tried, because too many calls for other targets never came back */
  async look(target: Target): Promise<Look> {
    const { id } = target;
    if (this.#hung.has(id)) return { presence: "away" };
    if (this.#hung.size >= MOST_HUNG) return { presence: "unknown" };
    const look = await inTime(this.#once(target), PATIENCE_MS, this.#clock);
    if (look !== undefined) return look;
    if (this.#pending.has(id)) this.#hung.add(id);
    return { presence: "away" };
  }

  /** One call at a time for a target, however many ask. */
  #once(target: Target): Promise<Look> {
    const { id } = target;
    const pending = this.#pending.get(id);
    if (pending !== undefined) return pending;
    const look = this.#see(target).finally(() => {
      this.#pending.delete(id);
      this.#hung.delete(id);
    });
    this.#pending.set(id, look);
    return look;
  }

  async #see({ location }: Target): Promise<Look> {
    if (!(await this.#places.isRepositoryAt(location))) return { presence: "away" };
    const space = await this.#places.spaceAt(location);
    return { presence: "present", ...(space && { space }) };
  }
}
