import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { MassChange, PlanId } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { paths } from "../navigation/index.ts";
import { BusyButton } from "./busy-button.tsx";
import { ErrorNote } from "./error-note.tsx";

/** The two answers to an unusual change: it was not me, and it was. */
export function MassChangeActions({ planId, change }: { planId: PlanId; change: MassChange }): ReactNode {
  const accept = useMutation(api.plans.acceptMassChange.mutationOptions());
  return (
    <Group gap="xs">
      <Button component={Link} to={paths.restoreSnapshot(change.targetId, change.lastGoodId)} size="xs">
        {say("Show the last good backup")}
      </Button>
      <BusyButton
        variant="default"
        size="xs"
        isBusy={accept.isPending}
        onClick={() => accept.mutate({ planId, targetId: change.targetId })}
      >
        {say("This was me")}
      </BusyButton>
      {accept.error !== null && <ErrorNote error={accept.error} />}
    </Group>
  );
}
