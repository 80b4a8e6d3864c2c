import type { Run, RunId } from "../../../../../shared/model/index.ts";
import type { AgentClient } from "../../agent-client/index.ts";

/**
 * Follows runs until all have ended, and tells each as it moves on. A wish to stop cancels them, and they are followed to
 * their end all the same.
 *
 * @returns them as they ended, in the order asked for
 */
export async function followRuns(
  client: AgentClient,
  runIds: readonly RunId[],
  tell: (run: Run) => void,
  signal: AbortSignal,
): Promise<readonly Run[]> {
  const ended = new Map<RunId, Run>();
  const take = (run: Run): void => {
    if (!runIds.includes(run.id) || ended.has(run.id)) return;
    if (run.state === "ended") ended.set(run.id, run);
    tell(run);
  };
  const cancel = cancelling(client, runIds);
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel, { once: true });
  const listening = new AbortController();
  try {
    for await (const event of await client.agent.watch(undefined, { signal: listening.signal })) {
      if (event.type === "run") take(event.run);
      // It has what is going on; what ended before it is asked for.
      if (event.type === "hello") for (const runId of runIds) take(await client.runs.get({ runId }));
      if (ended.size === runIds.length) break;
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    listening.abort();
  }
  // The stream may end before the runs, with the agent: then what it last said of them is what is known.
  return Promise.all(runIds.map((runId) => ended.get(runId) ?? client.runs.get({ runId })));
}

function cancelling(client: AgentClient, runIds: readonly RunId[]): () => void {
  return () => {
    // A run that cannot be stopped any more has ended, or its agent has: following it tells.
    for (const runId of runIds) void Promise.resolve(client.runs.cancel({ runId })).catch(() => undefined);
  };
}
