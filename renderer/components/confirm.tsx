import { Button, Group, Modal, Stack } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { BusyButton } from "./busy-button.tsx";
import { ErrorNote } from "./error-note.tsx";

interface ConfirmProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** The button repeats the verb: “Remove the plan”. */
  readonly verb: string;
  /** The other button, where nothing is kept or lost. */
  readonly keep?: string;
  readonly work: Pick<UseMutationResult<unknown, Error, void>, "mutate" | "isPending" | "error">;
  /** What goes and what stays. */
  readonly children: ReactNode;
}

/** Asks before something goes. Escape and “Keep it” leave all as it is. */
export function Confirm({
  isOpen,
  onClose,
  title,
  verb,
  keep = say("Keep it"),
  work,
  children,
}: ConfirmProps): ReactNode {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ "aria-label": say("Close") }}>
      <Stack>
        {children}
        {work.error !== null && <ErrorNote error={work.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep}
          </Button>
          <BusyButton color="red" isBusy={work.isPending} onClick={() => work.mutate()}>
            {verb}
          </BusyButton>
        </Group>
      </Stack>
    </Modal>
  );
}
