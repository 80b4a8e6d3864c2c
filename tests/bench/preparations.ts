import { type DataOptions, ensureData } from "./data.ts";
import type { DataName } from "./data-sets.ts";
import { measure } from "./measure.ts";
import { type Place, placeIn, type Tool } from "./tools/index.ts";
import type { Workspace } from "./workspace.ts";

/** What jobs start from, made once for all of them: data, and repositories with a first backup of it. */
export class Preparations {
  readonly #workspace: Workspace;
  readonly #options: DataOptions;
  readonly #repositories = new Map<string, Place>();

  constructor(workspace: Workspace, options: DataOptions) {
    this.#workspace = workspace;
    this.#options = options;
  }

  data(name: DataName | "usr"): Promise<string> {
    return ensureData(name, this.#options);
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
