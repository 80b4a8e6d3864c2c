import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import { RunId } from "../../../shared/model/index.ts";
import { diskFolder, itemsOf, PLACES, snapshotEntry } from "./disk.ts";
import { madeProgress, runningRun } from "./made.ts";
import type { StagedAgent } from "./staged-agent.ts";

const os = implement(contract);

/** The topics `snapshots` and `restores`. */
export function snapshotCalls(agent: StagedAgent) {
  return {
    snapshots: {
      list: os.snapshots.list.handler(() => agent.stage.snapshots ?? []),
      refresh: os.snapshots.refresh.handler(() => agent.changed("snapshots")),
      entries: os.snapshots.entries.handler(({ input }) => {
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
      preview: os.restores.preview.handler(() => ({
        files: 3,
        bytes: 18_412_001,
        folders: 0,
        unchanged: 1,
        skipped: 0,
        problems: 0,
        freeBytes: 212_000_000_000,
      })),
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
