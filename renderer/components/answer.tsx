import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { ErrorNote } from "./error-note.tsx";
import { Loading } from "./loading.tsx";

interface AnswerProps<T> {
  readonly query: UseQueryResult<T, Error>;
  /** What is waited for, in words: “Reading the list of plans…”. */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** An answer of the agent: the wait, the failure with “Try again”, or the thing itself. Old data beats a failure. */
export function Answer<T>({ query, what, children }: AnswerProps<T>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return <ErrorNote error={query.error} action={{ label: say("Try again"), onClick: () => void query.refetch() }} />;
  }
  return <Loading what={what} />;
}
