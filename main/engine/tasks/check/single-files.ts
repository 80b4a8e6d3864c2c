import { sha256Hex } from "../../crypto/index.ts";
import { type BlobId, decodeConfig, decodeKeyFile, type SnapshotId, shortId } from "../../format/index.ts";
import { listLocks, loadSnapshot, readNamedFile } from "../../repository/index.ts";
import { strayKind } from "../../storage/index.ts";
import type { Locked } from "../locked.ts";
import { inLanes, isDamage, problemOf } from "../survey/index.ts";
import type { CheckContext } from "./context.ts";

const CONFIG = { kind: "config", name: "" } as const;
const SNAPSHOT_LANES = 8;

/** A snapshot as far as the check needs it. */
export interface CheckedSnapshot {
  readonly id: SnapshotId;
  readonly tree: BlobId;
}

/** The config opened once, or there would be no check; this asks whether it still does, and is the same. */
export async function checkConfig({ open, log, signal }: CheckContext): Promise<void> {
  const { storage, sealer, config } = open.repository;
  try {
    const { id } = decodeConfig(sealer.open(await storage.read(CONFIG, undefined, signal)));
    if (id === config.id) return;
    log.add("config-damaged", "The file config is now that of another repository.", { file: "config" });
  } catch (error) {
    if (!isDamage(error)) throw error;
    const message = `The file config is damaged: ${problemOf(error)}. Without it the repository cannot be opened.`;
    log.add("config-damaged", message, { file: "config" });
  }
}

export async function checkKeys({ open, log, signal }: CheckContext): Promise<void> {
  for await (const { name } of open.repository.storage.list("keys", signal)) {
    const report = (problem: string): void => {
      const message = `The key file keys/${name} is damaged: ${problem}. Its password may no longer open the repository.`;
      log.add("key-damaged", message, { file: `keys/${name}` });
    };
    try {
      const bytes = await readNamedFile(open.repository.storage, { kind: "keys", name }, signal);
      if (sha256Hex(bytes) !== name) report("its content does not match its name");
      else decodeKeyFile(bytes);
    } catch (error) {
      if (!isDamage(error)) throw error;
      report(problemOf(error));
    }
  }
}

/** Reads every snapshot. @returns those that can be read */
export async function checkSnapshots({ open, log, signal }: CheckContext): Promise<CheckedSnapshot[]> {
  const snapshots: CheckedSnapshot[] = [];
  const files = open.repository.storage.list("snapshots", signal);
  await inLanes(SNAPSHOT_LANES, files, signal, async ({ name }) => {
    const id = name as SnapshotId; // the storage lists only names that are ids
    try {
      const { tree } = await loadSnapshot(open.repository, id, signal);
      snapshots.push({ id, tree });
    } catch (error) {
      if (!isDamage(error)) throw error;
      const message = `Snapshot ${shortId(id)} cannot be read: ${problemOf(error)}. What it held is no longer to be found through it.`;
      log.touch(log.add("snapshot-damaged", message, { snapshot: id, file: `snapshots/${id}` }), id, 0);
    }
  });
  return snapshots;
}

const STRAYS: Record<ReturnType<typeof strayKind>, string> = {
  temporary: "is left over from a write that was interrupted",
  "empty-lock": "is an empty lock, left over from a crash",
  "old-layout": "belongs to a layout of repositories that is no longer in use",
  foreign: "does not belong to a repository",
};

export async function checkStrays({ open, log, signal }: CheckContext): Promise<void> {
  for await (const path of open.repository.storage.strays(signal)) {
    const stray = strayKind(path);
    log.add("stray-file", `The file ${path} ${STRAYS[stray]}. Nothing reads it.`, { file: path, stray });
  }
}

/** Locks that were removed on the way in: each tells of a run that was cut short. */
export function noteRemovedLocks({ log }: CheckContext, removed: Locked["removedDead"]): void {
  for (const { lockId, hostname, username, pid } of removed) {
    const who = `${username || "somebody"} on ${hostname || "an unnamed computer"} (process ${pid})`;
    const message = `A lock of ${who} was left behind by a run that was cut short. It has been removed.`;
    log.add("lock-stale", message, { lock: lockId, hostname, username, pid });
  }
}

/** For a check without a lock of its own. */
export async function noteLocks({ open, log, signal }: CheckContext): Promise<void> {
  const { locks, unreadable } = await listLocks({ ...lockAccess(open.repository), signal });
  for (const { lockId, hostname, username, pid, time, proof } of locks) {
    const who = `${username || "somebody"} on ${hostname || "an unnamed computer"} (process ${pid})`;
    const facts = { lock: lockId, hostname, username, pid, time };
    if (proof === undefined) log.add("lock-held", `The repository is in use by ${who}, last confirmed ${time}.`, facts);
    else log.add("lock-stale", `A lock of ${who} was left behind by a run that was cut short.`, facts);
  }
  for (const id of unreadable) {
    const message = `The lock locks/${id} cannot be read. As long as it is there, it may keep everybody out.`;
    log.add("lock-damaged", message, { lock: id });
  }
}

function lockAccess({ storage, sealer, version }: CheckContext["open"]["repository"]) {
  return { storage, sealer, version };
}
