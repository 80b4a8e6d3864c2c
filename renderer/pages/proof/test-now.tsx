import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Plan, type TargetId, TestAmount } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { ErrorNote } from "../../components/index.ts";
import { amountWords } from "./proof-words.ts";

interface TestNowProps {
  readonly plan: Plan;
  readonly targetId: TargetId;
  /** For a screen reader: there are many such buttons on the page. */
  readonly label: string;
  readonly hasFailed: boolean;
}

/** A button that asks how much, and then tests. */
export function TestNow({ plan, targetId, label, hasFailed }: TestNowProps): ReactNode {
  const start = useMutation(api.proof.start.mutationOptions());
  return (
    <>
      <Menu position="bottom-start" width={300} withinPortal>
        <Menu.Target>
          <Button
            variant={hasFailed ? "filled" : "light"}
            size="xs"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={`${hasFailed ? say("Test again") : say("Test now")}: ${label}`}
          >
            {hasFailed ? say("Test again") : say("Test now")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {TestAmount.options.map((amount) => {
            const { name, says } = amountWords(amount, plan.tests.bytesPerDay);
            return (
              <Menu.Item key={amount} onClick={() => start.mutate({ planId: plan.id, targetId, amount })}>
                {name}
                <Text size="xs" c="dimmed">
                  {says}
                </Text>
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {start.error !== null && <ErrorNote error={start.error} />}
    </>
  );
}
