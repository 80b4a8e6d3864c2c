import { Alert, Button, PasswordInput, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { api } from "../../client/index.ts";
import { ErrorNote } from "../../components/index.ts";

/** Asks for the passphrase of a target that nobody here can open. */
export function UnlockForm({ state: { target } }: { state: TargetState }): ReactNode {
  const [passphrase, setPassphrase] = useState("");
  const unlock = useMutation(api.targets.unlock.mutationOptions({ onSuccess: () => setPassphrase("") }));
  return (
    <Alert color="red" variant="light" icon={<IconKey aria-hidden />} title="The passphrase is missing">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          unlock.mutate({ targetId: target.id, passphrase });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            Nothing can be saved here or restored from here until it is known again. It is on the recovery kit.
          </Text>
          <PasswordInput
            label={`Passphrase of ${target.name}`}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="off"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": "Show the passphrase" }}
          />
          <Button type="submit" loading={unlock.isPending} style={{ alignSelf: "flex-start" }}>
            Unlock
          </Button>
          {unlock.error !== null && <ErrorNote error={unlock.error} />}
        </Stack>
      </form>
    </Alert>
  );
}
