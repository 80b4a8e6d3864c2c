import { Button, Group, Menu, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots, IconFileCertificate, IconKey, IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { client } from "../../client/index.ts";
import { Confirm, listInWords } from "../../components/index.ts";
import { farTypeOf } from "../../target-setup/index.ts";
import { AccessDialog } from "./access-dialog.tsx";
import { KitDialog } from "./kit-dialog.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { TryConnection } from "./try-connection.tsx";
import { CheckNow, MakeRoom, RepairNow } from "./upkeep-actions.tsx";

/** What can be done with a target: check it, try and change its connection, save its kit, rename it, remove it. */
export function TargetActions({ state, users }: { state: TargetState; users: readonly string[] }): ReactNode {
  const [isRenaming, renaming] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  const [isChangingAccess, changingAccess] = useDisclosure(false);
  const [isSavingKit, savingKit] = useDisclosure(false);
  const hasKit = state.target.recoveryKitSavedAt !== undefined;
  return (
    <Group gap="xs">
      {state.lastCheck?.isSound === false && <RepairNow state={state} />}
      <CheckNow state={state} />
      {state.removal === "allowed" && <MakeRoom state={state} />}
      <TryConnection state={state} />
      {!hasKit && (
        <Button size="xs" onClick={savingKit.open}>
          {say("Save the recovery kit…")}
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            px={6}
            title={say("More")}
            aria-label={say("More about {name}", { name: state.target.name })}
          >
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {hasKit && (
            <Menu.Item leftSection={<IconFileCertificate size={16} aria-hidden />} onClick={savingKit.open}>
              {say("Save the recovery kit again…")}
            </Menu.Item>
          )}
          {farTypeOf(state.target.location) !== undefined && (
            <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={changingAccess.open}>
              {say("Change sign-in…")}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={renaming.open}>
            {say("Rename…")}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={removing.open}>
            {say("Remove…")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <KitDialog state={state} isOpen={isSavingKit} onClose={savingKit.close} />
      <AccessDialog state={state} isOpen={isChangingAccess} onClose={changingAccess.close} />
      <RenameDialog state={state} isOpen={isRenaming} onClose={renaming.close} />
      <RemoveDialog state={state} users={users} isOpen={isRemoving} onClose={removing.close} />
    </Group>
  );
}

interface RemoveDialogProps {
  readonly state: TargetState;
  readonly users: readonly string[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function RemoveDialog({ state: { target, snapshots }, users, isOpen, onClose }: RemoveDialogProps): ReactNode {
  const remove = useMutation({
    mutationFn: () => client.targets.remove({ targetId: target.id }),
    onSuccess: onClose,
  });
  return (
    <Confirm
      isOpen={isOpen}
      onClose={onClose}
      title={say("Remove {name}?", { name: target.name })}
      verb={say("Remove the target")}
      work={remove}
    >
      <Text size="sm">
        {say(
          "The target goes from this list. The repository and its {snapshots, plural, one {# snapshot} other {# snapshots}} stay where they are; to undo this, add the target again. Keep the passphrase: without it the snapshots cannot be opened.",
          { snapshots },
        )}
      </Text>
      {users.length > 0 && (
        <Text size="sm">
          {say(
            "It is still used by {plans}: give {count, plural, one {this plan} other {these plans}} another target first.",
            { plans: listInWords(users), count: users.length },
          )}
        </Text>
      )}
    </Confirm>
  );
}
