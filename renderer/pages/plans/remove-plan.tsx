import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PlanState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
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
        {say("Remove this plan…")}
      </Button>
      <Confirm
        isOpen={isAsking}
        onClose={close}
        title={say("Remove {name}?", { name: plan.name })}
        verb={say("Remove the plan")}
        work={remove}
      >
        <Text size="sm">
          {say("The plan goes from this list, and its folders are no longer backed up.")}{" "}
          {snapshots > 0 && `${staying(snapshots)} `}
          {say("To undo this, make a plan with the same folders: it goes on from what is saved.")}
        </Text>
      </Confirm>
    </Group>
  );
}

function staying(snapshots: number): string {
  return say(
    "{snapshots, plural, one {Its # snapshot stays where it is and can be restored.} other {Its # snapshots stay where they are and can be restored.}}",
    { snapshots },
  );
}
