import { z } from "zod";
import { Count, EntryOrder, PathText, PlanId, Snapshot, SnapshotEntry, SnapshotId, TargetId } from "../model/index.ts";
import { call } from "./call.ts";

export const snapshotsContract = {
  /** From the catalog, so that it answers while the target is away; the newest first. */
  list: call
    .route({ method: "GET", path: "/targets/{targetId}/snapshots", summary: "Snapshots, the newest first" })
    .input(z.object({ targetId: TargetId, planId: PlanId.optional() }))
    .output(z.array(Snapshot).readonly()),
  /** Reads the list anew from the repository. @throws target away, passphrase missing */
  refresh: call
    .route({
      method: "POST",
      path: "/targets/{targetId}/snapshots/refresh",
      summary: "Read the list of snapshots anew",
    })
    .input(z.object({ targetId: TargetId })),
  /** A page of a folder in a snapshot; folders come first. */
  entries: call
    .route({
      method: "GET",
      path: "/targets/{targetId}/snapshots/{snapshotId}/entries",
      summary: "A folder in a snapshot",
    })
    .input(
      z.object({
        targetId: TargetId,
        snapshotId: SnapshotId,
        folder: PathText,
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(200),
        order: EntryOrder.default("name"),
        direction: z.enum(["up", "down"]).default("up"),
        /** Only names that contain this, whatever their case. */
        match: z.string().max(255).optional(),
      }),
    )
    .output(
      z.object({
        entries: z.array(SnapshotEntry).readonly(),
        /** That match, also beyond this page, and all their bytes. */
        total: Count,
        files: Count,
        bytes: Count,
      }),
    ),
};
