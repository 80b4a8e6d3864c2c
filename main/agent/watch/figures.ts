import type { PathText } from "../../../shared/model/index.ts";
import { type ByteString, joinPath, toPathText } from "../../engine/light.ts";
import type { BlindSpot, BlindSpots } from "./blind-spots.ts";
import type { WatchFigures, WatchReport } from "./contract.ts";
import type { FolderNode } from "./folder-node.ts";
import type { Handover } from "./handover.ts";
import { suggestLimit, type UsedUp } from "./limit.ts";
import type { WatchSystem } from "./watch-system.ts";

interface FiguresOptions {
  readonly system: WatchSystem;
  readonly report: (report: WatchReport) => void;
  readonly blind: BlindSpots;
  readonly handover: Handover;
}

/** How many folders are watched, by whom, and what to raise so that all are. */
export class Figures {
  readonly #options: FiguresOptions;
  #usedUp: UsedUp | undefined;
  #limit: number | undefined;
  #told = "";

  constructor(options: FiguresOptions) {
    this.#options = options;
  }

  usedUp(setting: UsedUp): void {
    this.#usedUp = setting;
    this.#limit = this.#options.system.inotifySetting(setting);
  }

  /** Whether a limit that stood in the way is higher now. */
  limitRaised(): boolean {
    if (this.#usedUp === undefined || this.#limit === undefined) return false;
    const now = this.#options.system.inotifySetting(this.#usedUp) ?? 0;
    const isRaised = now > this.#limit;
    this.#limit = now;
    return isRaised;
  }

  /** Counts the folders that would have to be watched below one that is not. */
  *countBelow(spot: BlindSpot, path: ByteString): Generator<void> {
    const left = [path];
    for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
      for (const name of this.#foldersIn(folder)) {
        spot.folders++;
        left.push(joinPath(folder, name));
      }
      yield;
    }
  }

  /** Tells them when they changed. */
  tell(roots: readonly ByteString[], nodeAt: (path: ByteString) => FolderNode | undefined): void {
    const { handover, report, system } = this.#options;
    const folders = new Map<PathText, number>(roots.map((path) => [toPathText(path), nodeAt(path)?.count() ?? 0]));
    const limited = this.#options.blind.all().filter(({ reason }) => reason === "limit");
    if (limited.length === 0) this.#usedUp = undefined;
    const needed = limited.reduce((sum, spot) => sum + spot.folders, handover.folders);
    const limit = this.#usedUp && suggestLimit(system, this.#usedUp, needed);
    const figures: WatchFigures = { folders, by: handover.by, ...(limit === undefined ? {} : { limit }) };
    const text = JSON.stringify([...folders, figures.by, limit]);
    if (text === this.#told) return;
    this.#told = text;
    report({ type: "figures", figures });
  }

  #foldersIn(folder: ByteString): ByteString[] {
    try {
      return this.#options.system.foldersIn(folder);
    } catch {
      return []; // an estimate
    }
  }
}
