import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { paths } from "../../navigation/index.ts";
import classes from "./overview.module.css";

/** Nothing is backed up yet: the way to the first backup, or back to backups that were made elsewhere. */
export function FirstSteps({ hasTargets }: { readonly hasTargets: boolean }): ReactNode {
  return (
    <Paper withBorder maw={760} p={{ base: "lg", sm: "xl" }}>
      <Stack gap="md" align="flex-start">
        <Text className={classes.says}>Nothing is backed up yet.</Text>
        <Text maw={560}>
          Choose folders and a place to keep their backups. Everything is encrypted before it leaves this computer, and
          after the first time only what changed is read. This takes about two minutes.
        </Text>
        <Group>
          <Button component={Link} to={paths.setup} size="md">
            Set up a backup
          </Button>
          <Button component={Link} to={hasTargets ? paths.restore : paths.setup} size="md" variant="default">
            {hasTargets ? "Restore files" : "Use backups that are there"}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
