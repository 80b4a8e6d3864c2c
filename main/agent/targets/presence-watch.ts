import type { Moment, Presence, Refusal, Space, Target, TargetId } from "../../../shared/model/index.ts";
import type { TargetFactStore } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import { isRemote } from "./place.ts";
import type { Look } from "./target-places.ts";

const EVERY_MS = 10_000;
/** A look through a network costs, is counted by some, and logs in: every few minutes is enough to know. */
const REMOTE_EVERY_MS = { present: 5 * 60_000, away: 60_000 };
/** Servers shut out who comes again and again with the wrong password. */
const REFUSED_EVERY_MS = 30 * 60_000;
/** How old the stored “last seen” may be while a target is there: a write every ten seconds would keep disks awake. */
const STORE_EVERY_MS = 5 * 60_000;
/** Less than a thousandth of a volume is not worth telling. */
const TOLD_SHARE = 1 / 1000;

/** What is known of a target without looking. */
export interface Known {
  readonly presence: Presence;
  readonly lastSeenAt?: Moment;
  readonly space?: Space;
  /** Why it cannot be used although it answers. */
  readonly problem?: Refusal;
}

export interface PresenceOptions {
  readonly targets: () => readonly Target[];
  readonly look: (target: Target) => Promise<Look>;
  readonly facts: TargetFactStore;
  readonly clock: Clock;
  /** Called when what a list of targets shows has changed. */
  readonly onChange: () => void;
  /** Called when a target is seen that was not there at the look before, or for the first time. */
  readonly onSeen: (target: Target) => void;
  /** What else is worth looking after at each round. */
  readonly onRound: () => Promise<void>;
  /** Called when a round fails, which ends no watching. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Knows whether targets are there by looking at them every few seconds, so that a list of them is told at once and never
 * waits for a disk.
 */
export class PresenceWatch {
  readonly #options: PresenceOptions;
  readonly #known = new Map<TargetId, Known>();
  readonly #lookedAt = new Map<TargetId, Moment>();
  readonly #storedAt = new Map<TargetId, Moment>();
  #isStopped = false;
  #callOff = (): void => {};

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** The first look is taken at once. */
  start(): void {
    void this.#round();
  }

  /** Stores when targets were last seen. */
  stop(): void {
    this.#isStopped = true;
    this.#callOff();
    for (const { id } of this.#options.targets()) if (this.of(id).presence === "present") this.#store(id);
  }

  of(id: TargetId): Known {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const { lastSeenAt, space } = this.#options.facts.get(id);
    return { presence: "unknown", ...seen(lastSeenAt, space) };
  }

  forget(id: TargetId): void {
    this.#known.delete(id);
    this.#storedAt.delete(id);
    this.#lookedAt.delete(id);
    this.#options.facts.forget(id);
  }

  /** Looks now, and remembers. */
  async look(target: Target): Promise<Presence> {
    const { id } = target;
    const look = await this.#options.look(target);
    this.#lookedAt.set(id, this.#options.clock.now());
    const isCurrent = this.#options.targets().some((each) => each.id === id && each.location === target.location);
    if (isCurrent && !this.#isStopped) this.#remember(target, look);
    return look.presence;
  }

  async #round(): Promise<void> {
    const { targets, onRound, onFailure, clock } = this.#options;
    try {
      await Promise.all([
        onRound(),
        ...targets()
          .filter((target) => this.#isDue(target))
          .map((target) => this.look(target)),
      ]);
    } catch (error) {
      onFailure(error);
    }
    if (!this.#isStopped) this.#callOff = clock.after(EVERY_MS, () => void this.#round());
  }

  #isDue({ id, location }: Target): boolean {
    const lookedAt = this.#lookedAt.get(id);
    if (lookedAt === undefined || !isRemote(location)) return true;
    const { presence, problem } = this.of(id);
    const everyMs =
      problem !== undefined ? REFUSED_EVERY_MS : REMOTE_EVERY_MS[presence === "present" ? "present" : "away"];
    return this.#options.clock.now() - lookedAt >= everyMs;
  }

  #remember(target: Target, { presence, space, problem }: Look): void {
    const { clock, onChange, onSeen } = this.#options;
    const { id } = target;
    const before = this.of(id);
    if (presence === "unknown" && before.presence !== "unknown") return;
    const isUsable = presence === "present" && problem === undefined;
    const lastSeenAt = isUsable ? clock.now() : before.lastSeenAt;
    const isSpaceNew = space !== undefined && isWorthTelling(before.space, space);
    const wasUsable = before.presence === "present" && before.problem === undefined;
    const shown = seen(lastSeenAt, isSpaceNew ? space : before.space);
    this.#known.set(id, { presence, ...shown, ...(problem === undefined ? {} : { problem }) });
    const isPresenceNew = presence !== before.presence || problem?.message !== before.problem?.message;
    const storedAt = this.#storedAt.get(id) ?? 0;
    const isStale = isUsable && clock.now() - storedAt >= STORE_EVERY_MS;
    if (isPresenceNew || isSpaceNew || isStale) this.#store(id);
    if (isPresenceNew || isSpaceNew) onChange();
    if (isUsable && !wasUsable) onSeen(target);
  }

  #store(id: TargetId): void {
    const { lastSeenAt, space } = this.of(id);
    if (lastSeenAt === undefined && space === undefined) return;
    const { facts } = this.#options;
    facts.set(id, { ...facts.get(id), ...seen(lastSeenAt, space) });
    this.#storedAt.set(id, this.#options.clock.now());
  }
}

function seen(lastSeenAt: Moment | undefined, space: Space | undefined): Pick<Known, "lastSeenAt" | "space"> {
  return { ...(lastSeenAt === undefined ? {} : { lastSeenAt }), ...(space === undefined ? {} : { space }) };
}

function isWorthTelling(before: Space | undefined, after: Space): boolean {
  if (before === undefined || before.totalBytes !== after.totalBytes) return true;
  return Math.abs(before.freeBytes - after.freeBytes) >= after.totalBytes * TOLD_SHARE;
}
