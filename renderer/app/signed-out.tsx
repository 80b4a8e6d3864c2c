import { Box, Button, Code, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { reconnectNow } from "../client/index.ts";

/** Instead of every page, when the agent does not know this window: how to get a link that it knows. */
export function SignedOutPage(): ReactNode {
  return (
    <Box component="main" p="xl" maw={640} mx="auto" mt="10vh">
      <title>New link needed · Holdfast</title>
      <Stack align="flex-start">
        <Title order={1} size="h2">
          This window needs a new link
        </Title>
        <Text>
          Holdfast lets only windows in that were opened with a link of its own, and each link works once. Your backups
          go on without this window.
        </Text>
        <Text>To open a new one, start Holdfast again, or type this where you started it:</Text>
        <Code block>holdfast open</Code>
        <Button onClick={reconnectNow}>Try again</Button>
      </Stack>
    </Box>
  );
}
