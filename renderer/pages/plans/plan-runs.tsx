import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { PlanId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, RunList } from "../../components/index.ts";

/** The plan's newest runs that have ended; what goes on is shown above. */
export function PlanRuns({ planId }: { planId: PlanId }): ReactNode {
  const query = useQuery(api.runs.list.queryOptions({ input: { planId, limit: 10 } }));
  return (
    <section aria-labelledby="runs">
      <Title order={2} size="h4" id="runs" mb="sm">
        {say("Newest runs")}
      </Title>
      <Answer query={query} what={say("Reading the plan's runs…")}>
        {({ runs }) => {
          const ended = runs.filter(({ state }) => state === "ended");
          return ended.length === 0 ? (
            <Text size="sm">{say("None has ended yet.")}</Text>
          ) : (
            <RunList runs={ended} label={say("Runs of this plan")} times="ago" />
          );
        }}
      </Answer>
    </section>
  );
}
