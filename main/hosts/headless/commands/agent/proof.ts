import { bytes, countOf, duration } from "../../../../../shared/figures/index.ts";
import { agoText } from "../../../../../shared/health/index.ts";
import type { Moment, PlanProof } from "../../../../../shared/model/index.ts";
import { withAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { printable } from "../../terminal/text-width.ts";

export const proofCommand: CommandSpec<object> = {
  about:
    "What test-restores have shown: of each plan and target when it was last proven, and how much of it was read back.",
  examples: [{ line: "proof", says: "what is proven to come back" }],
  declare: () => undefined,
  run: ({ env, output }) =>
    withAgent(env, async ({ client }) => {
      const [proofs, plans, targets] = await Promise.all([
        client.proof.list(),
        client.plans.list(),
        client.targets.list(),
      ]);
      if (output.json) return output.data({ message_type: "proof", proofs });
      if (proofs.length === 0) output.remark("There is no plan yet. “holdfast plan add” makes one.");
      for (const proof of proofs) {
        const plan = plans.find((each) => each.plan.id === proof.planId)?.plan.name ?? "";
        const target = targets.find((each) => each.target.id === proof.targetId)?.target.name ?? "";
        for (const line of linesOf(`${plan} on ${target}`, proof, Date.now())) output.remark(printable(line));
      }
    }),
};

function linesOf(name: string, proof: PlanProof, now: Moment): string[] {
  const { provenAt, failure, coverage, backSeconds, measuredRuns, lossSeconds } = proof;
  const proven = provenAt === undefined ? "not yet proven" : `proven ${agoText(now - provenAt)}`;
  const failed = failure === undefined ? [] : [`  FAILED ${agoText(now - failure.at)}: ${failure.says}`];
  const { bytesProven, packs } = coverage;
  const read = packs === 0 ? [] : [`  ${bytes(bytesProven)} of ${bytes(coverage.bytes)} have been read back.`];
  const loss = lossSeconds === undefined ? [] : [`  You would lose at most the last ${duration(lossSeconds)}.`];
  const runs = countOf(measuredRuns, "run");
  const back =
    backSeconds === undefined ? [] : [`  All would be back in about ${duration(backSeconds)}, measured by ${runs}.`];
  return [`${name}: ${proven}.`, ...failed, ...read, ...loss, ...back];
}
