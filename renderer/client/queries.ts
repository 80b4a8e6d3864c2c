import { MutationCache, QueryClient } from "@tanstack/react-query";
import type { Topic } from "../../shared/api/index.ts";
import { AppError } from "../../shared/errors/index.ts";
import { api } from "./client.ts";

/** Answers of the agent, kept until the agent says that they changed; so nothing is asked again on a timer. */
export const queryClient: QueryClient = new QueryClient({
  // The agent tells of changes by itself; one's own are asked for at once, also when its line is just broken.
  mutationCache: new MutationCache({
    onSuccess: () => invalidateTopics(["agent", "plans", "targets", "runs", "preferences"]),
  }),
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      networkMode: "always", // the agent is on this machine: no network is no reason to wait
      retry: (failures, error) => failures < 2 && error instanceof AppError && error.retry === "now",
    },
    mutations: { networkMode: "always" },
  },
});

/** The calls whose answers are kept, by what they are about. */
const ROOMS = {
  ...{ agent: api.agent, plans: api.plans, targets: api.targets, runs: api.runs },
  // Folders in a snapshot never change: a proof is news of the lists alone.
  ...{
    snapshots: api.snapshots,
    snapshotLists: api.snapshots.list,
    preferences: api.preferences,
    search: api.search,
    proof: api.proof,
  },
};

/** Which answers a topic touches. Snapshots and runs show in the state of plans and targets too. */
const TOUCHED: Readonly<Record<Topic, readonly (keyof typeof ROOMS)[]>> = {
  agent: ["agent"],
  plans: ["plans"],
  targets: ["targets", "plans"],
  runs: ["runs", "plans", "targets", "proof"],
  snapshots: ["snapshots", "plans", "targets", "search", "proof"],
  preferences: ["preferences"],
  search: ["search"],
  proof: ["proof", "plans", "snapshotLists"],
};

/** Asks again what is shown and belongs to these topics. */
export function invalidateTopics(topics: readonly Topic[]): void {
  const rooms = new Set(topics.flatMap((topic) => TOUCHED[topic]));
  for (const [name, room] of Object.entries(ROOMS)) {
    if (rooms.has(name as keyof typeof ROOMS)) void queryClient.invalidateQueries({ queryKey: room.key() });
  }
}

/** Asks everything again that is shown. */
export function invalidateAll(): void {
  void queryClient.invalidateQueries();
}
