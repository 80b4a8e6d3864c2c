import { Alert, PasswordInput, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { TargetState } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { BusyButton } from "./busy-button.tsx";
import { ErrorNote } from "./error-note.tsx";

/** Asks for the passphrase of a target that nobody here can open, wherever that shows. */
export function UnlockForm({ state: { target } }: { state: TargetState }): ReactNode {
  const [passphrase, setPassphrase] = useState("");
  const queries = useQueryClient();
  const unlock = useMutation(
    api.targets.unlock.mutationOptions({
      gcTime: 0,
      onSuccess: () => {
        setPassphrase("");
        // What could not be looked into a moment ago can be now.
        void queries.invalidateQueries({ queryKey: api.snapshots.key() });
      },
    }),
  );
  return (
    <Alert color="red" variant="light" icon={<IconKey aria-hidden />} title={say("The passphrase is missing")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          unlock.mutate({ targetId: target.id, passphrase });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {say("Nothing can be saved here or restored from here until it is known again. It is on the recovery kit.")}
          </Text>
          <PasswordInput
            label={say("Passphrase of {target}", { target: target.name })}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="off"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{
              "aria-label": say("Show the passphrase"),
              tabIndex: 0,
              "aria-hidden": false,
            }}
          />
          <BusyButton isBusy={unlock.isPending} style={{ alignSelf: "flex-start" }}>
            {say("Unlock")}
          </BusyButton>
          {unlock.error !== null && <ErrorNote error={unlock.error} />}
        </Stack>
      </form>
    </Alert>
  );
}
