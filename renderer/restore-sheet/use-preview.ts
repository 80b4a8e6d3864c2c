import { skipToken, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { ExistingFiles, RestorePreview, RestoreRequest } from "../../shared/model/index.ts";
import { client } from "../client/index.ts";
import { destinationOf, type Place } from "./place.ts";
import type { Chosen } from "./selection.ts";
import { wantedOf } from "./selection-total.ts";
import { namesIn, type Where } from "./where.ts";

/** What a restore would do, and the request that does just that. */
export interface Previewed {
  readonly request: RestoreRequest;
  readonly preview: RestorePreview;
}

/** Asked anew for each opening of the sheet: files on the disk may have changed. */
export function usePreview(
  where: Where,
  chosen: Chosen,
  place: Place,
  existingFiles: ExistingFiles,
): UseQueryResult<Previewed, Error> {
  const opening = useId();
  const destination = destinationOf(place);
  return useQuery({
    queryKey: ["restore-preview", opening, where, destination, existingFiles],
    queryFn:
      destination === undefined
        ? skipToken
        : async ({ signal }): Promise<Previewed> => {
            const selections = await wantedOf(chosen, (at, match) => namesIn(where, at, match, signal));
            const request = { ...where, selections, destination, existingFiles };
            return { request, preview: await client.restores.preview(request, { signal }) };
          },
    gcTime: 0,
    staleTime: 0,
  });
}
