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
      return { request, preview: await client.restores.preview(request, { signal }) };
    },
    gcTime: 0,
    staleTime: 0,
  });
}
