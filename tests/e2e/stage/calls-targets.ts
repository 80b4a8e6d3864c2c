import { randomUUID } from "node:crypto";
import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import { type AccessValues, RunId, type TargetKind, type TargetState } from "../../../shared/model/index.ts";
import { partAccess, TARGET_TYPES } from "../../../shared/targets/index.ts";
import { stageNow } from "./clock.ts";
import { inspected, kindOf, tried } from "./far-places.ts";
import { madeProgress, madeTarget, runningRun } from "./made.ts";
import { refused } from "./refused.ts";
import type { StagedAgent } from "./staged-agent.ts";
import { targetUpkeep } from "./upkeep.ts";

const os = implement(contract);

interface NewTarget {
  readonly name?: string | undefined;
  readonly location: string;
  readonly access?: AccessValues | undefined;
}

/** What of a connection is no secret. */
function openOf(kind: TargetKind, access: AccessValues = {}): AccessValues {
  const type = TARGET_TYPES.find((each) => each.type === kind)?.type;
  return type === undefined ? {} : partAccess(type, access).open;
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
  const added = ({ name, location, access }: NewTarget): TargetState => {
    const kind = kindOf(location);
    const made = madeTarget(agent.targets.length + 10, {
      name: name ?? location.split("/").at(-1) ?? "Backup",
      ...{ location, kind, access: openOf(kind, access), isOffSite: kind !== "folder" && kind !== "drive" },
    });
    agent.targets = [...agent.targets, made];
    agent.changed("targets");
    return made;
  };
  return {
    targets: {
      list: os.targets.list.handler(() => agent.targets),
      get: os.targets.get.handler(({ input }) => find(input.targetId)),
      inspect: os.targets.inspect.handler(({ input: { location, access } }) => inspected(location, access, agent)),
      create: os.targets.create.handler(({ input }) => added(input)),
      adopt: os.targets.adopt.handler(({ input }) => added(input)),
      tryConnection: os.targets.tryConnection.handler(({ input }) => {
        if ("location" in input) return tried(input.location, input.access ?? {});
        const { location, access } = find(input.targetId).target;
        return tried(location, access);
      }),
      changeAccess: os.targets.changeAccess.handler(({ input }) => {
        const { target } = find(input.targetId);
        const { problem } = inspected(target.location, { ...target.access, ...input.access }, agent);
        if (problem !== undefined) throw refused(problem.code, problem.message, problem.hint, problem.facts);
        return change(input.targetId, ({ problem: _mended, ...old }) => ({
          ...{ ...old, presence: "present" },
          target: { ...old.target, access: { ...old.target.access, ...openOf(target.kind, input.access) } },
        }));
      }),
      setOffSite: os.targets.setOffSite.handler(({ input: { targetId, isOffSite } }) =>
        change(targetId, (old) => {
          const { isOffSite: _said, ...target } = old.target;
          const suggested = target.kind === "s3" || target.kind === "azure";
          if (isOffSite === undefined) return { ...old, target, isOffSite: suggested };
          return { ...old, target: { ...target, isOffSite }, isOffSite };
        }),
      ),
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
