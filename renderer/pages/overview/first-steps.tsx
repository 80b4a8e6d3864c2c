import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say } from "../../../shared/words/index.ts";
import { paths } from "../../navigation/index.ts";

/** What to do as long as nothing is backed up: the way to the first backup, or back to backups that are there. */
export function FirstSteps({ hasTargets }: { readonly hasTargets: boolean }): ReactNode {
  return (
    <Paper withBorder maw={760} p={{ base: "lg", sm: "xl" }}>
      <Stack gap="lg" align="flex-start">
        <Text maw={560}>
          {say(
            "Choose folders and a place to keep their backups. Everything is encrypted before it leaves this computer, and after the first time only what changed is read. This takes about two minutes.",
          )}
        </Text>
        <Group>
          <Button component={Link} to={paths.setup} size="md">
            {say("Set up a backup")}
          </Button>
          {hasTargets && (
            <Button component={Link} to={paths.restore} size="md" variant="default">
              {say("Restore files")}
            </Button>
          )}
          <Button component={Link} to={paths.addTarget} size="md" variant={hasTargets ? "subtle" : "default"}>
            {say("Use backups that are there")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
