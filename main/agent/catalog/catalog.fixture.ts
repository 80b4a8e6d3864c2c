import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { PlanId, Run, RunId, Snapshot, TargetId } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import type { Log } from "../log/index.ts";
import { type Catalog, openCatalog } from "./catalog.ts";

export const MOMENT = Date.UTC(2026, 4, 4, 12, 30);

export const planId = (): PlanId => PlanId.parse(randomUUID());
export const targetId = (): TargetId => TargetId.parse(randomUUID());
export const runId = (): RunId => RunId.parse(randomUUID());

/** A backup that ended well, unless the changes say otherwise. */
export function madeRun(changes: Partial<Run> = {}): Run {
  const queuedAt = changes.queuedAt ?? MOMENT;
  const ended = changes.state === undefined || changes.state === "ended";
  return Run.parse({
    id: runId(),
    kind: "backup",
    title: "Back up Documents",
    targetName: "Blue",
    trigger: "user",
    state: "ended",
    isStopping: false,
    queuedAt,
    problems: 0,
    ...(ended ? { startedAt: queuedAt, endedAt: queuedAt + 1000, outcome: "completed" } : {}),
    ...changes,
  });
}

export function madeSnapshot(digit: string, changes: Partial<Snapshot> = {}): Snapshot {
  const fixed = { hostname: "here", username: "ada", paths: ["/home/ada"], tags: [] };
  return Snapshot.parse({ id: digit.padEnd(64, "0"), time: MOMENT, ...fixed, ...changes });
}

export function tempCatalog(log?: Log): { catalog: Catalog; file: string } {
  const file = join(tempFolder(), "data", "catalog.sqlite");
  const { catalog } = openCatalog({ file, now: () => MOMENT, ...(log === undefined ? {} : { log }) });
  return { catalog, file };
}
