import { open as openFile } from "node:fs/promises";
import { Option } from "commander";
import { dump, fromText } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { FileUnusable, UsageError } from "../errors.ts";
import { type Session, withRepository } from "../session.ts";
import { readingOptions } from "./reading.ts";
import { addSnapshotFilter, type SnapshotFilterOptions, snapshotFilter } from "./snapshot-filter.ts";

interface Options extends SnapshotFilterOptions {
  readonly archive?: "tar";
  readonly target?: string;
}

export const dumpCommand: CommandSpec<Options> = {
  about:
    "A folder is written as a tar archive; “/” is the whole snapshot. Every byte is verified before it is written.",
  examples: [
    { line: "dump latest /home/ada/letter.odt > letter.odt", says: "one file" },
    { line: "dump latest /home/ada/Documents | tar -x -C restored", says: "a folder" },
    { line: "dump -t all.tar 1a2b3c4d /", says: "a whole snapshot, into a file" },
  ],
  declare(command) {
    command.argument("<snapshot>", "id, its first digits, or “latest”; with :FOLDER behind it, paths begin there");
    command.argument("<path>", "file or folder in the snapshot");
    command.addOption(new Option("-a, --archive <format>", "form of a folder").choices(["tar"]));
    command.option("-t, --target <file>", "write to a new file instead of standard output");
    addSnapshotFilter(command);
  },
  run(context, operands, options) {
    if (options.target === undefined && process.stdout.isTTY) {
      const hint = "Name a file with --target, or pipe it: holdfast dump … > file";
      throw new UsageError("A dump is not written to a terminal.", hint);
    }
    return withRepository(context, (session) => run(context, session, operands, options));
  },
};

async function run(
  context: Context,
  { open }: Session,
  [snapshot = "", path = ""]: readonly string[],
  options: Options,
): Promise<void> {
  const filter = snapshotFilter(options, context.env);
  const parts = dump(open, { ...readingOptions(context), snapshot, filter, path: fromText(path) });
  if (options.target !== undefined) return writeFileOf(options.target, parts);
  for await (const part of parts) {
    context.output.raw(part);
    await context.output.drained();
  }
}

async function writeFileOf(path: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await openFile(path, "wx", 0o600).catch((error: unknown) => {
    throw new FileUnusable(path, "written", error);
  });
  try {
    for await (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}
