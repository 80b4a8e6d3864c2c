import type { Unwatched } from "../../../shared/model/index.ts";
import { type ByteString, parentPath, toPathText } from "../../engine/light.ts";
import type { WatchReport } from "./contract.ts";
import { isWithin } from "./within.ts";

export interface BlindSpot {
  readonly path: ByteString;
  readonly reason: Unwatched["reason"];
  readonly detail: string;
  /** When to try again, and how long to wait after that. */
  dueAt: number;
  waitMs: number;
  /** For a limit: folders in it. */
  folders: number;
}

interface BlindOptions {
  readonly tell: (report: WatchReport) => void;
  readonly now: () => number;
  readonly retryMs: number;
}

/** More in one folder than this are told as that folder: people can act on a handful. */
const MOST_IN_ONE = 16;
const LONGEST_WAIT_MS = 60 * 60_000;

/** Subtrees that are not watched, the topmost of each only. */
export class BlindSpots {
  readonly #options: BlindOptions;
  readonly #spots = new Map<ByteString, BlindSpot>();

  constructor(options: BlindOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#spots.size;
  }

  all(): BlindSpot[] {
    return [...this.#spots.values()];
  }

  at(path: ByteString): BlindSpot | undefined {
    return this.#spots.get(path);
  }

  covering(path: ByteString): BlindSpot | undefined {
    if (this.#spots.size === 0) return undefined;
    return this.all().find((spot) => isWithin(path, spot.path));
  }

  /** @param root nothing above it is told. @returns the spot that stands for the path */
  add(path: ByteString, why: Pick<BlindSpot, "reason" | "detail">, root: ByteString): BlindSpot {
    const covering = this.covering(path);
    if (covering !== undefined) return covering;
    const siblings = this.all().filter((spot) => isWithin(spot.path, parentPath(path)));
    const place = siblings.length >= MOST_IN_ONE && path !== root ? parentPath(path) : path;
    const { now, retryMs, tell } = this.#options;
    let folders = 0;
    for (const spot of this.all().filter((each) => isWithin(each.path, place))) {
      folders += spot.folders;
      this.#spots.delete(spot.path);
    }
    const spot = { path: place, ...why, dueAt: now() + retryMs, waitMs: retryMs, folders };
    this.#spots.set(place, spot);
    tell({ type: "unwatched", path: toPathText(place), ...why });
    return spot;
  }

  /** Once more, for whoever has forgotten. */
  tellAll(): void {
    for (const { path, reason, detail } of this.all()) {
      this.#options.tell({ type: "unwatched", path: toPathText(path), reason, detail });
    }
  }

  /** Those at or below a path are no more, or are watched. */
  forget(path: ByteString): void {
    for (const spot of this.all()) {
      if (!isWithin(spot.path, path)) continue;
      this.#spots.delete(spot.path);
      this.#options.tell({ type: "watched-again", path: toPathText(spot.path) });
    }
  }

  /** Those whose time has come, each with its next time set: twice as long from now, an hour at most. */
  due(): BlindSpot[] {
    const now = this.#options.now();
    const due = this.all().filter(({ dueAt }) => dueAt <= now);
    for (const spot of due) {
      spot.waitMs = Math.min(2 * spot.waitMs, LONGEST_WAIT_MS);
      spot.dueAt = now + spot.waitMs;
    }
    return due;
  }
}
