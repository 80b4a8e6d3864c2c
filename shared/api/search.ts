import { z } from "zod";
import {
  ChangeKind,
  FileLook,
  FileVersion,
  PathText,
  PlanId,
  SearchResults,
  SearchState,
  SnapshotChanges,
  SnapshotId,
  TargetId,
} from "../model/index.ts";
import { call } from "./call.ts";

export const searchContract = {
  /** From the index in the catalog, so that it answers while targets are away. Words, a path, or a glob with `*` and `?`. */
  find: call
    .route({ method: "GET", path: "/search", summary: "Find files in all snapshots" })
    .input(
      z.object({
        text: z.string().trim().min(1).max(500),
        targetId: TargetId.optional(),
        planId: PlanId.optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(SearchResults),
  state: call
    .route({ method: "GET", path: "/search/state", summary: "How much the index of names has" })
    .output(SearchState),
  /** Makes the index anew from the repositories, in the background. */
  rebuild: call.route({ method: "POST", path: "/search/rebuild", summary: "Make the index of names anew" }),
  /** One path through time, the newest content first; equal contents one after the other are one version. From the index. */
  versions: call
    .route({ method: "GET", path: "/targets/{targetId}/versions", summary: "The versions of a file" })
    .input(z.object({ targetId: TargetId, path: PathText }))
    .output(z.array(FileVersion).readonly()),
  /** What is different in the second snapshot, by path. Reads trees from the target. */
  compare: call
    .route({ method: "GET", path: "/targets/{targetId}/compare", summary: "What differs between two snapshots" })
    .input(
      z.object({
        targetId: TargetId,
        before: SnapshotId,
        after: SnapshotId,
        /** Only what is in it. */
        folder: PathText.optional(),
        /** Lists only these; the counts are of all. */
        kind: ChangeKind.optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(200),
      }),
    )
    .output(SnapshotChanges),
  /** A text's beginning, or a picture of at most ten megabytes. Reads from the target. */
  look: call
    .route({ method: "GET", path: "/targets/{targetId}/snapshots/{snapshotId}/look", summary: "Look at a file" })
    .input(z.object({ targetId: TargetId, snapshotId: SnapshotId, path: PathText }))
    .output(FileLook),
};
