import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, skipToken, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { SearchResults } from "../../shared/model/index.ts";
import { api } from "../client/index.ts";

/** Fast typing asks once; the answer itself comes in less. */
const SETTLED_MS = 120;

/** What is found for a text that is being typed. The answer before stays until the next one is there. */
export function useFound(text: string, limit: number): UseQueryResult<SearchResults, Error> {
  const [settled] = useDebouncedValue(text.trim(), SETTLED_MS);
  const isAsked = text.trim() !== "" && settled !== "";
  return useQuery(
    api.search.find.queryOptions({
      input: isAsked ? { text: settled, limit } : skipToken,
      placeholderData: keepPreviousData,
    }),
  );
}
