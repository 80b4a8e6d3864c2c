import type { WatchedRoot, WatchReport } from "./contract.ts";

/** To the thread. */
export type WatchOrder =
  | { readonly type: "roots"; readonly roots: readonly WatchedRoot[] }
  | { readonly type: "settle"; readonly id: number }
  | { readonly type: "close" };

/** From the thread. Reports come in the order of what they tell; `settled` after all that was to be told before it. */
export type WatchAnswer = WatchReport | { readonly type: "settled"; readonly id: number };
