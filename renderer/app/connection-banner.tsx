import { Button, Group, Text } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { reconnectNow, useLive } from "../client/index.ts";
import { sayRich, When } from "../components/index.ts";
import classes from "./connection-banner.module.css";

/** Says when what is shown may be old, and since when. Always in the page, so that its appearing is read out. */
export function ConnectionBanner(): ReactNode {
  const { line } = useLive();
  return (
    <div role="status">
      {line.state === "reconnecting" && (
        <Group className={classes.banner} gap="sm">
          <IconPlugConnectedX size={20} aria-hidden />
          <Text size="sm" className={classes.words}>
            {sayRich(
              "Connection to the Holdfast agent is lost. Trying again… What you see was true {ago} and may have changed.",
              { ago: <When at={line.since} /> },
            )}
          </Text>
          <Button size="xs" variant="default" onClick={reconnectNow}>
            {say("Try now")}
          </Button>
        </Group>
      )}
    </div>
  );
}
