import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { ExistingFiles, PathText, RestorePreview, RestoreRequest } from "../../../shared/model/index.ts";
import { client } from "../../client/index.ts";
import type { Chosen } from "./selection.ts";
import { wantedOf } from "./selection-total.ts";
import { namesIn, type Where } from "./use-entries.ts";

/** What a restore would do, and the request that does just that. */
export interface Previewed {
  readonly request: RestoreRequest;
  readonly preview: RestorePreview;
  /** Files that are there and would be overwritten. */
  readonly replaced: number;
}

/** Asked anew for each opening of the sheet: files on the disk may have changed. */
export function usePreview(
  where: Where,
  chosen: Chosen,
  folder: PathText | undefined,
  existingFiles: ExistingFiles,
): UseQueryResult<Previewed, Error> {
  const opening = useId();
  return useQuery({
    queryKey: ["restore-preview", opening, where, folder, existingFiles],
    queryFn: async ({ signal }): Promise<Previewed> => {
      const selections = await wantedOf(chosen, (at, match) => namesIn(where, at, match, signal));
      const destination =
        folder === undefined ? ({ type: "original" } as const) : ({ type: "folder", folder } as const);
      const request = { ...where, selections, destination, existingFiles };
      const preview = await client.restores.preview(request, { signal });
      return { request, preview, replaced: await replacedBy(request, preview, signal) };
    },
    gcTime: 0,
    staleTime: 0,
  });
}

/** What would be written but for keeping what is there: the rest of it is overwritten. */
async function replacedBy(request: RestoreRequest, would: RestorePreview, signal: AbortSignal): Promise<number> {
  if (request.existingFiles === "keep" || would.files === 0) return 0;
  const keeping = await client.restores.preview({ ...request, existingFiles: "keep" }, { signal });
  return Math.max(0, would.files - keeping.files);
}
