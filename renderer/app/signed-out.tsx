import { Box, Button, Code, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { reconnectNow } from "../client/index.ts";

/** Instead of every page, when the agent does not know this window: how to get a link that it knows. */
export function SignedOutPage(): ReactNode {
  return (
    <Box component="main" p="xl" maw={640} mx="auto" mt="10vh">
      <title>{`${say("New link needed")} · Holdfast`}</title>
      <Stack align="flex-start">
        <Title order={1} size="h2">
          {say("This window needs a new link")}
        </Title>
        <Text>
          {say(
            "Holdfast lets only windows in that were opened with a link of its own, and each link works once. Your backups go on without this window.",
          )}
        </Text>
        <Text>{say("To open a new one, start Holdfast again, or type this where you started it:")}</Text>
        <Code block translate="no">
          holdfast open
        </Code>
        <Button onClick={reconnectNow}>{say("Try again")}</Button>
      </Stack>
    </Box>
  );
}
