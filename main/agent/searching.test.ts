import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  DEFAULT_CHOICES,
  type PlanId,
  type SearchHit,
  type SnapshotId,
  type TargetId,
} from "../../shared/model/index.ts";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { createRepository } from "../engine/index.ts";
import { type AppFolders, appFolders } from "../platform/index.ts";
import { type Agent, type AgentOptions, openAgent } from "./agent.ts";
import { type Clock, systemClock } from "./clock/index.ts";
import { silentLog } from "./log/index.ts";
import { SEARCH_FILE } from "./searching.ts";
import { MemorySecrets } from "./targets/memory-secrets.fixture.ts";

const PASSPHRASE = "correct horse battery staple";
const FIXTURE = join(import.meta.dirname, "../../tests/fixtures/restic-repo-v2");
/** What is waited for comes sooner. */
const FAST: Clock = { now: () => Date.now(), after: (ms, call) => systemClock.after(ms / 20, call) };

let root: string;
let folders: AppFolders;
let secrets: MemorySecrets;
let agent: Agent;

beforeEach(async () => {
  root = tempFolder();
  folders = appFolders({ platform: process.platform, env: { HOLDFAST_HOME: join(root, "app") }, home: root });
  secrets = new MemorySecrets();
  agent = await begun();
  mkdirSync(join(root, "Documents", "letters"), { recursive: true });
  writeFileSync(join(root, "Documents", "letters", "To Ada.txt"), "Dear Ada");
  writeFileSync(join(root, "Documents", "Café.md"), "# Café\n");
});

afterEach(() => agent.close());

function begun(options: Partial<AgentOptions> = {}): Promise<Agent> {
  return openAgent({
    ...{ folders, secrets, version: "0.0.1", log: silentLog, clock: FAST, stay: "resident" },
    ...options,
  });
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const stop = new AbortController();
  try {
    for await (const _ of agent.watch(stop.signal)) if (await isSo()) return;
  } finally {
    stop.abort();
  }
  throw new Error("the agent ended");
}

async function planMade(): Promise<{ targetId: TargetId; planId: PlanId }> {
  const location = join(root, "drive");
  const open = await createRepository(location, { password: PASSPHRASE, scrypt: { N: 1024, r: 8, p: 1 } });
  await open.close();
  const { target } = await agent.targets.adopt({ location, passphrase: PASSPHRASE });
  const chosen = { ...DEFAULT_CHOICES, name: "Documents", folders: [join(root, "Documents")], targetIds: [target.id] };
  const { plan } = await agent.plans.create({ ...chosen, schedules: [] });
  return { targetId: target.id, planId: plan.id };
}

async function backedUp(planId: PlanId): Promise<SnapshotId> {
  const [runId] = agent.plans.start({ planId }).runIds;
  if (runId === undefined) throw new Error("nothing was started");
  await until(() => agent.runs.get({ runId }).state === "ended");
  const { snapshotId, error } = agent.runs.get({ runId });
  if (snapshotId === undefined) throw new Error(`no snapshot: ${error?.message}`);
  return snapshotId;
}

function isIndexed(snapshots: number): Promise<void> {
  return until(async () => {
    const state = await agent.search.state();
    return !state.isIndexing && state.snapshotsIndexed === snapshots && state.snapshots === snapshots;
  });
}

async function found(text: string, more: object = {}): Promise<readonly SearchHit[]> {
  return (await agent.search.find({ text, offset: 0, limit: 200, ...more })).hits;
}

it("finds what each backup brought, tells its versions, how snapshots differ, and what is in a file", async () => {
  const { targetId, planId } = await planMade();
  const first = await backedUp(planId);
  await isIndexed(1);
  const letter = join(root, "Documents", "letters", "To Ada.txt");
  expect(await found("ada TO")).toMatchObject([
    { targetId, planId, path: letter, type: "file", versions: 1, bytes: 8, snapshotId: first, isGone: false },
  ]);
  writeFileSync(letter, "Dearest Ada");
  rmSync(join(root, "Documents", "Café.md"));
  writeFileSync(join(root, "Documents", "picture"), Buffer.from("89504e470d0a1a0a00", "hex"));
  const second = await backedUp(planId);
  await isIndexed(2);
  expect(await found("*.txt")).toMatchObject([{ path: letter, versions: 2, bytes: 11, snapshotId: second }]);
  expect(await found("cafe", { planId })).toMatchObject([{ isGone: true, snapshotId: first, versions: 1 }]);
  const versions = await agent.search.versions({ targetId, path: letter });
  expect(versions.map(({ bytes, snapshots }) => [bytes, snapshots.map(({ id }) => id)])).toEqual([
    ...[
      [11, [second]],
      [8, [first]],
    ],
  ]);
  const pair = { targetId, before: first, after: second, folder: join(root, "Documents"), offset: 0, limit: 10 };
  const compared = await agent.search.compare(pair);
  expect(compared.changes.map(({ path, kind }) => [path.slice(root.length + 11), kind]).toSorted()).toEqual([
    ...[
      ["Café.md", "removed"],
      ["letters/To Ada.txt", "changed"],
      ["picture", "added"],
    ],
  ]);
  expect(compared).toMatchObject({ bytesAdded: 12, bytesRemoved: 8, isCut: false });
  const last = await agent.search.compare({ ...pair, offset: 2, limit: 10 });
  expect(last).toEqual({ ...compared, changes: compared.changes.slice(2) });
  const look = (path: string, snapshotId = second) => agent.search.look({ targetId, snapshotId, path });
  expect(await look(letter)).toEqual({ kind: "text", text: "Dearest Ada", isCut: false, bytes: 11 });
  expect(await look(join(root, "Documents", "picture"))).toMatchObject({
    kind: "image",
    mediaType: "image/png",
    bytes: 9,
  });
  expect(await look(join(root, "Documents"))).toEqual({ kind: "none", reason: "no-file", bytes: 0 });
  await expect(look("/nowhere")).rejects.toMatchObject({ code: "trees/path-not-found" });
});

it("answers from the index while the target is away, goes on after a loss of its file, and forgets removed targets", async () => {
  const { targetId, planId } = await planMade();
  await backedUp(planId);
  await isIndexed(1);
  renameSync(join(root, "drive"), join(root, "away"));
  expect(await found("To Ada")).toHaveLength(1);
  await agent.close();
  rmSync(join(folders.data, SEARCH_FILE));
  for (const end of ["-wal", "-shm"]) rmSync(join(folders.data, SEARCH_FILE + end), { force: true });
  renameSync(join(root, "away"), join(root, "drive"));
  agent = await begun();
  await isIndexed(1);
  expect(await found("To Ada")).toHaveLength(1);
  agent.search.rebuild();
  await until(async () => !(await agent.search.state()).isIndexing);
  expect(await found("To Ada")).toHaveLength(1);
  await agent.plans.remove({ planId });
  await agent.targets.remove({ targetId });
  expect(await found("To Ada")).toEqual([]);
  await until(async () => (await agent.search.state()).paths === 0);
});

it("takes in what restic made, with names that are not UTF-8, also in an agent that lives for one command", async () => {
  const location = join(root, "restic");
  cpSync(join(FIXTURE, "repo"), location, { recursive: true });
  const { target } = await agent.targets.adopt({ location, passphrase: "fixture-password" });
  await agent.close();
  agent = await begun({ stay: "brief" });
  const hits = await found("*");
  const all = new Map(
    EXPECTED.flatMap(({ id, entries }) => entries.map((entry) => [entry.path, { ...entry, id }] as const)),
  );
  expect(hits).toHaveLength(all.size);
  for (const hit of hits.filter(({ path }) => all.has(path))) {
    const entry = all.get(hit.path);
    expect(hit.snapshotId).toBe(entry?.id);
    if (entry?.type === "file") expect(hit.bytes).toBe(entry.size ?? 0);
    const contents = EXPECTED.flatMap(({ entries }) => entries).filter(({ path }) => path === hit.path);
    if (entry?.type === "file") expect(hit.versions).toBe(new Set(contents.map(({ sha256 }) => sha256)).size);
  }
  const odd = hits.filter(({ path }) => !path.isWellFormed());
  expect(odd.length).toBeGreaterThan(0);
  for (const { path } of odd) expect(await agent.search.versions({ targetId: target.id, path })).not.toEqual([]);
  expect((await agent.search.state()).snapshotsIndexed).toBe(EXPECTED.length);
});

interface Expected {
  readonly id: string;
  readonly entries: readonly { path: string; type: string; size?: number; sha256?: string }[];
}

// The file's form is told by tests/fixtures/README.md.
const EXPECTED = (JSON.parse(readFileSync(join(FIXTURE, "EXPECTED.json"), "utf8")) as { snapshots: Expected[] })
  .snapshots;
