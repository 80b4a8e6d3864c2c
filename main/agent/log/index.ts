/** The agent's log. */
export { type Log, silentLog } from "./log.ts";
export { type LogOptions, type OpenedLog, openLog } from "./open-log.ts";
