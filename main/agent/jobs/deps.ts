import type { PathText, Plan, Run } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { KnownChanges } from "../changes/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Repositories } from "../repositories/index.ts";
import type { Snapshots } from "../snapshots/index.ts";

/** What jobs need to know and to tell. */
export interface JobDeps {
  readonly catalog: Pick<Catalog, "snapshots">;
  readonly snapshots: Pick<Snapshots, "readAll">;
  readonly storages: Pick<Repositories, "withStorage">;
  readonly plans: () => readonly Plan[];
  readonly clock: Clock;
  /** Who wants it. */
  readonly trigger: Run["trigger"];
  /** What no backup takes along: the repositories of all targets, and the agent's own database. */
  readonly skipPaths: () => readonly PathText[];
  /** Written into snapshots, such as `holdfast 0.1.0`. */
  readonly programVersion: string;
  /** Absent where nobody watches: then every backup walks. */
  readonly changes?: KnownChanges;
}

/** Another program may work on the repository; mostly it is done soon. */
export const RETRY_LOCK_MS = 60_000;
