import { useSyncExternalStore } from "react";
import type { PlanId, Run, RunId, TargetId } from "../../shared/model/index.ts";
import { client } from "./client.ts";
import { LiveLine, type LiveState } from "./live-line.ts";
import { invalidateAll, invalidateTopics } from "./queries.ts";

const line = new LiveLine({
  watch: (signal) => client.agent.watch(undefined, { signal }),
  invalidateTopics,
  invalidateAll,
  now: Date.now,
  wait: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    }),
});

/** Opens the line; once, when the window starts. A window that comes to the front tries at once. */
export function startLive(): void {
  void line.run();
  addEventListener("focus", () => line.tryNow());
}

/** Tries to reach the agent now, not after the pause. */
export function reconnectNow(): void {
  line.tryNow();
}

/** The state of the line and all that it has told. */
export function useLive(): LiveState {
  return useSyncExternalStore(line.subscribe, () => line.state);
}

/** What is queued or going on: the oldest first, and what runs before what waits. */
export function useActiveRuns(about: { planId?: PlanId; targetId?: TargetId } = {}): readonly Run[] {
  const { runs } = useLive();
  return [...runs.values()]
    .filter((run) => run.state !== "ended")
    .filter((run) => about.planId === undefined || run.planId === about.planId)
    .filter((run) => about.targetId === undefined || run.targetId === about.targetId)
    .sort((a, b) => Number(a.state === "queued") - Number(b.state === "queued") || a.queuedAt - b.queuedAt);
}

/** What the line has told of a run, if anything: newer than any answer to a call. */
export function useLiveRun(runId: RunId): Run | undefined {
  return useLive().runs.get(runId);
}
