import { type CatSubject, cat, IDENTIFIED_KINDS } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { explainToPerson } from "../explain.ts";
import { type Session, withRepository } from "../session.ts";
import { readingOptions } from "./reading.ts";

const KINDS = ["config", "masterkey", "tree", ...IDENTIFIED_KINDS];

export const catCommand: CommandSpec<object> = {
  about: "“masterkey” shows what opens everything in the repository: keep it to yourself.",
  examples: [
    { line: "cat config", says: "id, version and chunker polynomial" },
    { line: "cat snapshot latest", says: "the newest snapshot as it is stored" },
    { line: "cat tree latest:/home/ada", says: "a folder as it is stored" },
    { line: "cat blob 420f620f > part", says: "the bytes of a blob" },
  ],
  declare(command) {
    command.argument("<kind>", KINDS.join(", "));
    command.argument("[id]", "id or its first digits; for a tree a snapshot, with :FOLDER behind it");
  },
  run: (context, [kind = "", id], _options) => {
    const subject = subjectOf(kind, id); // before a password is asked for
    return withRepository(context, (session) => run(context, session, subject));
  },
};

async function run(context: Context, { open }: Session, subject: CatSubject): Promise<number> {
  const { output } = context;
  const { bytes, problem } = await cat(open, { ...readingOptions(context), subject });
  output.raw(bytes);
  await output.drained();
  if (problem === undefined) return EXIT_CODES.done.code;
  output.alarm(explainToPerson(problem, output.verbosity > 0));
  return EXIT_CODES.failed.code;
}

function subjectOf(kind: string, id: string | undefined): CatSubject {
  if (kind === "config" || kind === "masterkey") return { kind };
  const known = IDENTIFIED_KINDS.find((each) => each === kind);
  if (known === undefined && kind !== "tree") {
    throw new UsageError(`There is no kind of object “${kind}”.`, `It may be one of ${KINDS.join(", ")}.`);
  }
  if (id === undefined) throw new UsageError(`It is not said which ${kind}.`, "Give its id, or the first digits.");
  return known === undefined ? { kind: "tree", snapshot: id } : { kind: known, id };
}
