import type { PathText, Unwatched, WatchLimit } from "../../../shared/model/index.ts";
import type { WatchReport } from "./contract.ts";

export interface RootState {
  readonly path: PathText;
  /** `starting`: folders are being taken in. `partly`: some of it has to be walked. `off`: all of it. */
  readonly state: "starting" | "watching" | "partly" | "off";
  /** Folders that are watched. */
  readonly folders: number;
  readonly unwatched: readonly Unwatched[];
}

export interface WatchState {
  readonly roots: readonly RootState[];
  /** Who watches: chokidar as long as there are not too many folders. */
  readonly by: "chokidar" | "lean";
  /** The system's limit that stands in the way, and what raises it. */
  readonly limit?: WatchLimit;
}

/** What the thread's reports come to, root by root. */
export class RootStates {
  #roots: readonly PathText[] = [];
  readonly #ready = new Map<PathText, number>();
  readonly #unwatched = new Map<PathText, Unwatched>();
  #folders: ReadonlyMap<PathText, number> = new Map();
  #limit: WatchLimit | undefined;
  #by: WatchState["by"] = "lean";

  /** Nothing is watched yet. */
  begin(roots: readonly PathText[]): void {
    this.#roots = roots;
    this.#ready.clear();
    this.#unwatched.clear();
    this.#folders = new Map();
    this.#limit = undefined;
    this.#by = "lean";
  }

  hear(report: Exclude<WatchReport, { type: "marks" }>): void {
    if (report.type === "ready") this.#ready.set(report.root, report.folders);
    else if (report.type === "figures") {
      this.#folders = report.figures.folders;
      this.#limit = report.figures.limit;
      this.#by = report.figures.by;
    } else if (report.type === "watched-again") this.#forget(report.path);
    else {
      const { path, reason, detail } = report;
      this.#forget(path);
      this.#unwatched.set(path, { path, reason, detail });
    }
  }

  unwatched(): Unwatched[] {
    return [...this.#unwatched.values()];
  }

  state(): WatchState {
    const roots = this.#roots.map((path) => this.#stateOf(path));
    const by = this.#by;
    return this.#limit === undefined ? { roots, by } : { roots, by, limit: this.#limit };
  }

  #stateOf(path: PathText): RootState {
    const unwatched = this.unwatched().filter((each) => isAtOrBelow(each.path, path) || isAtOrBelow(path, each.path));
    const isOff = unwatched.some((each) => isAtOrBelow(path, each.path));
    const folders = this.#folders.get(path) ?? this.#ready.get(path) ?? 0;
    const state = unwatched.length > 0 ? "partly" : "watching";
    return { path, folders, unwatched, state: isOff ? "off" : this.#ready.has(path) ? state : "starting" };
  }

  #forget(path: PathText): void {
    for (const each of [...this.#unwatched.keys()]) if (isAtOrBelow(each, path)) this.#unwatched.delete(each);
  }
}

/** Whether a path is a folder or below it. */
export function isAtOrBelow(path: PathText, folder: PathText): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
