import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import { type RestorePreview, type RestoreRequest, RunId } from "../../../shared/model/index.ts";
import { diskFolder, itemsOf, PLACES, snapshotEntry } from "./disk.ts";
import { madeProgress, runningRun } from "./made.ts";
import { refused } from "./refused.ts";
import type { StagedAgent } from "./staged-agent.ts";

const os = implement(contract);

/** The topics `snapshots` and `restores`. */
export function snapshotCalls(agent: StagedAgent) {
  return {
    snapshots: {
      list: os.snapshots.list.handler(() => agent.stage.snapshots ?? []),
      refresh: os.snapshots.refresh.handler(() => agent.changed("snapshots")),
      entries: os.snapshots.entries.handler(({ input }) => {
        refuseUnlessThere(agent, input);
        const match = input.match?.toLowerCase() ?? "";
        const items = itemsOf(input.folder, agent.stage.entries ?? 12)
          .filter(({ name }) => name.toLowerCase().includes(match))
          .toSorted((a, b) => {
            const by = {
              name: a.name.localeCompare(b.name),
              size: a.bytes - b.bytes,
              modified: a.modified - b.modified,
            };
            const order = by[input.order] * (input.direction === "up" ? 1 : -1);
            return Number(b.isFolder) - Number(a.isFolder) || order;
          });
        return {
          entries: items.slice(input.offset, input.offset + input.limit).map(snapshotEntry),
          total: items.length,
          files: items.filter((item) => !item.isFolder).length,
          bytes: items.reduce((sum, item) => sum + item.bytes, 0),
        };
      }),
    },
    restores: {
      preview: os.restores.preview.handler(({ input }) => previewOf(input, agent.stage.entries ?? 12)),
      start: os.restores.start.handler(() => {
        const id = RunId.parse(randomUUID());
        agent.putRun(
          runningRun(
            1,
            { ...madeProgress(0.5), phase: "restoring" },
            { id, kind: "restore", title: "Restore 3 files" },
          ),
        );
        return { runId: id };
      }),
    },
  };
}

/** The folder `Projects` was made a while ago: older snapshots do not have it. */
const PROJECTS = "/home/ada/Documents/Projects";
const SNAPSHOTS_WITH_PROJECTS = 20;

function refuseUnlessThere(agent: StagedAgent, { snapshotId, folder }: { snapshotId: string; folder: string }): void {
  const index = (agent.stage.snapshots ?? []).findIndex(({ id }) => id === snapshotId);
  if (index < SNAPSHOTS_WITH_PROJECTS || (folder !== PROJECTS && !folder.startsWith(`${PROJECTS}/`))) return;
  const hint = "“holdfast ls” shows the paths of a snapshot; names are case-sensitive.";
  throw refused("trees/path-not-found", `“${folder}” is not in the snapshot.`, hint, { path: folder });
}

/** Of more than two files the first is there already and the same; the others are written. */
function previewOf({ selections }: RestoreRequest, archived: number): RestorePreview {
  const chosen = selections.flatMap(({ folder, names }) =>
    itemsOf(folder, archived).filter(({ name }) => names.length === 0 || names.includes(name)),
  );
  const files = chosen.filter(({ isFolder }) => !isFolder);
  const written = files.length > 2 ? files.slice(1) : files;
  const bytes = written.reduce((sum, each) => sum + each.bytes, 0);
  return {
    ...{ files: written.length, bytes, bytesToWrite: bytes, folders: chosen.length - files.length },
    ...{ replaced: 0, replacedNewer: 0, unchanged: files.length - written.length, skipped: 0, keptBoth: 0 },
    ...{ conflicts: [], problems: 0 },
    freeBytes: 212_000_000_000,
  };
}

/** The topic `disk`. */
export function diskCalls(agent: StagedAgent) {
  return {
    disk: {
      places: os.disk.places.handler(() => PLACES),
      list: os.disk.list.handler(({ input }) => diskFolder(input.path, input, agent.stage.entries ?? 12)),
      measure: os.disk.measure.handler(async function* ({ input, signal }) {
        for (const [index, path] of input.paths.entries()) {
          for (const share of [0.4, 1]) {
            if (signal?.aborted === true) return;
            await delay(100);
            const files = Math.floor((48_211 / (index + 1)) * share);
            yield { path, files, bytes: files * 4_212_117, isFinal: share === 1 };
          }
        }
      }),
      create: os.disk.create.handler(({ input }) => ({ path: `${input.parent}/${input.name}` })),
    },
  };
}
