import { setImmediate as turn } from "node:timers/promises";
import type {
  ChangeKind,
  EntryType,
  PathText,
  SnapshotChange,
  SnapshotChanges,
  SnapshotId,
} from "../../../shared/model/index.ts";
import {
  type DiffItem,
  diff,
  fromPathText,
  type NodeType,
  type OpenRepository,
  toPathText,
} from "../../engine/index.ts";

/** Changes kept of one comparison; what comes after is only counted. */
const MOST_CHANGES = 100_000;
/** The agent answers others after so many. */
const AT_ONCE = 200;

export interface ToCompare {
  readonly before: SnapshotId;
  readonly after: SnapshotId;
  readonly folder?: PathText | undefined;
}

type Change = Extract<DiffItem, { type: "change" }>;

/** All that differs between two snapshots. @throws what the engine throws for a folder that is in neither */
export async function compareSnapshots(
  open: OpenRepository,
  { before, after, folder }: ToCompare,
  signal?: AbortSignal,
): Promise<SnapshotChanges> {
  const options = {
    ...{ before, after, metadata: "lasting" as const, statistics: false, noLock: true },
    ...(folder === undefined ? {} : { folder: fromPathText(folder) }),
    ...(signal === undefined ? {} : { signal }),
  };
  const changes: SnapshotChange[] = [];
  const counts = { added: 0, removed: 0, changed: 0, metadata: 0, type: 0 };
  let [bytesAdded, bytesRemoved, seen] = [0, 0, 0];
  for await (const item of diff(open, options)) {
    // What cannot be read is no difference, and a comparison that leaves it out is no comparison.
    if (item.type === "problem") throw item.error;
    if (item.type !== "change") continue;
    if (++seen % AT_ONCE === 0) await turn();
    signal?.throwIfAborted();
    const kind = kindOf(item);
    counts[kind] += 1;
    const grown = (item.after?.size ?? 0) - (item.before?.size ?? 0);
    if (kind === "type") {
      bytesAdded += item.after?.size ?? 0;
      bytesRemoved += item.before?.size ?? 0;
    } else if (grown > 0) bytesAdded += grown;
    else bytesRemoved -= grown;
    if (changes.length < MOST_CHANGES) changes.push(changeOf(item, kind));
  }
  return { changes, counts, bytesAdded, bytesRemoved, listed: changes.length, isCut: seen > changes.length };
}

function changeOf({ path, before, after }: Change, kind: ChangeKind): SnapshotChange {
  const type = entryType((after ?? before)?.type);
  return {
    ...{ path: toPathText(path).replace(/(?<=.)\/$/, ""), kind, type },
    ...(before?.type === "file" ? { bytesBefore: before.size } : {}),
    ...(after?.type === "file" ? { bytesAfter: after.size } : {}),
  };
}

function kindOf({ modifier }: Change): ChangeKind {
  if (modifier === "+") return "added";
  if (modifier === "-") return "removed";
  if (modifier.startsWith("T")) return "type";
  return modifier === "U" ? "metadata" : "changed";
}

function entryType(type: NodeType | undefined): EntryType {
  if (type === "dir") return "folder";
  return type === "file" || type === "symlink" ? type : "other";
}
