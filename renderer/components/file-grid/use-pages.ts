import { type QueryKey, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";

/** A page of a folder. */
interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** Of the whole folder. */
  readonly total: number;
}

/** How a page is asked for; the signal ends a question that nobody waits for any more. */
export interface PageQuestion<P> {
  readonly queryKey: QueryKey;
  readonly queryFn: (context: { signal: AbortSignal }) => Promise<P>;
  readonly staleTime?: number;
}

/** A folder that is read in pages as they come into sight. */
export interface Pages<P, Entry> {
  /** The first page tells about the whole; absent until it is there. */
  readonly first: P | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  /** Later pages that could not be read. */
  readonly pageError: Error | null;
  readonly retry: () => void;
  readonly entryAt: (index: number) => Entry | undefined;
  /** What is in sight now, first and last. */
  readonly show: (first: number, last: number) => void;
  /** Reads a page by its number, wherever it is. */
  readonly pageAt: (page: number) => Promise<P>;
}

/** @param question how to ask for the page that begins at an entry */
export function usePages<Entry, P extends Page<Entry>>(
  question: (offset: number) => PageQuestion<P>,
  pageSize: number,
): Pages<P, Entry> {
  const queries = useQueryClient();
  const [{ from, to }, setSight] = useState({ from: 0, to: 0 });
  const first = useQuery(question(0));
  const last = first.data === undefined ? 0 : Math.max(0, Math.ceil(first.data.total / pageSize) - 1);
  const numbers = Array.from({ length: Math.max(0, Math.min(to, last) - from + 1) }, (_, index) => from + index);
  const pages = useQueries({ queries: numbers.map((number) => question(number * pageSize)) });
  const failed = pages.find(({ isError }) => isError);

  const show = useCallback(
    (start: number, end: number) => {
      const next = { from: Math.floor(start / pageSize), to: Math.floor(end / pageSize) };
      setSight((old) => (old.from === next.from && old.to === next.to ? old : next));
    },
    [pageSize],
  );
  return {
    first: first.data,
    error: first.data === undefined ? first.error : null,
    isPending: first.isPending,
    pageError: failed?.error ?? null,
    retry: () => void (first.data === undefined ? first.refetch() : failed?.refetch()),
    entryAt: (index) => pages[Math.floor(index / pageSize) - from]?.data?.entries[index % pageSize],
    show,
    pageAt: (page) => queries.ensureQueryData(question(page * pageSize)),
  };
}
