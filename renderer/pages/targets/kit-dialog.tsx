import { Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { FolderPicker } from "../../components/folder-picker/index.ts";
import { ErrorNote, showPath } from "../../components/index.ts";

interface KitDialogProps {
  readonly state: TargetState;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks where to save the recovery kit, and then says where it is. */
export function KitDialog({ state: { target }, isOpen, onClose }: KitDialogProps): ReactNode {
  const save = useMutation(api.targets.saveRecoveryKit.mutationOptions());
  return (
    <>
      <FolderPicker
        isOpen={isOpen}
        onClose={onClose}
        title={say("Where to save the recovery kit of {target}", { target: target.name })}
        mode="place"
        onChoose={([folder]) => {
          onClose();
          if (folder !== undefined) save.mutate({ targetId: target.id, folder });
        }}
      />
      <div role="status">
        {save.data !== undefined && (
          <Text size="sm">
            {say("Saved as {path}. Print it or keep it apart from this computer: it opens the backups.", {
              path: showPath(save.data.path),
            })}
          </Text>
        )}
      </div>
      {save.error !== null && <ErrorNote error={save.error} />}
    </>
  );
}
