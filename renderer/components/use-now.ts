import { useSyncExternalStore } from "react";

const TICK_MS = 10_000;
const listeners = new Set<() => void>();
let moment = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  moment = Date.now();
  timer ??= setInterval(() => {
    moment = Date.now();
    for (const tell of listeners) tell();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now, a little behind: one clock for the whole window, so that all “4 minutes ago” move together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => moment);
}
