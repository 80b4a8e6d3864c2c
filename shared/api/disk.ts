import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { DiskFolder, Measure, PathText, Place } from "../model/index.ts";
import { call } from "./call.ts";

/** The disks of the agent's machine, for choosing folders. */
export const diskContract = {
  places: call
    .route({ method: "GET", path: "/disk/places", summary: "Where to start from" })
    .output(z.array(Place).readonly()),
  /** A page of a folder: folders first, then files, each by name. */
  list: call
    .route({ method: "GET", path: "/disk/folder", summary: "A folder on this machine" })
    .input(
      z.object({
        path: PathText,
        onlyFolders: z.boolean().default(false),
        showHidden: z.boolean().default(false),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(500),
      }),
    )
    .output(DiskFolder),
  /** Counts what is in folders and below; tells each a few times a second until it is final. */
  measure: call
    .route({ method: "POST", path: "/disk/measure", summary: "How much is in folders" })
    .input(z.object({ paths: z.array(PathText).min(1).max(1000).readonly() }))
    .output(eventIterator(Measure)),
  create: call
    .route({ method: "POST", path: "/disk/folder", summary: "Make a folder", successStatus: 201 })
    .input(z.object({ parent: PathText, name: PathText }))
    .output(z.object({ path: PathText })),
};
