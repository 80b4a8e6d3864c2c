import { countOf } from "../../../shared/figures/index.ts";
import type { RunProblem, Target } from "../../../shared/model/index.ts";
import { type CheckProgress, type CheckResult, check, type Finding, toPathText, toText } from "../../engine/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { RunContext, RunEnd, RunJob } from "../runs/index.ts";
import { type JobDeps, RETRY_LOCK_MS } from "./deps.ts";
import { type Figures, Meter } from "./meter.ts";

/** Findings that one check tells one by one. */
const TOLD = 1000;

export interface CheckDeps extends Pick<JobDeps, "clock" | "trigger"> {
  /** Where packs that are found damaged are written down, for a repair. */
  readonly facts?: Catalog["targetFacts"];
}

/** A run that checks a target's repository. @param readData also every byte of it */
export function checkJob(target: Target, readData: boolean, deps: CheckDeps): RunJob {
  return {
    kind: "check",
    title: `${readData ? "Check all data of" : "Check"} ${target.name}`,
    ...{ targetId: target.id, targetName: target.name, trigger: deps.trigger },
    perform: (context) =>
      performCheck(readData, deps, context, (result) => rememberDamage(target, result, readData, deps.facts)),
  };
}

async function performCheck(
  readData: boolean,
  { clock }: CheckDeps,
  context: RunContext,
  remember: (result: CheckResult) => void,
): Promise<RunEnd> {
  const { open, signal } = context;
  const meter = new Meter(() => clock.now());
  const run = check(open, { signal, retryLockMs: RETRY_LOCK_MS, ...(readData ? { readData: true } : {}) });
  const found: Finding[] = [];
  for await (const event of run) {
    if (event.type === "progress") context.progress(meter.progress(figuresOf(event)));
    else if (found.length < TOLD) found.push(event.finding);
  }
  // What damage touches is known only in the result; if there is none, what was found by then is told.
  const result = await run.result.catch((error: unknown) => {
    tellFindings(found, context);
    throw error;
  });
  tellFindings(result.findings.slice(0, TOLD), context);
  remember(result);
  context.note(result.isSound ? "info" : "error", resultNote(result, readData));
  const { snapshots, packs, packsRead, bytesRead } = result.counts;
  const figures = { snapshots, packs, packsRead, bytesRead, errors: result.errors };
  return { figures: { kind: "check", seconds: meter.seconds, ...figures }, problems: result.errors };
}

/** Only who has read all can say that a pack is sound again. */
function rememberDamage({ id }: Target, { findings }: CheckResult, readData: boolean, facts: CheckDeps["facts"]): void {
  const found = findings.flatMap(({ kind, facts: { pack } }) =>
    (kind === "pack-damaged" || kind === "pack-size") && typeof pack === "string" ? [pack] : [],
  );
  const { damagedPacks: before = [], ...rest } = facts?.get(id) ?? {};
  const damaged = [...new Set(readData ? found : [...before, ...found])];
  if (damaged.length + before.length > 0) facts?.set(id, { ...rest, damagedPacks: damaged });
}

function figuresOf({
  phase,
  packsRead,
  packsToRead,
  bytesRead,
  bytesToRead,
  treesDone,
  errors,
}: CheckProgress): Figures {
  const total = bytesToRead > 0 ? { files: packsToRead, bytes: bytesToRead, isFinal: true } : undefined;
  return {
    phase: phase === "opening" ? "opening" : "checking",
    ...{ filesDone: total === undefined ? treesDone : packsRead, bytesDone: bytesRead, total, problems: errors },
  };
}

/** Damage is a problem; what is odd and harms nothing goes to the log. */
function tellFindings(findings: readonly Finding[], context: RunContext): void {
  for (const finding of findings) {
    if (finding.severity === "error") context.problem(problemOf(finding));
    else context.note("info", finding.message);
  }
}

/** A finding with what it touches. */
function problemOf({ kind, message, affected }: Finding): RunProblem {
  const [first] = affected.snapshots.flatMap(({ paths }) => paths);
  if (first === undefined) return { cause: kind, message };
  const [shown, more] = [toText(first), affected.files - 1];
  const rest = more > 0 ? `, and ${countOf(more, "other file")}` : "";
  const where = countOf(affected.snapshots.length, "snapshot");
  return { cause: kind, path: toPathText(first), message: `${message} It touches “${shown}”${rest} in ${where}.` };
}

function resultNote({ errors, counts }: CheckResult, readData: boolean): string {
  const size = `${countOf(counts.snapshots, "snapshot")}, ${countOf(counts.packs, "pack")}`;
  if (errors > 0) return `Checked ${size}: ${countOf(errors, "error")} found. The repository is damaged.`;
  return readData
    ? `Checked ${size}, and every byte of them: no errors.`
    : `Checked ${size}: no errors. The data itself was not read.`;
}
