import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { AppError } from "../../../shared/errors/index.ts";
import type { TargetState } from "../../../shared/model/index.ts";
import { type AccessField, targetType } from "../../../shared/targets/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton, ErrorNote } from "../../components/index.ts";
import { AccessFields, farTypeOf, fieldProblem, TrustNote, untrustedIn } from "../../target-setup/index.ts";
import { accessChanges } from "./access-changes.ts";

interface AccessDialogProps {
  readonly state: TargetState;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** New values of a target's connection. What is kept of its secrets is never shown: an empty field leaves them as they are. */
export function AccessDialog({ state, isOpen, onClose }: AccessDialogProps): ReactNode {
  const type = farTypeOf(state.target.location);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say("Change sign-in: {name}", { name: state.target.name })}
      closeButtonProps={{ "aria-label": say("Close") }}
      size="lg"
    >
      {type !== undefined && <AccessForm state={state} fields={targetType(type).fields} onClose={onClose} />}
    </Modal>
  );
}

interface AccessFormProps extends Omit<AccessDialogProps, "isOpen"> {
  readonly fields: readonly AccessField[];
}

function AccessForm({ state: { target }, fields, onClose }: AccessFormProps): ReactNode {
  const [values, setValues] = useState(target.access);
  const [forgotten, setForgotten] = useState<readonly string[]>([]);
  const change = useMutation(api.targets.changeAccess.mutationOptions({ onSuccess: onClose, gcTime: 0 }));
  const isSound = fields.every((field) => fieldProblem(field, values[field.name] ?? "") === undefined);
  const untrusted = change.error instanceof AppError ? untrustedIn(change.error) : undefined;
  const save = (now = values): void => {
    if (isSound) change.mutate({ targetId: target.id, access: accessChanges(fields, target.access, now, forgotten) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        <Text size="sm">
          {say(
            "They are tried before they are kept. Passwords and keys that are kept are not shown: leave a field empty and its secret stays as it is.",
          )}
        </Text>
        <AccessFields
          fields={fields}
          values={values}
          onChange={(name, value) => setValues((old) => ({ ...old, [name]: value }))}
          emptySecret={say("stays as it is")}
        />
        <Forget fields={fields} values={values} forgotten={forgotten} onChange={setForgotten} />
        {untrusted !== undefined && (
          <TrustNote
            untrusted={untrusted}
            isBusy={change.isPending}
            onTrust={() => {
              const now = { ...values, hostKey: untrusted.fingerprint };
              setValues(now);
              save(now);
            }}
          />
        )}
        {change.error !== null && untrusted === undefined && <ErrorNote error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {say("Leave it as it is")}
          </Button>
          <BusyButton isBusy={change.isPending} disabled={!isSound}>
            {say("Try and keep")}
          </BusyButton>
        </Group>
      </Stack>
    </form>
  );
}

interface ForgetProps extends Pick<AccessFormProps, "fields"> {
  readonly values: TargetState["target"]["access"];
  readonly forgotten: readonly string[];
  readonly onChange: (forgotten: readonly string[]) => void;
}

/** For who goes over from a password to a key, say: an empty field alone would keep the password. */
function Forget({ fields, values, forgotten, onChange }: ForgetProps): ReactNode {
  const secrets = fields.filter(({ kind, name }) => kind === "secret" && (values[name] ?? "") === "");
  if (secrets.length === 0) return null;
  return (
    <Checkbox.Group label={say("Forget what is kept")} value={[...forgotten]} onChange={onChange}>
      <Stack gap={6} mt={6}>
        {secrets.map(({ name, label }) => (
          <Checkbox key={name} value={name} label={say("{label}, the one that is kept", { label: say(label) })} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
