import { join } from "node:path";
import type { Run, TargetId } from "../../shared/model/index.ts";
import type { Events } from "./events/index.ts";
import type { Ground } from "./ground.ts";
import type { Repositories } from "./repositories/index.ts";
import { IndexClient, Indexer, Inspection, Search } from "./search/index.ts";
import type { Targets } from "./targets/index.ts";

export const SEARCH_FILE = "search.sqlite";

/** Runs after which a target has other snapshots than before. */
const MOVING: ReadonlySet<Run["kind"]> = new Set(["backup", "copy", "tidy", "repair"]);

/** The search with all that works for it. */
export interface Searching {
  readonly search: Search;
  /** A target can be read, or its snapshots may be others. An agent that lives for one command has no time for it. */
  look(targetId: Run["targetId"]): void;
  afterRun(run: Run): void;
  /** A target was removed, or is opened in another way from now on: it is kept open no longer. */
  leave(targetId: TargetId): Promise<void>;
  stop(): Promise<void>;
}

interface SearchRooms {
  readonly targets: Targets;
  readonly repositories: Repositories;
  readonly events: Events;
}

export function buildSearch(ground: Ground, { targets, repositories, events }: SearchRooms): Searching {
  const { clock, log, settings, folders, catalog, stay } = ground;
  const index = new IndexClient({ file: join(folders.data, SEARCH_FILE) }, clock);
  const all = () => settings.targets();
  const moved = (): void => events.changed("search");
  const indexer = new Indexer({ ...{ index, repositories, clock, log, moved }, targets: all });
  const inspection = new Inspection({ targets, repositories, clock });
  const search = new Search({
    ...{ index, indexer, inspection, targets: all, plans: () => settings.plans(), catchesUp: stay === "brief" },
    snapshotsOf: (id) => catalog.snapshots.totals(id).count,
  });
  const look: Searching["look"] = (targetId) => {
    if (targetId !== undefined && stay !== "brief") indexer.look(targetId);
  };
  return {
    ...{ search, look },
    leave: (targetId) => {
      look(targetId);
      return repositories.forget(targetId);
    },
    afterRun: ({ kind, targetId }) => {
      if (MOVING.has(kind)) look(targetId);
    },
    stop: async () => {
      inspection.stop();
      await indexer.stop();
      await index.close();
    },
  };
}
