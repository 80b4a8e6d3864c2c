import { Button, List, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { PlanId, SearchHit, SearchResults, TargetId, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api, client } from "../../client/index.ts";
import { ErrorNote, Loading } from "../../components/index.ts";
import { Found, IndexNote, useHitRestore } from "../../search/index.ts";
import classes from "./results.module.css";

const PAGE = 50;
const SETTLED_MS = 150;

interface Asked {
  readonly text: string;
  readonly targetId: TargetId | undefined;
  readonly planId: PlanId | undefined;
}

/** What is found, a page at a time, the best first. */
export function Results({
  asked,
  targets,
}: {
  readonly asked: Asked;
  readonly targets: readonly TargetState[];
}): ReactNode {
  const found = useResults(asked);
  const { restore, sheet } = useHitRestore();
  if (found.data === undefined) {
    if (!found.isError) return <Loading what={say("Searching…")} />;
    return <ErrorNote error={found.error} action={{ label: say("Try again"), onClick: () => void found.refetch() }} />;
  }
  const hits = found.data.pages.flatMap((page) => page.hits);
  const last = found.data.pages.at(-1);
  const nameOf = (hit: SearchHit): string | undefined =>
    targets.length < 2 ? undefined : targets.find(({ target }) => target.id === hit.targetId)?.target.name;
  return (
    <Stack gap="sm">
      <Text role="status" fw={600}>
        {countOf(hits.length, last)}
      </Text>
      {last !== undefined && <IndexNote state={last.state} />}
      {hits.length === 0 ? (
        <Nothing />
      ) : (
        <ul className={classes.list}>
          {hits.map((hit) => (
            <Found
              key={`${hit.targetId} ${hit.planId ?? ""} ${hit.path}`}
              {...{ hit, search: asked.text, targetName: nameOf(hit) }}
              onRestore={({ targetId, snapshotId, path, type, bytes = 0 }) =>
                restore({ targetId, snapshotId, path, isFolder: type === "folder", bytes })
              }
            />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <div>
          <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {say("Show more")}
          </Button>
        </div>
      )}
      {!found.hasNextPage && last?.isCut === true && (
        <Text size="sm" c="dimmed">
          {say("Very much has a name like this, and only a part of it was looked at. Add a word to find the rest.")}
        </Text>
      )}
      {sheet}
    </Stack>
  );
}

function useResults(now: Asked) {
  const [asked] = useDebouncedValue(now, SETTLED_MS);
  const { text, targetId, planId } = asked;
  const input = { text, limit: PAGE, ...(targetId && { targetId }), ...(planId && { planId }) };
  return useInfiniteQuery({
    queryKey: [...api.search.find.key({ input }), "pages"],
    queryFn: ({ pageParam, signal }) => client.search.find({ ...input, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last: SearchResults, all: readonly SearchResults[]) =>
      last.hasMore ? all.length * PAGE : undefined,
    placeholderData: keepPreviousData,
  });
}

function countOf(count: number, last: SearchResults | undefined): string {
  if (count === 0) return say("Nothing is found.");
  return last?.hasMore === true || last?.isCut === true
    ? say("The best {count, number} of what is found", { count })
    : say("{count, number} found", { count });
}

function Nothing(): ReactNode {
  return (
    <List>
      <List.Item>{say("A part of a name is enough: “bud” finds “budget.ods”.")}</List.Item>
      <List.Item>{say("Several words may be anywhere in the path: “ada letters”.")}</List.Item>
      <List.Item>{say("“*” stands for any letters, “?” for one: “*.jp?g”.")}</List.Item>
    </List>
  );
}
