import { countOf, localTime } from "../../../../shared/figures/index.ts";
import { fromText, list, longLine, nodeLine, type StoredSnapshot, snapshotLine } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { type Session, withRepository } from "../session.ts";
import { printable } from "../terminal/text-width.ts";
import { Lines } from "./lines.ts";
import { readingOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions {
  readonly long?: true;
  readonly recursive?: true;
}

export const lsCommand: CommandSpec<Options> = {
  about: "With folders, only what is directly in them. Paths are absolute, with “/” between names on every system.",
  examples: [
    { line: "ls latest", says: "everything in the newest snapshot" },
    { line: "ls -l 1a2b3c4d /home/ada/Documents", says: "one folder, with permissions, owners, sizes and times" },
    { line: "ls latest:/home/ada --json", says: "a part of it, for a program" },
  ],
  declare(command) {
    command.argument("<snapshot>", "id, its first digits, or “latest”; with :FOLDER behind it, only that");
    command.argument("[folder...]", "only these");
    command.option("-l, --long", "permissions, owner, size and time as well");
    command.option("--recursive", "with folders: also what is deeper in them");
    addSnapshotFilter(command);
  },
  run: (context, operands, options) => withRepository(context, (session) => run(context, session, operands, options)),
};

async function run(
  context: Context,
  { open }: Session,
  [snapshot = "latest", ...folders]: readonly string[],
  options: Options,
): Promise<void> {
  const { output } = context;
  const lines = new Lines(output);
  const items = list(open, {
    ...readingOptions(context),
    ...{ snapshot, filter: snapshotFilter(options, context.env), folders: folders.map(fromText) },
    recursive: options.recursive === true,
  });
  for await (const item of items) {
    if (item.type === "snapshot") {
      if (output.json) await lines.text(snapshotLine(item.snapshot));
      else output.note(title(item.snapshot));
    } else if (output.json) await lines.text(nodeLine(item.path, item.node));
    else await lines.name(options.long === true ? longLine(item.path, item.node) : item.path);
  }
  await lines.end();
}

function title({ id, paths, time, username = "", hostname = "" }: StoredSnapshot): string {
  const more = paths.length > 3 ? ` and ${countOf(paths.length - 3, "other path")}` : "";
  const what = printable(`${paths.slice(0, 3).join(", ")}${more}`);
  return `Snapshot ${id.slice(0, 8)} of ${what}, made ${localTime(time)} by ${username}@${hostname}:`;
}
