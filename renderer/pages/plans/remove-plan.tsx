import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { countOf } from "../../../shared/figures/index.ts";
import type { PlanState } from "../../../shared/model/index.ts";
import { client } from "../../client/index.ts";
import { Confirm } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";

/** Takes the plan from the list. What it saved stays, and the question says so. */
export function RemovePlan({ state: { plan, targets } }: { state: PlanState }): ReactNode {
  const [isAsking, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => client.plans.remove({ planId: plan.id }),
    onSuccess: () => navigate({ to: paths.plans }),
  });
  const snapshots = targets.reduce((sum, on) => sum + on.snapshots, 0);
  return (
    <Group>
      <Button variant="subtle" color="red" onClick={open}>
        Remove this plan…
      </Button>
      <Confirm isOpen={isAsking} onClose={close} title={`Remove ${plan.name}?`} verb="Remove the plan" work={remove}>
        <Text size="sm">
          The plan goes from this list, and its folders are no longer backed up.{" "}
          {snapshots > 0 && `Its ${countOf(snapshots, "snapshot")} stay where they are and can be restored. `}
          To undo this, make a plan with the same folders: it goes on from what is saved.
        </Text>
      </Confirm>
    </Group>
  );
}
