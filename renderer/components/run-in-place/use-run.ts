import { useQuery } from "@tanstack/react-query";
import type { Run, RunId } from "../../../shared/model/index.ts";
import { api, useLiveRun } from "../../client/index.ts";

/** A run, as new as the line tells it; asked for when the line has nothing of it, as after a reload. */
export function useRun(runId: RunId): { readonly run: Run | undefined; readonly error: Error | null; retry(): void } {
  const live = useLiveRun(runId);
  const query = useQuery(api.runs.get.queryOptions({ input: { runId } }));
  const hasEnded = query.data?.state === "ended";
  const run = hasEnded && live?.state !== "ended" ? query.data : (live ?? query.data);
  return { run, error: run === undefined ? query.error : null, retry: () => void query.refetch() };
}
