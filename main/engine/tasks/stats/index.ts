export {
  type Compression,
  STATS_MODES,
  type Stats,
  type StatsMode,
  type StatsOptions,
  type StatsProgress,
} from "./model.ts";
export { stats } from "./stats.ts";
export { statsLine } from "./stats-line.ts";
