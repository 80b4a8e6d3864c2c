import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Job, JobKind } from "./jobs.ts";
import { type LimitWork, measureLimit } from "./limit.ts";
import { type Command, measure, type Outcome } from "./measure.ts";
import type { Preparations } from "./preparations.ts";
import { profilerFlags } from "./profiles.ts";
import type { Sample } from "./statistics.ts";
import { type Place, placeIn, type Tool } from "./tools/index.ts";
import { treeSize, warm } from "./trees.ts";
import type { Workspace } from "./workspace.ts";

const INDEX_PROGRAM = fileURLToPath(new URL("./index-memory.ts", import.meta.url));
const FAR_BACKUP_PROGRAM = fileURLToPath(new URL("./far-backup.ts", import.meta.url));
const FAR_RESTORE_PROGRAM = fileURLToPath(new URL("./far-restore.ts", import.meta.url));
const FAR_BYTES = 300_000_000;
const FAR_BYTES_QUICK = 50_000_000;
const IDLE_MS = 5 * 60_000;
const IDLE_MS_QUICK = 10_000;
/** By then repositories are closed and memory is given back. */
const REST_MS = 4 * 60_000;
const INDEX_BLOBS = 10_000_000;
const INDEX_BLOBS_QUICK = 500_000;

/** Who takes part in a job: a tool, or the limit. Each run starts from the same state. */
export interface Contestant {
  readonly name: string;
  readonly run: () => Promise<Sample>;
}

export interface Surroundings {
  readonly tools: readonly Tool[];
  readonly workspace: Workspace;
  readonly preparations: Preparations;
  readonly quick: boolean;
  readonly signal: AbortSignal;
  /** A folder for the profiles of Holdfast, which then runs alone. */
  readonly profile?: string;
}

/** What a run needs to know of its job. `source` is "" in jobs without data. */
type Enter = (tool: Tool, source: string, around: Surroundings) => Promise<() => Promise<Sample>>;

const KINDS: Readonly<Record<JobKind, { enter: Enter; limit?: LimitWork }>> = {
  first: { enter: firstBackup, limit: "store" },
  unchanged: { enter: unchanged, limit: "walk" },
  restore: { enter: restore, limit: "restore" },
  check: { enter: (...given) => check(...given, false) },
  "read-data": { enter: (...given) => check(...given, true), limit: "verify" },
  start: { enter: start },
  index: { enter: indexMemory },
  "far-backup": { enter: farBackup },
  "far-restore": { enter: farRestore },
  "journal-unchanged": { enter: journalUnchanged },
  "journal-changes": { enter: journalChanges },
  watch: { enter: watch, limit: "walk" },
  idle: { enter: idle },
};

/** Prepares a job: its data, and the repositories that it starts from. */
export async function enterJob(job: Job, around: Surroundings): Promise<readonly Contestant[]> {
  const { enter, limit } = KINDS[job.kind];
  const source = job.data === undefined ? "" : await around.preparations.data(job.data);
  const takesPart = (tool: Tool): boolean =>
    around.profile === undefined ? (job.tools?.includes(tool.name) ?? true) : tool.name === "holdfast";
  const contestants: Contestant[] = [];
  for (const tool of around.tools) {
    if (!takesPart(tool)) continue;
    contestants.push({ name: tool.name, run: await enter(tool, source, around) });
  }
  if (limit !== undefined && around.profile === undefined)
    contestants.push({ name: "limit", run: () => measureLimit(limit, source, around) });
  return contestants;
}

async function firstBackup(tool: Tool, source: string, around: Surroundings) {
  return async (): Promise<Sample> => {
    const folder = around.workspace.folder();
    const place = placeIn(folder);
    await measure(tool.init(place), around.signal);
    await warm(source, true, around.signal);
    const sample = (await timed(tool.backup(place, source), around)).sample;
    const { bytes } = await treeSize(place.repository);
    around.workspace.remove(folder);
    return { ...sample, repository: bytes };
  };
}

async function unchanged(tool: Tool, source: string, around: Surroundings) {
  const place = await around.preparations.repository(tool, source);
  return async (): Promise<Sample> => {
    await warm(source, false, around.signal);
    return (await timed(tool.backup(place, source), around)).sample;
  };
}

async function restore(tool: Tool, source: string, around: Surroundings) {
  const place = await sharedRepository(tool, source, around);
  return async (): Promise<Sample> => {
    const target = around.workspace.folder();
    await warm(place.repository, true, around.signal);
    const sample = (await timed(tool.restore(place, target), around)).sample;
    // It stays until the end: some file systems (ext4 without a journal) take minutes to get over 50,000 files that were
    // deleted, and making the next ones is slow meanwhile.
    await expectSameSize(source, target);
    return sample;
  };
}

async function check(tool: Tool, source: string, around: Surroundings, readData: boolean) {
  const place = await sharedRepository(tool, source, around);
  return async (): Promise<Sample> => {
    await warm(place.repository, true, around.signal);
    return (await timed(tool.check(place, readData), around)).sample;
  };
}

async function start(tool: Tool, _source: string, around: Surroundings) {
  return async (): Promise<Sample> => {
    await measure(tool.version(), around.signal); // brings the program into the cache
    return (await timed(tool.version(), around)).sample;
  };
}

async function indexMemory(_tool: Tool, _source: string, around: Surroundings) {
  const blobs = around.quick ? INDEX_BLOBS_QUICK : INDEX_BLOBS;
  const command = { program: process.execPath, args: [INDEX_PROGRAM, String(blobs)], env: process.env };
  return async (): Promise<Sample> => {
    const { sample, stdout } = await timed(command, around);
    const told = JSON.parse(stdout) as { blobs: number; bytes: number }; // what index-memory.ts writes
    return { ...sample, blob: told.bytes / told.blobs };
  };
}

async function farBackup(_tool: Tool, _source: string, around: Surroundings) {
  const bytes = around.quick ? FAR_BYTES_QUICK : FAR_BYTES;
  const command = { program: process.execPath, args: [FAR_BACKUP_PROGRAM, String(bytes)], env: process.env };
  return async (): Promise<Sample> => {
    const { sample, stdout } = await timed(command, around);
    const { wall, link } = JSON.parse(stdout) as { wall: number; link: number }; // what far-backup.ts writes
    return { ...sample, wall, link };
  };
}

async function farRestore(_tool: Tool, _source: string, around: Surroundings) {
  const folder = around.workspace.folder();
  const far = (what: string) => ({
    program: process.execPath,
    args: [FAR_RESTORE_PROGRAM, what, folder],
    env: process.env,
  });
  await measure(far("prepare"), around.signal);
  return async (): Promise<Sample> => {
    const { sample, stdout } = await timed(far("restore"), around);
    const { wall, indexesRead } = JSON.parse(stdout) as { wall: number; indexesRead: number }; // what far-restore.ts writes
    if (indexesRead > 0) throw new Error("the cache was not warm");
    return { ...sample, wall };
  };
}

/** Holdfast's agent watches; the others walk, as they always do. */
async function journalUnchanged(tool: Tool, source: string, around: Surroundings) {
  if (tool.name !== "holdfast") return unchanged(tool, source, around);
  const plan = await around.preparations.watchedPlan(source);
  return async (): Promise<Sample> => {
    const { run, ...sample } = await plan.backUp();
    if (run.figures?.kind !== "backup" || run.figures.isUnchanged !== true) throw new Error("something had changed");
    return sample;
  };
}

async function journalChanges(tool: Tool, source: string, around: Surroundings) {
  const touched = around.preparations.touchedFiles(source);
  if (tool.name !== "holdfast") {
    const again = await unchanged(tool, source, around);
    return async (): Promise<Sample> => {
      touched.touch();
      return again();
    };
  }
  const plan = await around.preparations.watchedPlan(source);
  return async (): Promise<Sample> => {
    touched.touch();
    const { run, ...sample } = await plan.backUp();
    if (run.figures?.kind !== "backup" || run.figures.foundBy !== "journal") throw new Error("it walked");
    return sample;
  };
}

/** A new life of an agent whose plan has been backed up already. */
async function watch(_tool: Tool, source: string, around: Surroundings) {
  const plan = await around.preparations.watchedPlan(source);
  return async (): Promise<Sample> => {
    await plan.end();
    await warm(source, false, around.signal);
    return plan.begin();
  };
}

/** What it costs to have the agent, once what followed its last backup is over. */
async function idle(_tool: Tool, source: string, around: Surroundings) {
  const plan = await around.preparations.watchedPlan(source);
  await plan.rest(around.quick ? IDLE_MS_QUICK : REST_MS);
  return (): Promise<Sample> => plan.idle(around.quick ? IDLE_MS_QUICK : IDLE_MS);
}

/** Holdfast reads what restic wrote, so that both have the same packs before them. Borg has a format of its own. */
async function sharedRepository(tool: Tool, source: string, around: Surroundings): Promise<Place> {
  const restic = around.tools.find((other) => other.name === "restic");
  const writer = tool.name === "holdfast" ? (restic ?? tool) : tool;
  const { repository, home } = await around.preparations.repository(writer, source);
  const place = tool === writer ? { repository, home } : { repository, home: around.workspace.folder() };
  await measure(tool.look(place), around.signal); // with a filled cache, if the tool has one
  return place;
}

/** The run that counts. What a run before has left to be written must not slow it. */
function timed(command: Command, { profile, signal }: Surroundings): Promise<Outcome> {
  spawnSync("sync");
  const nodeArgs = profile === undefined ? [] : profilerFlags(profile);
  return measure({ ...command, args: [...nodeArgs, ...command.args] }, signal);
}

/** A fast restore that brings back something else is none. */
async function expectSameSize(source: string, target: string): Promise<void> {
  const [wanted, found] = [await treeSize(source), await treeSize(target)];
  if (wanted.files === found.files && wanted.bytes === found.bytes) return;
  throw new Error(`restored ${found.files} files and ${found.bytes} bytes of ${wanted.files} and ${wanted.bytes}`);
}
