import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { PlanState } from "../../../shared/model/index.ts";
import { MassChangeActions, massChangeHint, massChangeWords, useNow } from "../../components/index.ts";

/** Unusual changes that nobody has looked at: what they were, and the two answers. */
export function PlanMassChanges({ state: { plan, targets } }: { state: PlanState }): ReactNode {
  const now = useNow();
  return targets.map(
    ({ targetId, massChange }) =>
      massChange !== undefined && (
        <Alert
          key={targetId}
          color="red"
          variant="light"
          icon={<IconAlertTriangle aria-hidden />}
          title={massChangeWords(massChange, now)}
        >
          <Stack gap="sm">
            <Text size="sm">{massChangeHint()}</Text>
            <MassChangeActions planId={plan.id} change={massChange} />
          </Stack>
        </Alert>
      ),
  );
}
