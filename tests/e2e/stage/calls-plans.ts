import { randomUUID } from "node:crypto";
import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import {
  type Inspection,
  NOT_WATCHED,
  PlanId,
  type PlanState,
  RunId,
  type TargetState,
} from "../../../shared/model/index.ts";
import { stageNow } from "./clock.ts";
import { madeProgress, madeTarget, runningRun } from "./made.ts";
import { refused } from "./refused.ts";
import type { StagedAgent } from "./staged-agent.ts";
import { planUpkeep, targetUpkeep } from "./upkeep.ts";

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

/** The topic `targets`. */
export function targetCalls(agent: StagedAgent) {
  const find = (targetId: string): TargetState => {
    const found = agent.targets.find(({ target }) => target.id === targetId);
    if (found === undefined) throw refused("agent/target-unknown", "This target is gone.", "Go back to the targets.");
    return found;
  };
  const change = (targetId: string, changed: (old: TargetState) => TargetState): TargetState => {
    const old = find(targetId);
    const made = changed(old);
    agent.targets = agent.targets.map((state) => (state === old ? made : state));
    agent.changed("targets");
    return made;
  };
  const added = ({ name, location }: { name?: string | undefined; location: string }): TargetState => {
    const made = madeTarget(agent.targets.length + 10, {
      name: name ?? location.split("/").at(-1) ?? "Backup",
      location,
    });
    agent.targets = [...agent.targets, made];
    agent.changed("targets");
    return made;
  };
  return {
    targets: {
      list: os.targets.list.handler(() => agent.targets),
      get: os.targets.get.handler(({ input }) => find(input.targetId)),
      inspect: os.targets.inspect.handler(({ input: { location } }) => inspected(location, agent)),
      create: os.targets.create.handler(({ input }) => added(input)),
      adopt: os.targets.adopt.handler(({ input }) => added(input)),
      unlock: os.targets.unlock.handler(({ input }) => {
        if (input.passphrase !== "right") {
          throw refused(
            "repository/wrong-password",
            "This passphrase does not open the repository.",
            "Check it and try again.",
          );
        }
        return change(input.targetId, (old) => ({ ...old, passphrase: "kept" }));
      }),
      rename: os.targets.rename.handler(({ input }) =>
        change(input.targetId, (old) => ({ ...old, target: { ...old.target, name: input.name } })),
      ),
      remove: os.targets.remove.handler(({ input }) => {
        if (agent.plans.some(({ plan }) => plan.targetIds.includes(input.targetId))) {
          throw refused(
            "agent/target-in-use",
            "A plan still uses this target.",
            "Choose another target in the plan first.",
          );
        }
        agent.targets = agent.targets.filter(({ target }) => target.id !== input.targetId);
        agent.changed("targets");
      }),
      saveRecoveryKit: os.targets.saveRecoveryKit.handler(({ input }) => {
        change(input.targetId, (old) => ({ ...old, target: { ...old.target, recoveryKitSavedAt: stageNow() } }));
        return { path: `${input.folder}/Holdfast recovery kit.html` };
      }),
      check: os.targets.check.handler(({ input }) => {
        const id = RunId.parse(randomUUID());
        const title = `Check ${find(input.targetId).target.name}`;
        agent.putRun(runningRun(1, { ...madeProgress(0.01), phase: "checking" }, { id, kind: "check", title }));
        return { runId: id };
      }),
      ...targetUpkeep(agent, find),
    },
  };
}

/** Drives have other files on them, and a folder of ours: with backups in it where some are known and no target is. */
function inspected(location: string, agent: StagedAgent): Inspection {
  const space = { freeBytes: 612_000_000_000, totalBytes: 1_000_000_000_000 };
  const common = { location, space, isOnSystemVolume: location.startsWith("/home") };
  const known = agent.targets.find(({ target }) => target.location === location);
  if (!location.endsWith("/Holdfast")) return { ...common, finding: "other-files", suggested: `${location}/Holdfast` };
  if (known !== undefined) return { ...common, finding: "repository", knownAs: known.target.id };
  if (agent.stage.snapshots === undefined) return { ...common, finding: "nothing" };
  return { ...common, finding: "repository", passphrase: "needed" };
}
