/** The data that processes tell each other: plain, readonly, each with the schema that checks it at a border. */
export * from "./agent-status.ts";
export * from "./basics.ts";
export * from "./conditions.ts";
export * from "./disk.ts";
export * from "./ids.ts";
export * from "./mass-change.ts";
export * from "./pace.ts";
export * from "./plan.ts";
export * from "./preferences.ts";
export * from "./refusal.ts";
export * from "./restore.ts";
export * from "./retention.ts";
export * from "./run.ts";
export * from "./schedule.ts";
export * from "./snapshot.ts";
export * from "./target.ts";
export * from "./watch.ts";
