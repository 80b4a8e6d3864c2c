import { Button, Group, TextInput } from "@mantine/core";
import { IconFolderPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import type { PathText } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton } from "../busy-button.tsx";
import { ErrorNote } from "../error-note.tsx";

interface NewFolderProps {
  readonly parent: PathText;
  readonly onMade: (path: PathText) => void;
}

/** Makes a folder in the open one, and opens it. */
export function NewFolder({ parent, onMade }: NewFolderProps): ReactNode {
  const [name, setName] = useState<string>();
  const queries = useQueryClient();
  const create = useMutation(
    api.disk.create.mutationOptions({
      onSuccess: ({ path }) => {
        void queries.invalidateQueries({ queryKey: api.disk.list.key() });
        setName(undefined);
        onMade(path);
      },
    }),
  );
  if (name === undefined) {
    return (
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderPlus size={16} aria-hidden />}
          onClick={() => setName("")}
        >
          {say("New folder")}
        </Button>
      </Group>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (name.trim() !== "") create.mutate({ parent, name: name.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end">
        <TextInput
          size="xs"
          label={say("Name of the new folder")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          autoFocus
        />
        <BusyButton size="xs" isBusy={create.isPending} disabled={name.trim() === ""}>
          {say("Make it")}
        </BusyButton>
        <Button size="xs" variant="default" onClick={() => setName(undefined)}>
          {say("Cancel")}
        </Button>
      </Group>
      {create.error !== null && <ErrorNote error={create.error} />}
    </form>
  );
}
