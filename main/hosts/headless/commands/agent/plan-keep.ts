import { countOf, localTime } from "../../../../../shared/figures/index.ts";
import type { KeepRules, PlanChoices, RetentionPreview, TargetState } from "../../../../../shared/model/index.ts";
import { type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { UsageError } from "../../errors.ts";
import type { Output } from "../../output.ts";
import { table } from "../../terminal/table.ts";
import { declareKeepOptions, type KeepOptions, keepRules, rulesInWords } from "./keep-options.ts";
import { planCalled } from "./run.ts";

interface Options extends KeepOptions {
  readonly all?: true;
  readonly save?: true;
}

export const planKeepCommand: CommandSpec<Options> = {
  about:
    "Shows what rules do to the snapshots that are there: those of the plan, or others that are given. With --save they become\n" +
    "the plan's. Nothing is removed before “plan tidy”, or before the plan tidies up by itself after a backup, about once a\n" +
    "week. The newest snapshot always stays, and nothing goes while a warning about an unusual change is open.",
  examples: [
    { line: "plan keep Documents", says: "what stays, what goes, and why" },
    { line: "plan keep Documents --daily 30 --monthly 12", says: "what these rules would do" },
    {
      line: "plan keep Documents --daily 30 --monthly 12 --save",
      says: "the same, and they are the plan's from now on",
    },
    { line: "plan keep Documents --all --save", says: "no rules: every snapshot stays" },
  ],
  declare(command) {
    command.argument("<plan>", "its name, or the beginning of it");
    declareKeepOptions(command);
    command.option("--all", "keep every snapshot");
    command.option("--save", "make them the plan's rules");
  },
  run: (context, [plan = ""], options) => withAgent(context.env, ({ client }) => keep(context, client, plan, options)),
};

async function keep(context: Context, client: AgentClient, asked: string, options: Options): Promise<void> {
  const { output } = context;
  const rules = keepRules(options);
  if (rules !== undefined && options.all === true) throw new UsageError("“--all” does not go with rules.");
  const { id: planId, createdAt: _createdAt, ...choices } = planCalled(await client.plans.list(), asked);
  const wanted = options.all === true ? {} : rules;
  const previews = await client.plans.previewKeep({ planId, ...(wanted === undefined ? {} : { keep: wanted }) });
  show(output, previews, await client.targets.list(), wanted ?? choices.keep);
  if (wanted === undefined) {
    if (options.save === true) throw new UsageError("There are no rules to save.", "Give some, or --all.");
    return;
  }
  if (options.save !== true) {
    output.remark("Nothing is saved yet: --save makes these the plan's rules.");
    return;
  }
  const { keep: _before, ...others } = choices;
  const changed: PlanChoices = options.all === true ? others : { ...others, keep: wanted };
  await client.plans.update({ planId, choices: changed });
  output.remark(output.name(`Saved. “holdfast plan tidy ${choices.name}” removes what the rules do not keep.`));
}

function show(
  output: Output,
  previews: readonly RetentionPreview[],
  targets: readonly TargetState[],
  rules: KeepRules | undefined,
): void {
  if (output.json) {
    output.data(previews);
    return;
  }
  const words = rulesInWords(rules ?? {});
  output.line(words === "" ? "No rules: every snapshot stays." : `Keeps ${words}.`);
  for (const preview of previews) showOne(output, preview, targets);
}

function showOne(output: Output, preview: RetentionPreview, targets: readonly TargetState[]): void {
  const { targetId, verdicts, kept, removed, isHeld } = preview;
  const name = targets.find(({ target }) => target.id === targetId)?.target.name ?? "a target that is gone";
  output.line(
    output.name(`\nOn ${name}: ${countOf(kept, "snapshot")} stay${kept === 1 ? "s" : ""}, ${removed} would go.`),
  );
  if (isHeld) output.line("Nothing goes now: a warning about an unusual change is open.");
  const columns = [{ title: "ID" }, { title: "Time" }, { title: "" }, { title: "Why" }];
  const rows = verdicts.map(({ snapshotId, time, keep: stays, reasons }) => {
    return [snapshotId.slice(0, 8), localTime(time), stays ? "stays" : "goes", output.name(reasons.join(", "))];
  });
  if (rows.length > 0) for (const line of table(columns, rows)) output.line(line);
}
