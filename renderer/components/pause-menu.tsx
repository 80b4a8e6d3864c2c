import { Alert, Button, type ButtonProps, Group, Menu, Text } from "@mantine/core";
import { IconChevronDown, IconPlayerPause } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Moment } from "../../shared/model/index.ts";
import { PAUSE_ENDS, pauseUntil, pauseWords, untilInWords } from "../../shared/moments/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { BusyButton } from "./busy-button.tsx";
import { ErrorNote } from "./error-note.tsx";
import { useNow } from "./use-now.ts";

/** Lets nothing begin by itself for a while; what runs by now goes on. While it is paused there is nothing to choose. */
export function PauseMenu(props: ButtonProps): ReactNode {
  const preferences = useQuery(api.preferences.get.queryOptions());
  const pause = useMutation(api.preferences.pause.mutationOptions());
  const now = useNow();
  if (preferences.data?.paused !== undefined) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal width={280}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            {...props}
          >
            {say("Pause")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {PAUSE_ENDS.map((end) => (
            <Menu.Item key={end} onClick={() => pause.mutate(pauseInput(pauseUntil(end, now)))}>
              {pauseWords(end)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {pause.error !== null && <ErrorNote error={pause.error} />}
    </>
  );
}

function pauseInput(until: Moment | undefined): { readonly until?: Moment } {
  return until === undefined ? {} : { until };
}

function Resume(): ReactNode {
  const resume = useMutation(api.preferences.resume.mutationOptions());
  return (
    <>
      <BusyButton size="xs" isBusy={resume.isPending} onClick={() => resume.mutate(undefined)}>
        {say("Resume")}
      </BusyButton>
      {resume.error !== null && <ErrorNote error={resume.error} />}
    </>
  );
}

/** That nothing begins by itself, until when, and the way back; nothing at all while it does. */
export function PauseNote(): ReactNode {
  const paused = useQuery(api.preferences.get.queryOptions()).data?.paused;
  const now = useNow();
  if (paused === undefined) return null;
  const title =
    paused.until === undefined
      ? say("Backups are paused until you resume.")
      : say("Backups are paused {until}.", { until: untilInWords(paused.until, now) });
  return (
    <Alert color="yellow" variant="light" icon={<IconPlayerPause aria-hidden />} title={title}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{say("Nothing begins by itself. What you start yourself runs all the same.")}</Text>
        <Resume />
      </Group>
    </Alert>
  );
}
