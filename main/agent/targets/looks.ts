import type { Target, TargetId } from "../../../shared/model/index.ts";
import type { Access } from "../../../shared/targets/index.ts";
import type { Clock } from "../clock/index.ts";
import { patiently } from "./patient.ts";
import { isRemote, type Place } from "./place.ts";
import type { Look, TargetPlaces } from "./target-places.ts";

/** Calls that do not come back hold threads of a pool of four, which all reading and writing of files shares. */
const MOST_HUNG = 2;

type LookedAt = Pick<TargetPlaces, "isRepositoryAt" | "spaceAt" | "lookAtRemote">;

/** Looks at targets so that a dead one holds up nobody: what does not answer within some seconds is away. */
export class Looks {
  readonly #places: LookedAt;
  readonly #accessOf: (target: Target) => Promise<Access>;
  readonly #clock: Clock;
  readonly #pending = new Map<TargetId, Promise<Look>>();
  readonly #hung = new Set<TargetId>();

  constructor(places: LookedAt, accessOf: (target: Target) => Promise<Access>, clock: Clock) {
    this.#places = places;
    this.#accessOf = accessOf;
    this.#clock = clock;
  }

  /** @returns `unknown` when it cannot even be tried, because too many calls for other targets never came back */
  async look(target: Target): Promise<Look> {
    const { id } = target;
    // A network holds no thread, and its calls end when they are told to.
    const canHang = !isRemote(target.location);
    if (canHang && this.#hung.has(id)) return { presence: "away" };
    if (canHang && this.#hung.size >= MOST_HUNG) return { presence: "unknown" };
    const look = await patiently(target, this.#clock, (signal) => this.#once(target, signal));
    if (look !== undefined) return look;
    if (canHang && this.#pending.has(id)) this.#hung.add(id);
    return { presence: "away" };
  }

  /** One call at a time for a target, however many ask. */
  #once(target: Target, signal: AbortSignal): Promise<Look> {
    const { id } = target;
    const pending = this.#pending.get(id);
    if (pending !== undefined) return pending;
    const look = this.#see(target, signal).finally(() => {
      this.#pending.delete(id);
      this.#hung.delete(id);
    });
    this.#pending.set(id, look);
    return look;
  }

  async #see(target: Target, signal: AbortSignal): Promise<Look> {
    const place: Place = { location: target.location, access: await this.#accessOf(target) };
    if (isRemote(place.location)) return this.#places.lookAtRemote(place, signal);
    if (!(await this.#places.isRepositoryAt(place, signal))) return { presence: "away" };
    const space = await this.#places.spaceAt(place, signal);
    return { presence: "present", ...(space && { space }) };
  }
}
