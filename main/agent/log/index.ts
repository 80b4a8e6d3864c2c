export { type Log, silentLog } from "./log.ts";
