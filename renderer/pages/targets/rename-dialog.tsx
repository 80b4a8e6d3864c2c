import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton, ErrorNote } from "../../components/index.ts";

interface RenameDialogProps {
  readonly state: TargetState;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Calls a target something else; nothing at its place changes. */
export function RenameDialog({ state, isOpen, onClose }: RenameDialogProps): ReactNode {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say("Rename {name}", { name: state.target.name })}
      closeButtonProps={{ "aria-label": say("Close") }}
    >
      <RenameForm state={state} onClose={onClose} />
    </Modal>
  );
}

function RenameForm({ state: { target }, onClose }: Omit<RenameDialogProps, "isOpen">): ReactNode {
  const [name, setName] = useState(target.name);
  const rename = useMutation(api.targets.rename.mutationOptions({ onSuccess: onClose }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate({ targetId: target.id, name });
      }}
    >
      <Stack>
        <TextInput
          label={say("Name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          data-autofocus
        />
        {rename.error !== null && <ErrorNote error={rename.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {say("Keep the old name")}
          </Button>
          <BusyButton isBusy={rename.isPending} disabled={name.trim() === ""}>
            {say("Rename")}
          </BusyButton>
        </Group>
      </Stack>
    </form>
  );
}
