import { countOf } from "../../../../shared/figures/index.ts";
import { type ProtectProgress, protect } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { type Session, withRepository } from "../session.ts";
import { taskOptions } from "./reading.ts";

const PHASES: Readonly<Record<ProtectProgress["phase"], string>> = {
  index: "Reading the index",
  folders: "Finding what snapshots need",
  files: "Protecting what snapshots need",
};

export const protectCommand: CommandSpec<object> = {
  about:
    "Protects what the snapshots need for longer, on storage that protects files from removal (S3 with Object Lock), where\n" +
    "its protection ends soon. What no snapshot needs is left to expire, so that a prune can remove it.",
  examples: [{ line: "protect", says: "extend what ends within half of the days that new files are protected for" }],
  declare: () => undefined,
  run: (context) => withRepository(context, (session) => run(context, session)),
};

async function run(context: Context, { open }: Session): Promise<void> {
  const { output } = context;
  const startedAt = performance.now();
  const task = protect(open, taskOptions(context));
  for await (const { phase, filesDone, files } of task) {
    const secondsElapsed = (performance.now() - startedAt) / 1000;
    const total = files === 0 ? {} : { itemsTotal: files };
    output.progress({
      phase: PHASES[phase],
      secondsElapsed,
      bytesDone: 0,
      itemsDone: filesDone,
      item: "file",
      ...total,
    });
  }
  output.endProgress();
  const { files, extended, relisted, protectedUntil } = await task.result;
  if (output.json) {
    const until = { protected_until: protectedUntil.toISOString() };
    output.data({ message_type: "summary", files, extended, relisted, ...until });
  }
  output.remark(`Extended the protection of ${extended} of ${countOf(files, "file")}.`);
  output.remark(
    `All that the snapshots need is protected until ${protectedUntil.toISOString().slice(0, 10)} at least.`,
  );
}
