import type { AgentHost } from "../../shared/model/index.ts";
import type { AppFolders, OpenedSecrets } from "../platform/index.ts";
import type { Catalog } from "./catalog/index.ts";
import type { Clock } from "./clock/index.ts";
import type { Log } from "./log/index.ts";
import type { Settings } from "./settings/index.ts";
import type { AgentStay } from "./stay.ts";
import type { Surroundings } from "./surroundings/index.ts";

/** What the rooms are made of. */
export interface Ground {
  readonly folders: AppFolders;
  readonly catalog: Catalog;
  readonly settings: Settings;
  readonly secrets: OpenedSecrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly hostname: string;
  readonly version: string;
  /** What keeps the agent running. */
  readonly host: AgentHost;
  /** What the host knows of the computer now. */
  readonly surroundings: () => Promise<Surroundings>;
  readonly stay: AgentStay;
}
