import { Alert, Paper, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Run } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, BusyButton, causeWords, ErrorNote, Loading, showPath } from "../../components/index.ts";
import classes from "./activity.module.css";

const PAGE = 100;

/** What a run could not do, by cause: how many, what helps, and folded which. */
export function Problems({ run }: { run: Run }): ReactNode {
  const query = useQuery(api.runs.problems.queryOptions({ input: { runId: run.id, limit: 1 } }));
  return (
    <section aria-labelledby="problems">
      <Title order={2} size="h4" id="problems" mb="sm">
        {run.kind === "check"
          ? say("Errors ({count, number})", { count: run.problems })
          : say("Warnings ({count, number})", { count: run.problems })}
      </Title>
      <Answer query={query} what={say("Reading the list of warnings…")}>
        {({ causes }) => (
          <Stack>
            {causes.length === 0 && <Alert>{say("Which entries these were is no longer kept.")}</Alert>}
            {causes.map(({ cause, count: many }) => (
              <Cause key={cause} run={run} cause={cause} count={many} />
            ))}
          </Stack>
        )}
      </Answer>
    </section>
  );
}

function Cause({ run, cause, count: many }: { run: Run; cause: string; count: number }): ReactNode {
  const { says, fix } = causeWords(cause, many, run.kind);
  return (
    <Paper withBorder p="md">
      <Text fw={600}>{says}</Text>
      <Text size="sm" c="dimmed">
        {fix}
      </Text>
      <Entries run={run} cause={cause} isOpen={many <= 10} />
    </Paper>
  );
}

function Entries({ run, cause, isOpen }: { run: Run; cause: string; isOpen: boolean }): ReactNode {
  const query = useInfiniteQuery(
    api.runs.problems.infiniteOptions({
      input: (offset: number) => ({ runId: run.id, cause, offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, all) => (last.problems.length < PAGE ? undefined : all.length * PAGE),
    }),
  );
  const problems = query.data?.pages.flatMap((page) => page.problems) ?? [];
  return (
    <details className={classes.fold} open={isOpen}>
      <summary>{say("Which")}</summary>
      {query.isPending && <Loading what={say("Reading…")} />}
      {query.isError && <ErrorNote error={query.error} />}
      <ul className={classes.paths}>
        {problems.map(({ path, message }, index) => (
          // A path may be told more than once; the list only grows at its end.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index} title={message}>
            {path === undefined ? message : showPath(path)}
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <BusyButton
          mt="xs"
          size="xs"
          variant="default"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say("Show more")}
        </BusyButton>
      )}
    </details>
  );
}
