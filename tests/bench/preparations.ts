import { type DataOptions, ensureData } from "./data.ts";
import type { DataName } from "./data-sets.ts";
import { measure } from "./measure.ts";
import { type Place, placeIn, type Tool } from "./tools/index.ts";
import { TouchedFiles } from "./touched-files.ts";
import { WatchedPlan } from "./watched-plan.ts";
import type { Workspace } from "./workspace.ts";

/** What jobs start from, made once for all of them: data, and repositories with a first backup of it. */
export class Preparations {
  readonly #workspace: Workspace;
  readonly #options: DataOptions;
  readonly #repositories = new Map<string, Place>();
  readonly #plans = new Map<string, WatchedPlan>();
  readonly #touched = new Map<string, TouchedFiles>();

  constructor(workspace: Workspace, options: DataOptions) {
    this.#workspace = workspace;
    this.#options = options;
  }

  data(name: DataName | "usr"): Promise<string> {
    return ensureData(name, this.#options);
  }

  /** An agent that has backed up the source twice, the second time when all of it was watched. */
  async watchedPlan(source: string): Promise<WatchedPlan> {
    const known = this.#plans.get(source);
    if (known !== undefined) return known;
    this.#options.say("preparing an agent that watches …");
    const plan = new WatchedPlan(this.#workspace.folder(), source, this.#options.signal);
    this.#plans.set(source, plan);
    await plan.begin();
    for (let run = 0; run < 2; run++) await plan.backUp();
    return plan;
  }

  /** 1,000 files in 100 folders; put back in the end. */
  touchedFiles(source: string): TouchedFiles {
    const touched = this.#touched.get(source) ?? new TouchedFiles(source, { folders: 100, filesInEach: 10 });
    this.#touched.set(source, touched);
    return touched;
  }

  /** Ends agents, and makes the data what it was. */
  async close(): Promise<void> {
    for (const plan of this.#plans.values()) await plan.end();
    for (const touched of this.#touched.values()) touched.putBack();
  }

  /** A repository that the tool has made and that has one backup of the source, or a few where nothing had changed. */
  async repository(tool: Tool, source: string): Promise<Place> {
    const key = `${tool.name} ${source}`;
    const known = this.#repositories.get(key);
    if (known !== undefined) return known;
    this.#options.say(`preparing a repository of ${tool.title} …`);
    const place = placeIn(this.#workspace.folder());
    await measure(tool.init(place), this.#options.signal);
    await measure(tool.backup(place, source), this.#options.signal);
    this.#repositories.set(key, place);
    return place;
  }
}
