import { bytes, count, countOf } from "../../../../shared/figures/index.ts";
import {
  type CheckProgress,
  type CheckResult,
  check,
  type Finding,
  type ReadData,
  toText,
} from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { UsageError } from "../errors.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import type { Output } from "../output.ts";
import { addPaceOption, type PaceOptions, paceOf } from "../pace.ts";
import { type Session, withRepository } from "../session.ts";
import type { Figures } from "../terminal/progress-block.ts";
import { printable } from "../terminal/text-width.ts";
import { parseSize } from "../values.ts";
import { readingOptions } from "./reading.ts";

interface Options extends PaceOptions {
  readonly readData?: true;
  readonly readDataSubset?: string;
}

const PHASES: Readonly<Record<CheckProgress["phase"], string>> = {
  opening: "Opening the repository",
  index: "Reading the index",
  packs: "Comparing packs with the index",
  data: "Reading packs",
  folders: "Following the folders of all snapshots",
  affected: "Finding out what the damage touches",
};

export const checkCommand: CommandSpec<Options> = {
  about:
    "Checks that every file of the repository is whole and that every snapshot has all it refers to. Only with\n" +
    "--read-data is the content itself read. Damage is named, with the files of the snapshots that it touches.",
  examples: [
    { line: "check", says: "the structure: quick, and finds what is missing" },
    { line: "check --read-data", says: "every byte, which takes as long as reading them all" },
    { line: "check --read-data-subset 1/7", says: "the structure and a seventh of the data: each day another one" },
    { line: "check --read-data-subset 2.5%", says: "the structure and a random part of the data" },
  ],
  declare(command) {
    command.option("--read-data", "read and verify all data");
    command.option(
      "--read-data-subset <subset>",
      "read and verify a part: n/t, a share such as 2.5%, or a size such as 5G",
    );
    addPaceOption(command);
    // Given by scripts for restic; there is no cache that could be used or not.
    command.addOption(command.createOption("--with-cache", "accepted and not needed").hideHelp());
  },
  run: (context, _operands, options) =>
    withRepository(context, (session) => run(context, session, options), paceOf(options)),
};

async function run(context: Context, { open }: Session, options: Options): Promise<number> {
  const { output } = context;
  const readData = readDataOf(options);
  const run = check(open, { ...readingOptions(context), ...(readData === undefined ? {} : { readData }) });
  for await (const event of run) {
    if (event.type === "progress") output.progress(figuresOf(event));
    else output.detail(printable(event.finding.message));
  }
  output.endProgress();
  const result = await run.result;
  if (output.json) tellData(output, result);
  else tellPeople(output, result, readData !== undefined);
  return result.isSound ? EXIT_CODES.done.code : EXIT_CODES.failed.code;
}

/** `n/t`, `x%` or a size, as restic takes them. */
function readDataOf({ readData, readDataSubset }: Options): ReadData | undefined {
  if (readData === true && readDataSubset !== undefined) {
    throw new UsageError("--read-data and --read-data-subset do not go together.", "Choose one of them.");
  }
  if (readDataSubset === undefined) return readData;
  const [, part, of] = /^(\d+)\/(\d+)$/.exec(readDataSubset) ?? [];
  if (part !== undefined && of !== undefined) return { part: Number(part), of: Number(of) };
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(readDataSubset) ?? [];
  return percent === undefined ? { bytes: parseSize(readDataSubset) } : { percent: Number(percent) };
}

function figuresOf(progress: CheckProgress): Figures {
  const { phase, secondsElapsed, packsRead, packsToRead, bytesRead, bytesToRead, treesDone, errors } = progress;
  const common = { phase: PHASES[phase], secondsElapsed, warnings: errors, bytesDone: bytesRead };
  if (phase !== "data") return { ...common, itemsDone: treesDone, item: "folder" };
  return { ...common, itemsDone: packsRead, item: "pack", itemsTotal: packsToRead, bytesTotal: bytesToRead };
}

function tellPeople(output: Output, { findings, errors, notes, counts }: CheckResult, hasReadData: boolean): void {
  const shown = findings.filter(({ severity }) => severity === "error" || output.verbosity > 0);
  for (const finding of shown) output.alarm(findingLines(finding).map(printable).join("\n"));
  const { snapshots, trees, packs, packsRead, bytesRead } = counts;
  const size = `${countOf(snapshots, "snapshot")}, ${countOf(trees, "folder")}, ${countOf(packs, "pack")}`;
  const read = hasReadData ? `; ${countOf(packsRead, "pack")} read whole, ${bytes(bytesRead)}` : "";
  output.remark(`Checked ${size}${read}.`);
  if (notes > 0)
    output.remark(`${countOf(notes, "note")}, of no harm${output.verbosity > 0 ? "" : "; -v shows them"}.`);
  if (errors > 0) output.alarm(`${countOf(errors, "error")} found: the repository is damaged.`);
  else
    output.remark(
      hasReadData ? "No errors were found." : "No errors were found. The data itself was not read (--read-data).",
    );
}

function findingLines({ severity, message, affected }: Finding): string[] {
  const lines = [`${severity === "error" ? "Error" : "Note"}: ${message}`];
  if (affected.files === 0) return lines;
  lines.push(`  It touches ${countOf(affected.files, "file")} in ${countOf(affected.snapshots.length, "snapshot")}:`);
  for (const { id, files, paths } of affected.snapshots) {
    const more = files > paths.length ? [`and ${count(files - paths.length)} more`] : [];
    lines.push(`    ${id.slice(0, 8)}: ${[...paths.map((path) => toText(path)), ...more].join(", ")}`);
  }
  return lines;
}

/** restic's summary, and all findings with what they touch. */
function tellData(output: Output, { findings, errors, notes, counts }: CheckResult): void {
  for (const { severity, message } of findings) {
    if (severity === "error") output.alarmData({ message_type: "error", message });
  }
  const broken = findings.flatMap(({ kind, facts }) => (kind === "pack-damaged" ? [facts["pack"] ?? ""] : []));
  output.data({
    message_type: "summary",
    num_errors: errors,
    broken_packs: broken.length === 0 ? null : broken,
    suggest_repair_index: findings.some(({ kind }) => kind.startsWith("index-") || kind === "pack-unlisted"),
    suggest_prune: findings.some(({ kind }) => kind === "pack-unreferenced" || kind === "pack-mixed"),
    num_notes: notes,
    snapshots: counts.snapshots,
    trees: counts.trees,
    packs: counts.packs,
    blobs: counts.blobs,
    packs_read: counts.packsRead,
    bytes_read: counts.bytesRead,
    findings: findings.map(findingData),
  });
}

function findingData({ affected, ...finding }: Finding): unknown {
  const snapshots = affected.snapshots.map((each) => ({ ...each, paths: each.paths.map((path) => toText(path)) }));
  return { ...finding, affected: { files: affected.files, snapshots } };
}
