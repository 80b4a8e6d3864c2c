import { Alert, Code, Group, Text } from "@mantine/core";
import { IconShieldQuestion } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "../../../shared/words/index.ts";
import { BusyButton, CopyText, sayRich } from "../../components/index.ts";
import classes from "../target-setup.module.css";
import type { Untrusted } from "./untrusted.ts";

interface TrustNoteProps {
  readonly untrusted: Untrusted;
  readonly isBusy: boolean;
  /** Tries again, with the key as one that is trusted. */
  readonly onTrust: () => void;
}

/** A server that did not prove who it is: its fingerprint, and the question whether it is the right one. */
export function TrustNote({ untrusted: { fingerprint, hint, isChanged }, isBusy, onTrust }: TrustNoteProps): ReactNode {
  const title = say(isChanged ? "This server has another key than before" : "Is this your server?");
  return (
    <Alert
      color={isChanged ? "red" : "yellow"}
      variant="light"
      icon={<IconShieldQuestion aria-hidden />}
      title={title}
      role="alert"
    >
      <Text size="sm">
        {isChanged ? "" : `${say("It has not been connected to before, so nothing was sent to it yet.")} `}
        {hint}
      </Text>
      <Text size="sm" mt="xs">
        {sayRich("Its key: {key}", { key: <Code className={classes["path"]}>{fingerprint}</Code> })}
      </Text>
      <Group gap="sm" mt="xs" align="flex-end">
        <BusyButton size="xs" isBusy={isBusy} onClick={onTrust}>
          {say("Trust this server")}
        </BusyButton>
        <CopyText text={fingerprint} label={say("Copy the key")} />
      </Group>
    </Alert>
  );
}
