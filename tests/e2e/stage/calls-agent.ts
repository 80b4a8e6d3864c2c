import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import { stageNow } from "./clock.ts";
import { refused } from "./refused.ts";
import type { StagedAgent } from "./staged-agent.ts";
import { pauses } from "./upkeep.ts";

const os = implement(contract);

/** The topics `agent`, `runs` and `preferences`. */
export function agentCalls(agent: StagedAgent) {
  return {
    agent: {
      status: os.agent.status.handler(() => agent.status()),
      watch: os.agent.watch.handler(({ signal }) => agent.watch(signal)),
      dismissNotice: os.agent.dismissNotice.handler(({ input }) => {
        agent.notices = agent.notices.filter(({ id }) => id !== input.id);
        agent.changed("agent");
      }),
      lookAgain: os.agent.lookAgain.handler(() => undefined),
      stop: os.agent.stop.handler(() => undefined),
    },
    preferences: {
      get: os.preferences.get.handler(() => agent.preferences),
      update: os.preferences.update.handler(({ input }) => {
        agent.preferences = input;
        agent.changed("preferences");
        return input;
      }),
      ...pauses(agent),
    },
    runs: {
      list: os.runs.list.handler(({ input }) => {
        const fitting = agent.runs
          .filter((run) => input.planId === undefined || run.planId === input.planId)
          .filter((run) => input.targetId === undefined || run.targetId === input.targetId)
          .filter((run) => input.kind === undefined || run.kind === input.kind)
          .filter((run) => input.before === undefined || run.queuedAt < input.before);
        return { runs: fitting.slice(0, input.limit), hasMore: fitting.length > input.limit };
      }),
      get: os.runs.get.handler(({ input }) => findRun(agent, input.runId)),
      cancel: os.runs.cancel.handler(({ input }) => {
        const run = findRun(agent, input.runId);
        const stopping = { ...run, isStopping: true };
        agent.putRun(
          run.state === "queued" ? { ...run, state: "ended", outcome: "cancelled", endedAt: stageNow() } : stopping,
        );
        return findRun(agent, input.runId);
      }),
      problems: os.runs.problems.handler(({ input }) => {
        const all = agent.stage.problems ?? [];
        const causes = [...Map.groupBy(all, ({ cause }) => cause)].map(([cause, { length }]) => ({
          cause,
          count: length,
        }));
        const fitting = all.filter(({ cause }) => input.cause === undefined || cause === input.cause);
        return { causes, problems: fitting.slice(input.offset, input.offset + input.limit) };
      }),
      log: os.runs.log.handler(() => agent.stage.notes ?? []),
    },
  };
}

function findRun(agent: StagedAgent, runId: string): StagedAgent["runs"][number] {
  const run = agent.runs.find(({ id }) => id === runId);
  if (run === undefined)
    throw refused("agent/run-unknown", "This run is not in the history.", "Go back to the activity.");
  return run;
}
