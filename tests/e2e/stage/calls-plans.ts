import { randomUUID } from "node:crypto";
import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import { NOT_WATCHED, PlanId, type PlanState, RunId } from "../../../shared/model/index.ts";
import { stageNow } from "./clock.ts";
import { madeProgress, runningRun } from "./made.ts";
import { refused } from "./refused.ts";
import type { StagedAgent } from "./staged-agent.ts";
import { planUpkeep } from "./upkeep.ts";

const os = implement(contract);

/** The topic `plans`. */
export function planCalls(agent: StagedAgent) {
  const find = (planId: string): PlanState => {
    const found = agent.plans.find(({ plan }) => plan.id === planId);
    if (found === undefined) throw refused("agent/plan-unknown", "This plan is gone.", "Go back to the list of plans.");
    return found;
  };
  return {
    plans: {
      list: os.plans.list.handler(() => agent.plans),
      get: os.plans.get.handler(({ input }) => find(input.planId)),
      create: os.plans.create.handler(({ input }) => {
        const targets = input.targetIds.map((targetId) => ({ targetId, snapshots: 0 }));
        const made: PlanState = {
          plan: { id: PlanId.parse(randomUUID()), createdAt: stageNow(), ...input },
          ...{ targets, activity: { type: "idle" }, watch: NOT_WATCHED },
        };
        agent.plans = [...agent.plans, made];
        agent.changed("plans");
        return made;
      }),
      update: os.plans.update.handler(({ input }) => {
        const old = find(input.planId);
        const { id, createdAt } = old.plan;
        const changed = { ...old, plan: { id, createdAt, ...input.choices } };
        agent.plans = agent.plans.map((state) => (state === old ? changed : state));
        agent.changed("plans");
        return changed;
      }),
      remove: os.plans.remove.handler(({ input }) => {
        agent.plans = agent.plans.filter(({ plan }) => plan.id !== input.planId);
        agent.changed("plans");
      }),
      start: os.plans.start.handler(({ input }) => {
        const { plan } = find(input.planId);
        const going = agent.runs.find((run) => run.planId === plan.id && run.state !== "ended");
        if (going !== undefined) return { runIds: [going.id] };
        const id = RunId.parse(randomUUID());
        agent.putRun(
          runningRun(1, madeProgress(0.01), {
            id,
            title: `Back up ${plan.name}`,
            planId: plan.id,
            planName: plan.name,
          }),
        );
        return { runIds: [id] };
      }),
      ...planUpkeep(agent, find),
    },
  };
}
