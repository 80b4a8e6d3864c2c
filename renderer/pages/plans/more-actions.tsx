import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Plan } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { ErrorNote } from "../../components/index.ts";

/** What can be done with a plan now, besides an ordinary backup. */
export function MoreActions({ plan }: { plan: Plan }): ReactNode {
  const start = useMutation(api.plans.start.mutationOptions());
  const tidy = useMutation(api.plans.tidy.mutationOptions());
  const error = start.error ?? tidy.error;
  return (
    <>
      <Menu position="bottom-start" withinPortal width={320}>
        <Menu.Target>
          <Button
            variant="default"
            loading={start.isPending || tidy.isPending}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={say("More to do with {plan}", { plan: plan.name })}
          >
            {say("More")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => start.mutate({ planId: plan.id, trigger: "user", mode: "full" })}>
            <Text size="sm">{say("Back up in full")}</Text>
            <Text size="xs" c="dimmed">
              {say("Reads every byte again, and says if a file has changed without a trace.")}
            </Text>
          </Menu.Item>
          <Menu.Item disabled={plan.keep === undefined} onClick={() => tidy.mutate({ planId: plan.id })}>
            <Text size="sm">{say("Tidy up now")}</Text>
            <Text size="xs" c="dimmed">
              {plan.keep === undefined
                ? say("Nothing to do: everything is kept.")
                : say("Removes the snapshots that need not be kept, and gives their room back.")}
            </Text>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
