import { Paper, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Nothing here yet: one sentence and the button that changes that. */
export function EmptyState({ says, children }: { says: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <Paper withBorder p="xl">
      <Stack align="flex-start" gap="md">
        <Text>{says}</Text>
        {children}
      </Stack>
    </Paper>
  );
}
