/** Which folders change, told as it happens. */
export type { WatchedRoot, WatchMark } from "./contract.ts";
export type { RootState, WatchState } from "./root-states.ts";
export { WatchService } from "./watch-service.ts";
