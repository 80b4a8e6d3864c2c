import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, EmptyState, PageFrame } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { TargetCard } from "./target-card.tsx";
import classes from "./targets.module.css";

/** Where backups are kept. */
export function TargetsPage(): ReactNode {
  const targets = useQuery(api.targets.list.queryOptions());
  const plans = useQuery(api.plans.list.queryOptions());
  const add = (
    <Button component={Link} to={paths.addTarget} leftSection={<IconPlus size={16} aria-hidden />}>
      {say("Add a target")}
    </Button>
  );
  return (
    <PageFrame title={say("Targets")} actions={targets.data !== undefined && targets.data.length > 0 && add}>
      <Answer query={targets} what={say("Looking at your targets…")}>
        {(states) =>
          states.length === 0 ? (
            <EmptyState
              says={say(
                "A target is a place that keeps backups, such as a folder on another drive. There is none yet.",
              )}
            >
              <Group>
                {add}
                <Button component={Link} to={paths.setup} variant="default">
                  {say("Set up a backup")}
                </Button>
              </Group>
            </EmptyState>
          ) : (
            <ul className={classes.cards}>
              {states.map((state) => (
                <TargetCard key={state.target.id} state={state} plans={plans.data ?? []} />
              ))}
            </ul>
          )
        }
      </Answer>
    </PageFrame>
  );
}
