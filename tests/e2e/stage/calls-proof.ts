import { randomUUID } from "node:crypto";
import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import {
  type PlanOnTarget,
  type PlanProof,
  type PlanState,
  type ProofDay,
  RunId,
} from "../../../shared/model/index.ts";
import { stageNow } from "./clock.ts";
import { runId, snapshotId } from "./ids.ts";
import { daysAgo, inHours, madeProgress, runningRun } from "./made.ts";
import type { StagedAgent } from "./staged-agent.ts";

const os = implement(contract);
const GB = 1_000_000_000;
const PACK = 16_800_000;

/** The topic `proof`. */
export function proofCalls(agent: StagedAgent) {
  return {
    proof: {
      list: os.proof.list.handler(() =>
        agent.plans.flatMap((state) => state.targets.map((on) => proofOf(state, on, agent))),
      ),
      days: os.proof.days.handler(({ input }) => {
        const plans = agent.plans.filter(({ plan }) => input.planId === undefined || plan.id === input.planId);
        return daysOf(plans, input.days);
      }),
      start: os.proof.start.handler(({ input }) => {
        const state = agent.plans.find(({ plan }) => plan.id === input.planId);
        const going = agent.runs.find(({ kind, planId, state: at }) => {
          return kind === "test-restore" && planId === input.planId && at !== "ended";
        });
        if (going !== undefined) return { runIds: [going.id] };
        const id = RunId.parse(randomUUID());
        const name = state?.plan.name ?? "";
        const what = { kind: "test-restore", title: `Test-restore of ${name}`, planName: name } as const;
        agent.putRun(
          runningRun(1, { ...madeProgress(0.3), phase: "restoring" }, { id, ...what, planId: input.planId }),
        );
        return { runIds: [id] };
      }),
    },
  };
}

/** What a plan's state says of a target, and figures that go with it: only what was tested has been measured. */
function proofOf({ plan, activity }: PlanState, on: PlanOnTarget, agent: StagedAgent): PlanProof {
  const bytes = Math.round((on.newestSnapshotBytes ?? 0) * 0.61);
  const packs = Math.ceil(bytes / PACK);
  const isTested = on.provenAt !== undefined || on.testFailure !== undefined;
  const share = on.provenAt === undefined ? 0 : 0.61;
  const isTesting = agent.runs.some(
    (run) => run.kind === "test-restore" && run.planId === plan.id && run.state !== "ended",
  );
  const saved = on.newestSnapshotAt;
  return {
    ...{ planId: plan.id, targetId: on.targetId, isTesting },
    coverage: { packs, bytes, packsProven: Math.floor(packs * share), bytesProven: Math.floor(bytes * share) },
    measuredRuns: isTested ? 12 : 0,
    ...(isTested ? { bytesPerSecond: 0.019 * GB, backSeconds: (on.newestSnapshotBytes ?? 0) / (0.019 * GB) } : {}),
    ...(saved === undefined ? {} : { lossSeconds: (stageNow() - saved) / 1000 }),
    ...(on.provenAt === undefined
      ? {}
      : {
          ...{ provenAt: on.provenAt, provenSnapshotId: snapshotId(1), provenSnapshotAt: saved ?? on.provenAt },
          provenLossSeconds: (stageNow() - (saved ?? on.provenAt)) / 1000,
        }),
    ...(on.testFailure === undefined ? {} : { failure: on.testFailure }),
    ...(activity.type === "idle" && isTested ? { nextTestAt: inHours(26) } : {}),
  };
}

/** Three months of a plan that is tested: some days without a test, one that was stopped, and a failure where there is one. */
function daysOf(plans: readonly PlanState[], most: number): ProofDay[] {
  const tested = plans.filter(({ targets }) => targets.some(({ provenAt, testFailure }) => provenAt ?? testFailure));
  if (tested.length === 0) return [];
  const hasFailed = tested.some(({ targets }) => targets.some(({ testFailure }) => testFailure !== undefined));
  return Array.from({ length: Math.min(most, 90) }, (_, ago): ProofDay => {
    const date = new Date(daysAgo(ago));
    const two = (value: number): string => String(value).padStart(2, "0");
    const files = 20 * ((ago % 4) + 1) + (ago % 7 === 3 ? 3_118 : 0);
    return {
      day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
      passed: ago === 0 && hasFailed ? 0 : (ago % 4) + 1,
      ...{ failed: ago === 0 && hasFailed ? 1 : 0, partly: ago === 17 ? 1 : 0 },
      ...{ files, bytes: files * 1_412_771, runIds: [runId(30)] },
    };
  }).filter((_, ago) => ago % 11 !== 5 && ago < 74);
}
