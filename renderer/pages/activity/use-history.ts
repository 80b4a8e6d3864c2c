import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import type { Moment, Run } from "../../../shared/model/index.ts";
import { api } from "../../client/index.ts";

/** Runs a page; a window that is left open shows more, it does not ask for more at once. */
const PAGE = 50;

interface HistoryPage {
  readonly runs: readonly Run[];
  readonly hasMore: boolean;
}

/** Runs of the past, page by page, the newest first. */
export function useHistory(): UseInfiniteQueryResult<InfiniteData<HistoryPage>, Error> {
  return useInfiniteQuery(
    api.runs.list.infiniteOptions({
      input: (before: Moment | undefined) => ({ limit: PAGE, ...(before === undefined ? {} : { before }) }),
      initialPageParam: undefined,
      getNextPageParam: (last) => (last.hasMore ? last.runs.at(-1)?.queuedAt : undefined),
    }),
  );
}
